'use server'

import { formAction } from '#app/_server/form-action.ts'
import { connectLinkUrl, createConnectLink, createRenewalLink, revokeLink } from '#lib/links/create.ts'

/** `id`: of the link to be created. What is empty is left to the seller. */
export const create = formAction(
  {
    typed: ['name', 'application', 'partner', 'marketplace', 'account', 'sellingPartner', 'returnTo', 'days'],
    hidden: ['id', 'confirmedAccount'],
  },
  async (ctx, request) => {
    const { token } = await createConnectLink(ctx, {
      id: request.id,
      label: request.name,
      applicationId: request.application,
      partnerType: request.partner,
      marketplaceId: request.marketplace || null,
      account: request.account.trim() || null,
      confirmedAccountId: request.confirmedAccount || null,
      expectedSellingPartnerId: request.sellingPartner.trim() || null,
      returnTo: request.returnTo.trim() || null,
      days: Number(request.days),
    })
    return {
      link: connectLinkUrl(ctx.settings, token),
      done: `The link ${request.name.trim()} is made.`,
    }
  },
)

/** `id`: of the link to be created. */
export const createRenewal = formAction(
  { typed: ['days'], hidden: ['id', 'authorization'] },
  async (ctx, { id, authorization, days }) => {
    const { token } = await createRenewalLink(ctx, {
      id,
      authorizationId: authorization,
      days: Number(days),
    })
    return { link: connectLinkUrl(ctx.settings, token), done: 'The link is made.' }
  },
)

export const revoke = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await revokeLink(ctx, id)
  return { done: 'The link is revoked.' }
})
