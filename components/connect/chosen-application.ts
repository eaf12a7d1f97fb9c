import type { PartnerType } from '#lib/amazon/marketplaces.ts'

/** Which applications can be chosen, by who may authorize them. */
export interface ChoosableApplication {
  readonly id: string
  readonly partnerTypes: readonly PartnerType[]
}

/**
 * The application that the seller will be asked to allow, as far as the form says: the chosen one, or the only one for
 * somebody who sells this way. Null: it isn't decided yet.
 */
export function chosenApplication(
  applications: readonly ChoosableApplication[],
  partnerType: PartnerType | null,
  chosenId: string | null,
): string | null {
  const open = applications.filter(
    ({ partnerTypes }) => partnerType === null || partnerTypes.includes(partnerType),
  )
  const chosen = open.find(({ id }) => id === chosenId)
  return (chosen ?? (open.length === 1 ? open[0] : undefined))?.id ?? null
}
