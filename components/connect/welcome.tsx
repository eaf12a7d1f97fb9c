import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Heading } from './heading.tsx'
import { WhatHappensNext, WhatIsRead } from './what-to-expect.tsx'

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
        <AnchorButton href={`${paths.signIn()}${query}`} variant="primary" size="large" wide>
          Sign in to begin
        </AnchorButton>
        {signUpOpen ? (
          <AnchorButton href={`${paths.signUp()}${query}`} size="large" wide>
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

/** An operator has no selling account to connect. */
export function OperatorHint() {
  return (
    <>
      <Heading title="This is where sellers connect">
        You are signed in as an operator. To see what a seller sees, open this page in a private window and
        sign in with an account.
      </Heading>
      <AnchorButton href={paths.authorizations} variant="primary" size="large" wide>
        Go to the dashboard
      </AnchorButton>
    </>
  )
}

/** Instead of the chooser while the company's application lacks something: no button that leads to an error. */
export function NotReady({ companyName, title, next }: { companyName: string; title: string; next: string }) {
  return (
    <>
      <Heading title="Connect your Amazon account" />
      <Notice tone="doubt" title={title} next={next} />
      <WhatIsRead companyName={companyName} />
    </>
  )
}
