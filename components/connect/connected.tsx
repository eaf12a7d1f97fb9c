import { AnchorButton } from '../ui/anchor-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { Heading } from './heading.tsx'
import { type Participation, Participations } from './participations.tsx'

/** The end of the way: what was connected, as Amazon describes it. */
export function Connected({
  companyName,
  name,
  partnerType,
  participations,
}: {
  companyName: string
  /** The store's name, or the selling partner's id where Amazon gives none. */
  name: string
  partnerType: 'seller' | 'vendor'
  participations: readonly Participation[]
}) {
  return (
    <>
      <div className="grid gap-5">
        <span className="grid size-12 place-items-center rounded-full bg-good-surface text-good-ink">
          <Icon name="check" size={26} />
        </span>
        <Heading title={`${name} is connected`}>
          {companyName} can now work with this account. There is nothing else to do; you may close this page.
        </Heading>
      </div>
      {participations.length > 0 ? (
        <section className="grid gap-3">
          <h2 className="font-medium">Marketplaces</h2>
          <Participations participations={participations} storeName={name} />
        </section>
      ) : (
        <NoDetails partnerType={partnerType} />
      )}
      <div className="grid gap-2.5">
        <AnchorButton href="/connect/connections" variant="primary" size="large" wide>
          See your connections
        </AnchorButton>
        <AnchorButton href="/" size="large" wide>
          Connect another account
        </AnchorButton>
      </div>
    </>
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
