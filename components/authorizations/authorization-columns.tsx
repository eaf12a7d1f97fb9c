import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import { regions } from '#lib/amazon/regions.ts'
import { Badge } from '../ui/badge.tsx'
import type { Column } from '../ui/data-table.tsx'
import { TimeStamp } from '../ui/time.tsx'
import type { AuthorizationSummary, StateCount } from './authorizations-page.ts'
import { accountColumn, Nothing, workedColumn } from './partner-columns.tsx'
import { PartnerName } from './partner-name.tsx'
import { responsiblePartyLabels } from './responsible-party-labels.ts'

/** The columns of the list. `counts` brings the words and colours of the states. */
export function authorizationColumns(
  counts: readonly StateCount[],
  renderedAt: string,
): readonly Column<AuthorizationSummary>[] {
  return [
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
      cell: ({ state, inIncident }) => (
        <span className="flex flex-wrap gap-1">
          <StateBadge state={counts.find((one) => one.state === state)} />
          {inIncident && (
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
      cell: ({ since }) => <TimeStamp at={since} renderedAt={renderedAt} />,
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
    { ...workedColumn(renderedAt), from: 'sm', align: 'right' },
  ]
}

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
