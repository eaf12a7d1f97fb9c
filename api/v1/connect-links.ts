import { z } from 'zod'
import { marketplaces } from '#lib/amazon/marketplaces.ts'
import type { Context } from '#lib/context.ts'
import type { ErrorCode } from '#lib/errors.ts'
import {
  connectLinkUrl,
  createConnectLink,
  createRenewalLink,
  linkLifeDays,
  type NewLink,
  revokeLink,
} from '#lib/links/create.ts'
import { type LinkDetail, readOwnLink } from '#lib/links/list.ts'
import { renewalErrors } from '#lib/state/renewal-obstacle.ts'
import { defineRoute, noFields } from '../route.ts'

const link = {
  id: z.uuid(),
  state: z
    .enum(['open', 'claimed', 'used', 'expired', 'revoked'])
    .describe('claimed: an account continued with it, and no other account can.'),
  application_id: z.uuid(),
  partner_type: z.enum(['seller', 'vendor']),
  marketplace_id: z
    .string()
    .nullable()
    .describe('Null: the seller chooses the country, or the link is for several countries.'),
  steps: z
    .array(
      z.object({
        consent_group: z
          .string()
          .describe('The scope of one consent of Amazon’s: a region such as eu, or a country such as jp.'),
        marketplace_ids: z.array(z.string()).describe('The countries that were asked for.'),
        connected_at: z.iso.datetime().nullable().describe('Null: not connected yet.'),
        authorization_id: z.uuid().nullable(),
      }),
    )
    .describe(
      'For a link with several countries: each consent that it needs. It is used once all are connected. Empty: it needs one.',
    ),
  account_id: z.uuid().nullable().describe('Who it is for; null until an account claims it.'),
  expected_selling_partner_id: z
    .string()
    .nullable()
    .describe('A grant of any other selling partner is quarantined. Null: any is accepted.'),
  authorization_id: z.uuid().nullable().describe('The authorization that it renews.'),
  return_to: z.string().nullable().describe('Where the seller can continue at the end.'),
  label: z.string().describe('Its name for operators.'),
  external_reference: z.string().nullable().describe('Copied to the authorization, like the tags.'),
  tags: z.record(z.string(), z.string()),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  revoked_at: z.iso.datetime().nullable(),
  used_at: z.iso.datetime().nullable(),
}
const url = z.url().describe('Send it to the seller. In this response only: it can’t be read later.')

const days = z
  .union(linkLifeDays.map((offered) => z.literal(offered)))
  .default(14)
  .describe('How long it can be used.')

const creation = z.strictObject({
  application_id: link.application_id,
  label: link.label,
  partner_type: link.partner_type.default('seller'),
  marketplace_id: link.marketplace_id.optional(),
  marketplace_ids: z
    .array(z.string())
    .max(marketplaces.length)
    .optional()
    .describe(
      'Several countries, instead of marketplace_id. Countries that share a consent of Amazon’s are connected together. Not with expected_selling_partner_id.',
    ),
  account_id: link.account_id
    .optional()
    .describe('Who it is for. Default: the first account that continues.'),
  expected_selling_partner_id: link.expected_selling_partner_id.optional(),
  return_to: link.return_to
    .optional()
    .describe('One of the application’s return URLs; its query may differ.'),
  external_reference: link.external_reference.optional(),
  tags: link.tags.optional(),
  days,
})
const renewal = z.strictObject({ days })

/** Of fields of the wrong type. The use case reports invalid values. */
const creationErrors: Readonly<Record<string, ErrorCode>> = {
  ...Object.fromEntries(Object.keys(creation.shape).map((name) => [name, 'input_invalid'] as const)),
  tags: 'tags_invalid',
}

const answer = z.object({ ...link, url })

export const createLinkRoute = defineRoute({
  method: 'post',
  path: '/api/v1/connect-links',
  id: 'createConnectLink',
  summary: 'Create a connect link',
  description:
    'A link that connects one seller, in one country or in several. Send an Idempotency-Key, so that a repeated request creates one link and gets the same URL.',
  scopes: ['links:manage'],
  body: creation,
  mostBytes: 16 * 1_024,
  fieldErrors: creationErrors,
  hasIdempotencyKey: true,
  createsAt: '/api/v1/connect-links',
  answer,
  errors: [
    'application_not_found',
    'application_retired',
    'application_partner_type',
    'marketplace_unknown',
    'account_unknown',
    'selling_partner_id_malformed',
    'return_address_refused',
    'name_invalid',
    'external_reference_invalid',
    'link_countries_conflict',
    'link_own_account',
  ],
  run: ({ body: asked, once }) =>
    once(async (tx) => {
      const created = await createConnectLink(tx, {
        id: crypto.randomUUID(),
        applicationId: asked.application_id,
        partnerType: asked.partner_type,
        marketplaceId: asked.marketplace_id ?? null,
        marketplaceIds: asked.marketplace_ids ?? [],
        account: asked.account_id ?? null,
        expectedSellingPartnerId: asked.expected_selling_partner_id ?? null,
        returnTo: asked.return_to ?? null,
        label: asked.label,
        days: asked.days,
        externalReference: asked.external_reference ?? '',
        tags: asked.tags ?? {},
      })
      return newLinkToWire(tx, created)
    }),
})

export const renewalLinkRoute = defineRoute({
  method: 'post',
  path: '/api/v1/authorizations/{id}/renewal-link',
  id: 'createRenewalLink',
  summary: 'Create a link that renews an authorization',
  description: 'It renews this authorization and nothing else. Also accepts an Idempotency-Key.',
  scopes: ['links:manage'],
  body: renewal,
  fieldErrors: { days: 'input_invalid' },
  hasIdempotencyKey: true,
  createsAt: '/api/v1/connect-links',
  bodyIsOptional: true,
  answer,
  errors: ['authorization_not_found', ...Object.values(renewalErrors)],
  run: ({ id: authorizationId, body: { days: asked }, once }) =>
    once(async (tx) => {
      const renewed = { id: crypto.randomUUID(), authorizationId, days: asked }
      return newLinkToWire(tx, await createRenewalLink(tx, renewed))
    }),
})

async function newLinkToWire(ctx: Context, { id, token }: NewLink) {
  return { ...toWire(await readOwnLink(ctx, id)), url: connectLinkUrl(ctx.settings, token) }
}

export const readLinkRoute = defineRoute({
  method: 'get',
  path: '/api/v1/connect-links/{id}',
  id: 'readConnectLink',
  summary: 'Read a connect link',
  description: 'Everything but its URL. With an ETag.',
  scopes: ['links:manage'],
  answer: z.object(link),
  hasEtag: true,
  errors: ['connect_link_not_found'],
  run: async ({ ctx, id }) => toWire(await readOwnLink(ctx, id)),
})

export const revokeLinkRoute = defineRoute({
  method: 'post',
  path: '/api/v1/connect-links/{id}/revoke',
  id: 'revokeConnectLink',
  summary: 'Revoke a connect link',
  description: 'Effective immediately. Idempotent.',
  scopes: ['links:manage'],
  body: noFields,
  bodyIsOptional: true,
  answer: z.object(link),
  errors: ['connect_link_not_found', 'connect_link_used'],
  run: async ({ ctx, id }) => {
    await revokeLink(ctx, id)
    return toWire(await readOwnLink(ctx, id))
  },
})

function toWire(row: LinkDetail) {
  return {
    id: row.id,
    state: row.state,
    application_id: row.applicationId,
    partner_type: row.partnerType,
    marketplace_id: row.marketplaceId,
    steps: row.steps.map((step) => ({
      consent_group: step.consentGroup,
      marketplace_ids: step.marketplaceIds,
      connected_at: step.connectedAt,
      authorization_id: step.authorizationId,
    })),
    account_id: row.accountId,
    expected_selling_partner_id: row.expectedSellingPartnerId,
    authorization_id: row.authorizationId,
    return_to: row.returnTo,
    label: row.label,
    external_reference: row.externalReference,
    tags: row.tags,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    revoked_at: row.revokedAt?.toISOString() ?? null,
    used_at: row.usedAt?.toISOString() ?? null,
  }
}
