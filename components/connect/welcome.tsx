import { useText } from '../languages/text.tsx'
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
  const text = useText('start')
  const query = next === null ? '' : `?${new URLSearchParams({ next })}`
  return (
    <>
      <Heading title={text('title')}>{text.rich('text', { company: companyName })}</Heading>
      <div className="grid gap-2.5">
        <AnchorButton href={`${paths.signIn()}${query}`} variant="primary" size="large" wide>
          {text('signIn')}
        </AnchorButton>
        {signUpOpen ? (
          <AnchorButton href={`${paths.signUp()}${query}`} size="large" wide>
            {text('create')}
          </AnchorButton>
        ) : (
          <p className="text-center text-ink-muted text-sm">
            {text.rich('noAccount', { company: companyName })}
          </p>
        )}
      </div>
      <WhatIsRead companyName={companyName} />
      <WhatHappensNext
        steps={[text('stepSignIn', { company: companyName }), text('stepChoose'), text('stepConfirm')]}
      />
    </>
  )
}

/** Shown instead of the chooser while the company's application is incomplete: no button should lead to an error. */
export function NotReady({ companyName, title, next }: { companyName: string; title: string; next: string }) {
  const text = useText('start')
  return (
    <>
      <Heading title={text('title')} />
      <Notice tone="doubt" title={title} next={next} />
      <WhatIsRead companyName={companyName} />
    </>
  )
}
