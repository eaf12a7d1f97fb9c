import { CircleXIcon } from 'lucide-react'
import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import { countryIn, listIn } from '#lib/languages/formats.ts'
import type { Language } from '#lib/languages/languages.ts'
import { useLanguage, useText } from '../languages/text.tsx'
import { Badge } from '../ui/badge.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'

export interface Participation {
  readonly marketplaceId: string
  readonly countryCode: string
  readonly marketplaceName: string
  readonly currency: string
  readonly storeName: string
  readonly isParticipating: boolean
  readonly hasSuspendedListings: boolean
}

/**
 * Every marketplace that Amazon lists for a selling partner, with Amazon's details about each. Those where the partner
 * sells are folded into one line; the others stay visible.
 */
export function Participations({
  participations,
  storeName,
}: {
  participations: readonly Participation[]
  /** Its name is already above the list, so only other names are repeated in it. */
  storeName: string
}) {
  const text = useText('finish')
  const language = useLanguage()
  const open = participations.filter(sells)
  const others = participations.filter((participation) => !sells(participation))
  const names = [...new Set(open.map((participation) => countryOf(participation, language)))]
  return (
    <section className="grid gap-3 text-base">
      <h2 className="font-medium">{text('marketplaces')}</h2>
      {others.length > 0 && <Rows participations={others} storeName={storeName} />}
      {open.length > 0 && (
        <details>
          <summary className="flex items-start gap-2 rounded-md border border-line bg-surface px-4 py-3 hover:bg-sunken">
            <DisclosureIcon className="mt-1 shrink-0" />
            <span className="min-w-0 wrap-anywhere">
              {text('countries', { count: names.length, names: listIn(language, names) })}
            </span>
          </summary>
          <div className="mt-3">
            <Rows participations={open} storeName={storeName} />
          </div>
        </details>
      )}
    </section>
  )
}

function sells({ isParticipating, hasSuspendedListings }: Participation): boolean {
  return isParticipating && !hasSuspendedListings
}

function Rows({
  participations,
  storeName,
}: {
  participations: readonly Participation[]
  storeName: string
}) {
  const text = useText('finish')
  const language = useLanguage()
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface">
      {participations.map((participation) => (
        <li key={participation.marketplaceId} className="flex items-start gap-3 px-4 py-3">
          <span
            aria-hidden
            className="mt-0.5 w-8 shrink-0 rounded-sm bg-sunken py-0.5 text-center font-mono text-ink-muted text-xs"
          >
            {participation.countryCode || '–'}
          </span>
          <span className="grid min-w-0 flex-1">
            <span className="font-medium wrap-anywhere">{countryOf(participation, language)}</span>
            <span className="text-ink-muted text-sm wrap-anywhere">
              <bdi>
                {[participation.marketplaceName, participation.currency, participation.storeName]
                  .filter((part) => part !== '' && part !== storeName)
                  .join(' · ')}
              </bdi>
            </span>
          </span>
          <span className="flex flex-col items-end gap-1 pt-0.5">
            {participation.isParticipating ? (
              <Badge tone="good">{text('participating')}</Badge>
            ) : (
              <Badge tone="neutral" icon={CircleXIcon}>
                {text('notParticipating')}
              </Badge>
            )}
            {participation.hasSuspendedListings && <Badge tone="doubt">{text('suspended')}</Badge>}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Amazon can open a country that is newer than our table. */
function countryOf(
  { marketplaceId, marketplaceName, countryCode }: Participation,
  language: Language,
): string {
  const known = findMarketplace(marketplaceId)
  return known === null
    ? marketplaceName || countryCode || marketplaceId
    : countryIn(language, known.countryCode, known.country)
}
