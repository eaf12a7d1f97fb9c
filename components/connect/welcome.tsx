import { useText } from '../languages/text.tsx'
import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Heading } from './heading.tsx'
import { WhatIsAllowed } from './what-to-expect.tsx'

/** For a visitor with an account, or one who wants it first. */
export function AccountLinks({
  companyName,
  signUpOpen,
  next,
}: {
  companyName: string
  signUpOpen: boolean
  /** Our own path to come back to, unless it is just the start page. */
  next: string | null
}) {
  const text = useText('start')
  return (
    <div className="grid gap-2.5">
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(12rem,100%),1fr))] gap-2.5">
        <AnchorButton href={paths.signIn(next)} wide>
          {text('signIn')}
        </AnchorButton>
        {signUpOpen && (
          <AnchorButton href={paths.signUp(next)} wide>
            {text('create')}
          </AnchorButton>
        )}
      </div>
      {!signUpOpen && (
        <p className="text-center text-ink-muted text-sm">
          {text.rich('noAccount', { company: companyName })}
        </p>
      )}
    </div>
  )
}

/** Shown instead of the form while the company's application is incomplete: no button should lead to an error. */
export function NotReady({ companyName, title, next }: { companyName: string; title: string; next: string }) {
  const text = useText('start')
  return (
    <>
      <Heading title={text('title')} />
      <Notice tone="doubt" title={title} next={next} />
      <WhatIsAllowed
        companyName={companyName}
        asking={{ name: companyName, roles: [], partnerTypes: ['seller', 'vendor'] }}
      />
    </>
  )
}
