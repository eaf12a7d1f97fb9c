import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import { regions } from '#lib/amazon/regions.ts'
import type { AuthorizationView } from '#lib/authorizations/view.ts'
import type { Column } from '../list/data-table.tsx'
import type { Wire } from '../list/wire.ts'
import { Badge } from '../ui/badge.tsx'
import { TimeStamp } from '../ui/time.tsx'
import type { AuthorizationsPage, StateCount } from './authorizations-view.ts'
import { accountColumn, Nothing, PartnerName, workedColumn } from './partner-columns.tsx'
import { responsiblePartyLabels } from './responsible-party-labels.ts'

/** What the columns need of an authorization; nothing else travels to the browser. */
export const authorizationFields = [
  'id',
  'sellingPartnerId',
  'name',
  'accountName',
  'partnerType',
  'marketplaceId',
  'region',
  'state',
  'since',
  'who',
  'incidentSince',
  'lastWorkedAt',
] as const satisfies readonly (keyof AuthorizationView)[]

export type AuthorizationRow = Wire<Pick<AuthorizationView, (typeof authorizationFields)[number]>>

export const authorizationColumns: readonly Column<
  AuthorizationRow,
  Pick<AuthorizationsPage, 'counts' | 'readAt'>
>[] = [
  {
    key: 'name',
    header: 'Selling partner',
    skeleton: 'w-40',
    grow: true,
    cell: PartnerName,
  },
  {
    key: 'state',
    header: 'State',
    skeleton: 'w-32',
    cell: ({ state, incidentSince }, { counts }) => (
      <span className="flex flex-wrap gap-1">
        <StateBadge state={counts.find((one) => one.state === state)} />
        {incidentSince !== null && (
          <Badge
            tone="doubt"
            title="It cannot be refreshed just now, as many others. See the incident above."
          >
            Incident
          </Badge>
        )}
      </span>
    ),
  },
  {
    key: 'since',
    header: 'Since',
    skeleton: 'w-20',
    from: 'xl',
    cell: ({ since }, { readAt }) => <TimeStamp at={since} renderedAt={readAt} />,
  },
  {
    key: 'who',
    header: 'Who acts',
    skeleton: 'w-16',
    from: 'md',
    cell: ({ who }) => (who === null ? <Nothing>Nobody</Nothing> : responsiblePartyLabels[who]),
  },
  { ...accountColumn, from: 'md' },
  {
    key: 'marketplace',
    header: 'Marketplace',
    skeleton: 'w-28',
    from: 'xl',
    cell: ({ marketplaceId, region, partnerType }) => (
      <span className="block max-w-44 truncate">
        {findMarketplace(marketplaceId)?.country ?? marketplaceId}
        <span className="text-ink-muted">
          {' '}
          {partnerType === 'vendor' ? 'vendor, ' : ''}
          <abbr title={regions[region].name} className="no-underline">
            {region.toUpperCase()}
          </abbr>
        </span>
      </span>
    ),
  },
  { ...workedColumn, from: 'sm', align: 'right' },
]

function StateBadge({ state }: { state: StateCount | undefined }) {
  if (state === undefined) return null
  return (
    <span className="flex">
      <Badge tone={state.tone} title={state.hint}>
        {state.label}
      </Badge>
    </span>
  )
}
