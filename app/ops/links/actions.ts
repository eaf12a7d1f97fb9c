'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { countryField } from '#components/links/country-field.ts'
import { linkUse } from '#components/links/link-words.ts'
import { someRecipients } from '#components/outbox/reminder-words.ts'
import { marketplaces } from '#lib/amazon/marketplaces.ts'
import { connectLinkUrl, createConnectLink, createRenewalLink, revokeLink } from '#lib/links/create.ts'
import { planSteps } from '#lib/links/steps.ts'
import { parseTags } from '#lib/tags.ts'

const countries = marketplaces.map(({ id }) => countryField(id))

/**
 * `id`: the id of the new link; each of several countries has a checkbox. Empty fields leave the choice to the seller.
 */
export const create = formAction(
  {
    typed: [
      ...([
        'name',
        'application',
        'partner',
        'marketplace',
        'account',
        'sellingPartner',
        'returnTo',
      ] as const),
      ...(['days', 'reference', 'tags', 'sendTo'] as const),
      ...countries,
    ],
    // No field has this name: it is the group of checkboxes at which a problem with them is shown.
    hidden: ['id', 'confirmedAccount', 'countries'],
  },
  async (ctx, request) => {
    const marketplaceIds = marketplaces.flatMap(({ id }) => (request[countryField(id)] === '' ? [] : [id]))
    const { token } = await createConnectLink(ctx, {
      id: request.id,
      label: request.name,
      applicationId: request.application,
      partnerType: request.partner,
      marketplaceId: request.marketplace || null,
      marketplaceIds,
      account: request.account.trim() || null,
      confirmedAccountId: request.confirmedAccount || null,
      expectedSellingPartnerId: request.sellingPartner.trim() || null,
      returnTo: request.returnTo.trim() || null,
      days: Number(request.days),
      externalReference: request.reference,
      tags: parseTags(request.tags),
      sendTo: request.sendTo.trim() || null,
    })
    const sentTo = request.sendTo.trim()
    return {
      link: connectLinkUrl(ctx.settings, token),
      linkUse: linkUse({ isSent: sentTo !== '', regions: planSteps(marketplaceIds).length }),
      done: `Link ${request.name.trim()} created${sentTo === '' ? '' : ` and sent to ${sentTo}`}.`,
    }
  },
)

/** `id`: the id of the new link. */
export const createRenewal = formAction(
  { typed: ['days', 'send'], hidden: ['id', 'authorization'] },
  async (ctx, { id, authorization, days, send }) => {
    const isSent = send !== ''
    const { token, sentTo } = await createRenewalLink(ctx, {
      id,
      authorizationId: authorization,
      days: Number(days),
      isSent,
    })
    return {
      link: connectLinkUrl(ctx.settings, token),
      linkUse: linkUse({ isSent, regions: 1 }),
      done: isSent ? `Link created and sent to ${someRecipients(sentTo)}.` : 'Link created.',
    }
  },
)

export const revoke = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await revokeLink(ctx, id)
  return { done: 'Link revoked.' }
})
