import { CheckIcon, TriangleAlertIcon } from 'lucide-react'
import type { ReturnLink } from '#lib/links/return-url.ts'
import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Heading } from './heading.tsx'
import type { OwnStatus } from './own-status.ts'
import { type Participation, Participations } from './participations.tsx'

/** The end of the way: what was connected, as Amazon describes it. */
export function Connected({
  companyName,
  name,
  partnerType,
  participations,
  problem,
  returnLink,
}: {
  companyName: string
  /** The store's name, or the selling partner's id where Amazon gives none. */
  name: string
  partnerType: 'seller' | 'vendor'
  participations: readonly Participation[]
  /** Set when Amazon refuses to work with the account. */
  problem: OwnStatus | null
  /** The company's page from which the seller came; null when they did not come from one. */
  returnLink: ReturnLink | null
}) {
  return (
    <>
      <div className="grid gap-5">
        <Mark isGood={problem === null} />
        {problem === null ? (
          <Heading title={`${name} is connected`}>
            {companyName} can now work with this account.{' '}
            {returnLink === null
              ? 'There is nothing else to do; you may close this page.'
              : 'There is nothing else to do here.'}
          </Heading>
        ) : (
          <Heading title={`${name} is connected, but Amazon refuses access`}>{problem.sentence}</Heading>
        )}
      </div>
      {problem !== null ? null : participations.length > 0 ? (
        <section className="grid gap-3">
          <h2 className="font-medium">Marketplaces</h2>
          <Participations participations={participations} storeName={name} />
        </section>
      ) : (
        <NoDetails partnerType={partnerType} />
      )}
      <div className="grid gap-2.5">
        {returnLink !== null && (
          <AnchorButton href={returnLink.href} variant="primary" size="large" wide>
            Continue to {returnLink.host}
          </AnchorButton>
        )}
        <AnchorButton
          href={paths.connections}
          variant={returnLink === null ? 'primary' : 'secondary'}
          size="large"
          wide
        >
          See your connections
        </AnchorButton>
        <AnchorButton href="/" size="large" wide>
          Connect another account
        </AnchorButton>
      </div>
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
  if (partnerType === 'vendor') {
    return <Notice tone="neutral" title="Connected; Amazon gives no store details for vendors." />
  }
  return (
    <Notice
      tone="neutral"
      title="Connected; Amazon has given no store details yet."
      next="You need to do nothing. They are asked for again, and appear among your connections."
    />
  )
}
