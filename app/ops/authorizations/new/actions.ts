'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { selfAuthorize } from '#lib/attempts/self-authorize.ts'
import { toSelfResult } from '../to-self-result.ts'

/** `account` and `sellingPartner` may be empty. */
export const authorize = formAction(
  {
    typed: ['name', 'application', 'marketplace', 'partner', 'account', 'sellingPartner'],
    hidden: ['confirmedAccount'],
    secret: ['token'],
  },
  async (ctx, request) => {
    const outcome = await selfAuthorize(ctx, {
      pasted: request.token,
      applicationId: request.application,
      marketplaceId: request.marketplace,
      partnerType: request.partner,
      label: request.name,
      account: request.account,
      confirmedAccountId: request.confirmedAccount || null,
      merchantToken: request.sellingPartner,
    })
    const name = request.name.trim()
    return toSelfResult(outcome, {
      isNew: `${name} is connected`,
      isKnown: `${name} was already connected and now uses this token`,
    })
  },
)
