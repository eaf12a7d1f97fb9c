import { CheckIcon, TriangleAlertIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ReturnLink } from '#lib/links/return-url.ts'
import { useText } from '../languages/text.tsx'
import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Heading } from './heading.tsx'
import { type Participation, Participations } from './participations.tsx'

/** The end of a connection: the store, as Amazon describes it. */
export function Connected({
  companyName,
  name,
  renewal,
  partnerType,
  participations,
  place,
  problem,
  returnLink,
  isDone,
  more,
}: {
  companyName: string
  /** The store's name, or the selling partner's id if Amazon provides no name. */
  name: string
  /** Set when it was connected before. `againBy`: in words; null: Amazon sets no term. */
  renewal: { readonly againBy: string | null } | null
  partnerType: 'seller' | 'vendor'
  participations: readonly Participation[]
  /** The scope of the consent, such as Europe; null when it isn't known. */
  place: string | null
  /** Set when the company can't work with the account, or no longer. */
  problem: { readonly title: string; readonly sentence: string | null } | null
  /** The company's page from which the seller came; null when they came from none. */
  returnLink: ReturnLink | null
  /** Whether everything is connected that the link or the plan asked for. */
  isDone: boolean
  /** The list of other countries to connect, if there are any. */
  more: ReactNode
}) {
  const text = useText('finish')
  return (
    <>
      <div className="grid gap-5">
        <Mark isGood={problem === null} />
        {problem === null ? (
          <Heading title={text(renewal === null ? 'connected' : 'renewed', { name })}>
            {place === null
              ? text.rich('works', { company: companyName })
              : text.rich('worksIn', { company: companyName, place })}{' '}
            {renewal?.againBy != null && `${text('renewAgain', { day: renewal.againBy })} `}
            {isDone && text(returnLink === null ? 'close' : 'done')}
          </Heading>
        ) : (
          <Heading title={problem.title}>{problem.sentence}</Heading>
        )}
      </div>
      {!isDone && more}
      <div className="grid gap-2.5">
        {returnLink !== null && (
          <AnchorButton href={returnLink.href} variant={isDone ? 'primary' : 'secondary'} size="large" wide>
            {text('continueTo', { host: returnLink.host })}
          </AnchorButton>
        )}
        <AnchorButton
          href={paths.connections}
          variant={returnLink === null && isDone ? 'primary' : 'secondary'}
          size="large"
          wide
        >
          {text('seeConnections')}
        </AnchorButton>
        <AnchorButton href="/" size="large" wide>
          {text('another')}
        </AnchorButton>
      </div>
      {problem === null && participations.length > 0 && (
        <Participations participations={participations} storeName={name} />
      )}
      {problem === null && participations.length === 0 && <NoDetails partnerType={partnerType} />}
      {isDone && more}
    </>
  )
}

function Mark({ isGood }: { isGood: boolean }) {
  return isGood ? (
    <span className="grid size-12 place-items-center rounded-full bg-good-surface text-good-ink">
      <CheckIcon size={26} />
    </span>
  ) : (
    <span className="grid size-12 place-items-center rounded-full bg-doubt-surface text-doubt-ink">
      <TriangleAlertIcon size={26} />
    </span>
  )
}

function NoDetails({ partnerType }: { partnerType: 'seller' | 'vendor' }) {
  const text = useText('finish')
  if (partnerType === 'vendor') return <Notice tone="neutral" title={text('vendorDetails')} />
  return <Notice tone="neutral" title={text('noDetails')} next={text('noDetailsNext')} />
}
