import type { Restart } from '#lib/attempts/read-own.ts'
import { wishHref } from './wish.ts'

/** The page on which the same attempt starts again, with everything already chosen. */
export function restartHref(restart: Restart): string {
  switch (restart.kind) {
    case 'renewal':
      return `/connect/${restart.authorizationId}/re-authorize`
    case 'link': {
      const { linkId, marketplaceId } = restart
      const query = { link: linkId, ...(marketplaceId !== null && { marketplace: marketplaceId }) }
      return `/authorize?${new URLSearchParams(query)}`
    }
    case 'website': {
      const { applicationId, marketplaceId, partnerType, returnTo } = restart
      return wishHref({
        application: applicationId,
        ...(marketplaceId !== null && { marketplace: marketplaceId }),
        ...(partnerType !== null && { partner: partnerType }),
        ...(returnTo !== null && { return_to: returnTo }),
      })
    }
  }
}
