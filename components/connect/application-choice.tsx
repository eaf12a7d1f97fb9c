import type { Offer } from '#lib/applications/choose.ts'
import { ChoiceCards } from '../ui/field.tsx'

/** Which of the company's applications the permission is for; one alone is shown only if the seller's link wants it. */
export function ApplicationChoice({ offers, isWanted }: { offers: readonly Offer[]; isWanted: boolean }) {
  const [first] = offers
  if (offers.length === 1 && first !== undefined) {
    return (
      <>
        <input type="hidden" name="application" value={first.id} />
        {isWanted && (
          <p className="text-ink-muted wrap-anywhere">
            For the application <strong className="font-medium text-ink">{first.name}</strong>
          </p>
        )}
      </>
    )
  }
  return (
    <ChoiceCards
      legend="Which application?"
      name="application"
      choices={offers.map(({ id, name, partnerTypes }) => ({
        value: id,
        label: name,
        ...(partnerTypes.length === 1 && { description: `For ${partnerTypes[0]}s only.` }),
      }))}
    />
  )
}
