import type { State } from '#lib/authorizations/status.ts'
import { AnchorButton } from '../ui/anchor-button.tsx'
import { Badge } from '../ui/badge.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { utcDate } from '../ui/relative-time.ts'
import { DisconnectForm } from './disconnect-form.tsx'
import { ownStatuses } from './own-status.ts'
import type { Participation } from './participations.tsx'

export interface Connection {
  id: string
  /** null where Amazon gives no name. */
  storeName: string | null
  sellingPartnerId: string | null
  partnerType: 'seller' | 'vendor'
  regionName: string
  participations: readonly Participation[]
  state: State
  authorizedAt: Date
  renewsBy: Date
  /** Where Amazon lets the seller end the permission itself. */
  manageAppsUrl: string | null
}

/** One selling partner of the account, with what can be done about it. */
export function ConnectionCard({
  connection,
  companyName,
  disconnect,
}: {
  connection: Connection
  companyName: string
  disconnect: (form: FormData) => Promise<void>
}) {
  const status = ownStatuses[connection.state]
  const name = connection.storeName ?? connection.sellingPartnerId ?? 'Your store'
  return (
    <article aria-label={name} className="grid gap-4 rounded-md border border-line bg-surface p-5 text-base">
      <div className="flex items-start justify-between gap-3">
        <h2 className="min-w-0 font-semibold text-lg wrap-anywhere">{name}</h2>
        <span className="shrink-0 pt-0.5">
          <Badge tone={status.tone}>{status.label}</Badge>
        </span>
      </div>
      {status.sentence !== null && <p className="text-ink-muted">{status.sentence}</p>}
      <Facts facts={factsOf(connection)} />
      <div className="flex flex-wrap items-start gap-2">
        <AnchorButton
          href={`/connect/${connection.id}/re-authorize`}
          variant={status.asksSeller ? 'primary' : 'secondary'}
        >
          Authorize again
        </AnchorButton>
        {connection.state !== 'disconnected' && (
          <DisconnectForm
            id={connection.id}
            name={name}
            companyName={companyName}
            manageAppsUrl={connection.manageAppsUrl}
            action={disconnect}
          />
        )}
      </div>
    </article>
  )
}

function factsOf(connection: Connection): Fact[] {
  const countries = connection.participations
    .filter((participation) => participation.isParticipating)
    .map((participation) => participation.countryCode)
  return [
    { term: 'Account', detail: connection.partnerType === 'vendor' ? 'Vendor' : 'Seller' },
    { term: 'Amazon’s id', detail: <code className="font-mono text-sm">{connection.sellingPartnerId}</code> },
    {
      term: 'Region',
      detail:
        countries.length > 0 ? `${connection.regionName} (${countries.join(', ')})` : connection.regionName,
    },
    {
      term: connection.state === 'disconnected' ? 'First connected' : 'Connected since',
      detail: utcDate(connection.authorizedAt),
    },
    ...(connection.state === 'renewal-due'
      ? [{ term: 'Renew by', detail: utcDate(connection.renewsBy) }]
      : []),
  ]
}
