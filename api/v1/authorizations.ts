import { z } from 'zod'
import { type FoundAuthorization, findAuthorizations } from '#lib/authorizations/read.ts'
import { type State, states } from '#lib/authorizations/status.ts'
import { keyContext, parseInput, readQuery, respond } from '../http.ts'
import type { Route } from '../route.ts'
import { identity, identityToWire, marketplaces, nonAmazonMarketplaces, region, requestId } from './fields.ts'

const query = z.strictObject({
  selling_partner_id: z
    .string()
    .regex(/^[A-Za-z0-9]{1,64}$/)
    .optional()
    .describe(
      'Several accounts can have claimed the same id: compare account_id, or whether it is verified.',
    ),
  account_id: z.uuid().optional().describe('Only those of this account.'),
  cursor: z.string().max(4_000).optional().describe('next_cursor of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const item = z.object({
  id: z.uuid(),
  ...identity,
  account_name: z.string().describe('Chosen by whoever signed up.'),
  partner_type: z.enum(['seller', 'vendor']),
  store_name: z.string().nullable(),
  application_id: z.uuid(),
  region,
  marketplaces,
  non_amazon_marketplaces: nonAmazonMarketplaces,
  state: z.enum(Object.keys(states) as State[]),
  since: z.iso.datetime(),
  missing_roles: z
    .array(z.string())
    .nullable()
    .describe(
      'Roles that the application got later: the tokens work on, without them. Null: none is missing.',
    ),
  authorized_at: z.iso.datetime(),
  renews_by: z.iso
    .datetime()
    .nullable()
    .describe('When Amazon’s term ends; null where there is none, and once disconnected.'),
})

export const authorizationsRoute: Route = {
  method: 'get',
  path: '/api/v1/authorizations',
  id: 'listAuthorizations',
  summary: 'List authorizations',
  description:
    'Those that the key may see, newest first. Find a customer’s by account_id, by the authorization’s id (your reference from return_to), or with a key that is bound to the account. A selling_partner_id alone doesn’t tell whose it is: anybody can claim one until it is verified.',
  scopes: ['authorizations:read'],
  query,
  answer: z.object({
    authorizations: z.array(item),
    next_cursor: z.string().nullable(),
    request_id: requestId,
  }),
  errors: ['input_invalid', 'parameter_repeated'],
  handle: async (c, { services, counts }) => {
    const ctx = await keyContext(services, c)
    counts.use(ctx.actor.keyId)
    const asked = parseInput(query, readQuery(c), {}, 'input_invalid')
    const { selling_partner_id: sellingPartnerId, account_id: accountId, cursor: after, limit } = asked
    const { rows, next } = await findAuthorizations(ctx, {
      limit,
      ...(sellingPartnerId !== undefined && { sellingPartnerId }),
      ...(accountId !== undefined && { accountId }),
      ...(after !== undefined && { after }),
    })
    return respond({ authorizations: rows.map(toWire), next_cursor: next, request_id: ctx.requestId })
  },
}

function toWire(row: FoundAuthorization) {
  return {
    id: row.id,
    ...identityToWire(row),
    account_name: row.accountName,
    partner_type: row.partnerType,
    store_name: row.storeName,
    application_id: row.applicationId,
    region: row.region,
    marketplaces: row.marketplaces,
    non_amazon_marketplaces: row.nonAmazonMarketplaces,
    state: row.state,
    since: row.since.toISOString(),
    missing_roles: row.missingRoles,
    authorized_at: row.authorizedAt.toISOString(),
    renews_by: row.renewsBy?.toISOString() ?? null,
  }
}
