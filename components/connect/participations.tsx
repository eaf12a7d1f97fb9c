import { CircleXIcon } from 'lucide-react'
import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import { Badge } from '../ui/badge.tsx'

export interface Participation {
  readonly marketplaceId: string
  readonly countryCode: string
  readonly marketplaceName: string
  readonly currency: string
  readonly storeName: string
  readonly isParticipating: boolean
  readonly hasSuspendedListings: boolean
}

/** Every marketplace that Amazon names for a selling partner, with what it says about each. */
export function Participations({
  participations,
  storeName,
}: {
  participations: readonly Participation[]
  /** Named already above the list, so only other names are repeated in it. */
  storeName: string
}) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface text-base">
      {participations.map((participation) => (
        <li key={participation.marketplaceId} className="flex items-start gap-3 px-4 py-3">
          <span
            aria-hidden
            className="mt-0.5 w-8 shrink-0 rounded-sm bg-sunken py-0.5 text-center font-mono text-ink-muted text-xs"
          >
            {participation.countryCode || '–'}
          </span>
          <span className="grid min-w-0 flex-1">
            <span className="font-medium wrap-anywhere">{countryOf(participation)}</span>
            <span className="text-ink-muted text-sm wrap-anywhere">
              {[participation.marketplaceName, participation.currency, participation.storeName]
                .filter((part) => part !== '' && part !== storeName)
                .join(' · ')}
            </span>
          </span>
          <span className="flex flex-col items-end gap-1 pt-0.5">
            {participation.isParticipating ? (
              <Badge tone="good">Participating</Badge>
            ) : (
              <Badge tone="neutral" icon={CircleXIcon}>
                Not participating
              </Badge>
            )}
            {participation.hasSuspendedListings && <Badge tone="doubt">Suspended listings</Badge>}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Amazon can open a country that is newer than our table. */
function countryOf({ marketplaceId, marketplaceName, countryCode }: Participation): string {
  return findMarketplace(marketplaceId)?.country ?? (marketplaceName || countryCode || marketplaceId)
}
