import type { LinkStep } from '#drizzle/schema.ts'
import { findMarketplace, type Marketplace } from '../amazon/marketplaces.ts'
import { AppError } from '../errors.ts'

/**
 * The steps of a link that asks for several countries: one for each consent of Amazon's, in the order in which the
 * countries were named.
 */
export function planSteps(marketplaceIds: readonly string[]): readonly LinkStep[] {
  const named = [...new Set(marketplaceIds)].map((id) => {
    const marketplace = findMarketplace(id)
    if (marketplace === null) throw new AppError('marketplace_unknown', { field: 'marketplace_ids' })
    return marketplace
  })
  return [...new Set(named.map(({ consentGroup }) => consentGroup))].map((consentGroup) => ({
    consentGroup,
    marketplaceIds: named
      .filter((marketplace) => marketplace.consentGroup === consentGroup)
      .map(({ id }) => id),
    connectedAt: null,
    authorizationId: null,
  }))
}

interface WithSteps {
  readonly steps: readonly LinkStep[]
}

export function openSteps({ steps }: WithSteps): readonly LinkStep[] {
  return steps.filter(({ connectedAt }) => connectedAt === null)
}

/** The countries of a step that Amazon still has. */
export function countriesOf({ marketplaceIds }: Pick<LinkStep, 'marketplaceIds'>): readonly Marketplace[] {
  return marketplaceIds.flatMap((id) => findMarketplace(id) ?? [])
}

/**
 * The country to which a seller is sent with such a link: the one that they chose, or the first that is still open.
 * Throws when the link isn't for the country, or when it is already connected.
 */
export function marketplaceOfStep(link: WithSteps, chosen: Marketplace | null): Marketplace | null {
  const step =
    chosen === null
      ? openSteps(link)[0]
      : link.steps.find(({ consentGroup }) => consentGroup === chosen.consentGroup)
  if (step === undefined) throw new AppError('connect_link_country')
  if (step.connectedAt !== null) throw new AppError('connect_link_country_done')
  if (chosen !== null) return chosen
  return countriesOf(step)[0] ?? null
}

/** The steps after one of them was connected. A repeated one stays as it was. */
export function connectStep(
  { steps }: WithSteps,
  consentGroup: string,
  connected: { readonly at: Date; readonly authorizationId: string },
): readonly LinkStep[] {
  return steps.map((step) =>
    step.consentGroup === consentGroup && step.connectedAt === null
      ? { ...step, connectedAt: connected.at.toISOString(), authorizationId: connected.authorizationId }
      : step,
  )
}
