import { XIcon } from 'lucide-react'
import type { ReturnLink } from '#lib/links/return-url.ts'
import { useText } from '../languages/text.tsx'
import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { Heading } from './heading.tsx'

/** Nothing was connected: says what happened, and how to continue. */
export function FinishProblem({
  title,
  next,
  start = 'startAgain',
  startHref = '/',
  mixUp = null,
  returnLink = null,
}: {
  title: string
  next: string
  /** The label of the link to `startHref`. */
  start?: 'startAgain' | 'authorizeAgain' | 'start' | 'signIn'
  /** The address that starts the same attempt again; the connect page if nothing is known. */
  startHref?: string
  /** The account that was expected at Amazon, and the one that was signed in. */
  mixUp?: { expected: string; came: string } | null
  returnLink?: ReturnLink | null
}) {
  const text = useText('finish')
  return (
    <>
      <div className="grid gap-5">
        <span className="grid size-12 place-items-center rounded-full bg-bad-surface text-bad-ink">
          <XIcon size={26} />
        </span>
        <Heading title={title}>{next}</Heading>
      </div>
      {mixUp !== null && (
        <Facts
          facts={[
            { term: text('expected'), detail: <bdi>{mixUp.expected}</bdi> },
            { term: text('came'), detail: <bdi>{mixUp.came}</bdi> },
          ]}
        />
      )}
      <div className="grid gap-2.5">
        <AnchorButton href={startHref} variant="primary" size="large" wide>
          {text(start)}
        </AnchorButton>
        <AnchorButton href={paths.connections} size="large" wide>
          {text('seeConnections')}
        </AnchorButton>
        {returnLink !== null && (
          <AnchorButton href={returnLink.href} variant="ghost" size="large" wide>
            {text('back', { host: returnLink.host })}
          </AnchorButton>
        )}
      </div>
    </>
  )
}
