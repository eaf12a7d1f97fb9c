import type { Restart } from '#lib/attempts/read-own.ts'
import { paths } from '../paths.ts'

export const startParamNames = ['application', 'marketplace', 'partner', 'return_to'] as const

/** Choices that a link from elsewhere proposes, unchecked: the seller still decides, and `/authorize` checks them. */
export type StartParams = Readonly<Partial<Record<(typeof startParamNames)[number], string>>>

/** The start page with these choices made. */
export function startHref(params: StartParams): string {
  const pairs = Object.entries(params).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return pairs.length === 0 ? '/' : `/?${pairs.join('&')}`
}

/** The page on which the same attempt starts again, with all choices made. */
export function restartHref(restart: Restart): string {
  switch (restart.kind) {
    case 'renewal':
      return paths.reauthorize(restart.authorizationId)
    case 'link': {
      const { linkId, marketplaceId } = restart
      const query = { link: linkId, ...(marketplaceId !== null && { marketplace: marketplaceId }) }
      return `/authorize?${new URLSearchParams(query)}`
    }
    case 'website': {
      const { applicationId, marketplaceId, partnerType, returnTo } = restart
      return startHref({
        application: applicationId,
        ...(marketplaceId !== null && { marketplace: marketplaceId }),
        ...(partnerType !== null && { partner: partnerType }),
        ...(returnTo !== null && { return_to: returnTo }),
      })
    }
  }
}
