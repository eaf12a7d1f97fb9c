import { AnchorButton } from '../ui/button.tsx'
import { Heading } from './heading.tsx'
import { WhatHappensNext } from './what-happens-next.tsx'
import { WhatIsRead } from './what-is-read.tsx'

/** The start page for a visitor: who asks, for what, and what comes next. */
export function Welcome({
  companyName,
  signUpOpen,
  next,
}: {
  companyName: string
  signUpOpen: boolean
  /** Our own path to come back to, where it is not this page alone. */
  next: string | null
}) {
  const query = next === null ? '' : `?${new URLSearchParams({ next })}`
  return (
    <>
      <Heading title="Connect your Amazon account">
        {companyName} asks for your permission to work with your selling account. You give it at Amazon, and
        you can end it at any time.
      </Heading>
      <div className="grid gap-2.5">
        <AnchorButton href={`/sign-in${query}`} variant="primary" size="large" wide>
          Sign in to begin
        </AnchorButton>
        {signUpOpen ? (
          <AnchorButton href={`/sign-up${query}`} size="large" wide>
            Create an account
          </AnchorButton>
        ) : (
          <p className="text-center text-ink-muted text-sm">
            No account yet? {companyName} makes one for you on request.
          </p>
        )}
      </div>
      <WhatIsRead companyName={companyName} />
      <WhatHappensNext
        steps={[
          `Sign in to your account at ${companyName}`,
          'Choose where you sell, and go on to Amazon',
          'Confirm there: you are back here within a minute',
        ]}
      />
    </>
  )
}
