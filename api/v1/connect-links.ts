import { z } from 'zod'
import { marketplaces } from '#lib/amazon/marketplaces.ts'
import type { Context } from '#lib/context.ts'
import type { ErrorCode } from '#lib/errors.ts'
import { runOnce } from '#lib/keys/idempotency.ts'
import {
  connectLinkUrl,
  createConnectLink,
  createRenewalLink,
  linkLifeDays,
  type NewLink,
  revokeLink,
} from '#lib/links/create.ts'
import { type LinkDetail, readOwnLink } from '#lib/links/list.ts'
import {
  type ApiRequest,
  keyContext,
  parseInput,
  readBody,
  readIdempotencyKey,
  readQuery,
  respond,
  respondWithResource,
} from '../http.ts'
import { idempotencyErrors, type Route, readId } from '../route.ts'
import { noFields, requestId } from './fields.ts'

const mostBytes = 16 * 1_024

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
const url = z
  .url()
  .describe(
    'Send it to the seller. In this response only: it can’t be read later, since only its digest is stored.',
  )

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

/** The code for a field of the wrong type. The use case reports invalid values. */
const creationCodes: Readonly<Record<string, ErrorCode>> = {
  ...Object.fromEntries(Object.keys(creation.shape).map((name) => [name, 'input_invalid'] as const)),
  tags: 'tags_invalid',
}

const answer = z.object({ ...link, url, request_id: requestId })

export const createLinkRoute: Route = {
  method: 'post',
  path: '/api/v1/connect-links',
  id: 'createConnectLink',
  summary: 'Create a connect link',
  description:
    'A link that connects one seller, in one country or in several. Send an Idempotency-Key, so that a repeated request creates one link and gets the same URL.',
  scopes: ['links:manage'],
  status: 201,
  body: creation,
  answer,
  errors: [
    ...(['body_unreadable', 'body_too_large', 'input_invalid', 'application_not_found'] as const),
    ...([
      'application_retired',
      'application_partner_type',
      'marketplace_unknown',
      'account_unknown',
    ] as const),
    ...(['selling_partner_id_malformed', 'return_address_refused', 'name_invalid', 'tags_invalid'] as const),
    ...(['external_reference_invalid', 'link_countries_conflict'] as const),
    ...idempotencyErrors,
  ],
  handle: async (c, { services, counts }) => {
    const ctx = await keyContext(services, c)
    counts.use(ctx.actor.keyId)
    const body = await readBody(c, mostBytes)
    const asked = parseInput(creation, body, creationCodes, 'body_unreadable')
    return answerOnce(c, ctx, `createConnectLink ${JSON.stringify(body)}`, (tx) =>
      createConnectLink(tx, {
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
      }),
    )
  },
}

export const renewalLinkRoute: Route = {
  method: 'post',
  path: '/api/v1/authorizations/{id}/renewal-link',
  id: 'createRenewalLink',
  summary: 'Create a link that renews an authorization',
  description: 'It renews this authorization and nothing else. Also accepts an Idempotency-Key.',
  scopes: ['links:manage'],
  status: 201,
  body: renewal,
  bodyIsOptional: true,
  answer,
  errors: [
    ...(['body_unreadable', 'body_too_large', 'input_invalid', 'authorization_not_found'] as const),
    'application_retired',
    ...idempotencyErrors,
  ],
  handle: async (c, { services, counts }) => {
    const ctx = await keyContext(services, c)
    counts.use(ctx.actor.keyId)
    const body = (await readBody(c, mostBytes)) ?? {}
    const asked = parseInput(renewal, body, { days: 'input_invalid' }, 'body_unreadable')
    const authorizationId = readId(c)
    return answerOnce(c, ctx, `createRenewalLink ${authorizationId} ${JSON.stringify(body)}`, (tx) =>
      createRenewalLink(tx, { id: crypto.randomUUID(), authorizationId, days: asked.days }),
    )
  },
}

async function answerOnce(
  c: ApiRequest,
  ctx: Context,
  fingerprint: string,
  create: (tx: Context) => Promise<NewLink>,
): Promise<Response> {
  const request = { scope: 'links:manage', key: readIdempotencyKey(c), fingerprint } as const
  const { answer: created, isRepeated } = await runOnce(ctx, request, async (tx) => {
    const { id, token } = await create(tx)
    return { ...toWire(await readOwnLink(tx, id)), url: connectLinkUrl(tx.settings, token) }
  })
  return respond(c, { ...created, request_id: ctx.requestId }, 201, {
    Location: `/api/v1/connect-links/${created.id}`,
    ...(isRepeated && { 'Idempotency-Replayed': 'true' }),
  })
}

export const readLinkRoute: Route = {
  method: 'get',
  path: '/api/v1/connect-links/{id}',
  id: 'readConnectLink',
  summary: 'Read a connect link',
  description: 'Everything but its URL. With an ETag.',
  scopes: ['links:manage'],
  query: noFields,
  answer: z.object({ ...link, request_id: requestId }),
  hasEtag: true,
  errors: ['connect_link_not_found'],
  handle: async (c, { services, counts }) => {
    const ctx = await keyContext(services, c)
    counts.use(ctx.actor.keyId)
    parseInput(noFields, readQuery(c), {}, 'input_invalid')
    return respondWithResource(c, toWire(await readOwnLink(ctx, readId(c))))
  },
}

export const revokeLinkRoute: Route = {
  method: 'post',
  path: '/api/v1/connect-links/{id}/revoke',
  id: 'revokeConnectLink',
  summary: 'Revoke a connect link',
  description: 'Effective immediately. Idempotent.',
  scopes: ['links:manage'],
  body: noFields,
  bodyIsOptional: true,
  answer: z.object({ ...link, request_id: requestId }),
  errors: ['body_unreadable', 'body_too_large', 'connect_link_not_found', 'connect_link_used'],
  handle: async (c, { services, counts }) => {
    const ctx = await keyContext(services, c)
    counts.use(ctx.actor.keyId)
    parseInput(noFields, (await readBody(c, mostBytes)) ?? {}, {}, 'body_unreadable')
    await revokeLink(ctx, readId(c))
    return respond(c, { ...toWire(await readOwnLink(ctx, readId(c))), request_id: ctx.requestId })
  },
}

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
