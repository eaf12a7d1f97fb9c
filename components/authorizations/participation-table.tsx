import { amazonFirst, findMarketplace, isAmazonMarketplace } from '#lib/amazon/marketplaces.ts'
import { type Column, DataTable } from '../list/data-table.tsx'
import { Badge } from '../ui/badge.tsx'
import { Code } from '../ui/code.tsx'

export interface Participation {
  readonly marketplaceId: string
  readonly countryCode: string
  readonly marketplaceName: string
  readonly domainName: string
  readonly currency: string
  readonly storeName: string
  readonly isParticipating: boolean
  readonly hasSuspendedListings: boolean
}

const columns: readonly Column<Participation>[] = [
  {
    key: 'marketplace',
    header: 'Marketplace',
    skeleton: 'w-32',
    grow: true,
    cell: ({ marketplaceId, marketplaceName, domainName }) => {
      const country = findMarketplace(marketplaceId)?.country ?? (marketplaceName || marketplaceId)
      return (
        <span title={domainName}>
          {country} <span className="text-ink-muted">{domainName}</span>{' '}
          {!isAmazonMarketplace({ marketplaceId, domainName }) && (
            <Badge
              tone="neutral"
              title="Amazon uses it for orders from elsewhere. Sellers don’t see it here."
            >
              Not Amazon
            </Badge>
          )}
        </span>
      )
    },
  },
  {
    key: 'store',
    header: 'Store',
    skeleton: 'w-24',
    from: 'sm',
    cell: ({ storeName }) => (
      <span title={storeName} className="block max-w-44 truncate">
        {storeName || '–'}
      </span>
    ),
  },
  { key: 'currency', header: 'Currency', skeleton: 'w-8', from: 'md', cell: ({ currency }) => currency },
  {
    key: 'id',
    header: 'Marketplace id',
    skeleton: 'w-28',
    from: 'lg',
    below: true,
    cell: ({ marketplaceId }) => <Code copy="the marketplace id">{marketplaceId}</Code>,
  },
  {
    key: 'sells',
    header: 'Sells there',
    skeleton: 'w-20',
    cell: ({ isParticipating, hasSuspendedListings }) => (
      <span className="flex flex-wrap gap-1">
        <Badge tone={isParticipating ? 'good' : 'neutral'}>{isParticipating ? 'Yes' : 'No'}</Badge>
        {hasSuspendedListings && <Badge tone="doubt">Suspended listings</Badge>}
      </span>
    ),
  },
]

/** Every marketplace that Amazon lists for a selling partner. */
export function ParticipationTable({ participations }: { participations: readonly Participation[] }) {
  return (
    <DataTable
      caption="Marketplace participations"
      columns={columns}
      rows={amazonFirst(participations)}
      rowKey={({ marketplaceId }) => marketplaceId}
    />
  )
}
