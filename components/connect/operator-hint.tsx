import { AnchorButton } from '../ui/button.tsx'
import { Heading } from './heading.tsx'

/** An operator has no selling account to connect. */
export function OperatorHint() {
  return (
    <>
      <Heading title="This is where sellers connect">
        You are signed in as an operator. To see what a seller sees, open this page in a private window and
        sign in with an account.
      </Heading>
      <AnchorButton href="/ops" variant="primary" size="large" wide>
        Go to the dashboard
      </AnchorButton>
    </>
  )
}
