import { z } from 'zod'
import { findAuthorizations, findOneAuthorization } from '#lib/authorizations/read.ts'
import { displayedHealths, everyFlag } from '#lib/state/derive-state.ts'
import { requireTagFilter } from '#lib/tags.ts'
import { defineRoute } from '../route.ts'
import { authorization, authorizationToWire } from './authorization-fields.ts'
import { region, workflows } from './fields.ts'

const query = z.strictObject({
  selling_partner_id: z
    .string()
    .regex(/^[A-Za-z0-9]{1,64}$/)
    .optional()
    .describe(
      'Several accounts can have claimed the same id: compare account_id, or whether it is verified.',
    ),
  account_id: z.uuid().optional().describe('Only authorizations of this account.'),
  external_reference: z
    .string()
    .max(200)
    .optional()
    .describe('Only the authorization with exactly this reference.'),
  tag: z
    .string()
    .max(300)
    .optional()
    .describe('`key=value` pairs, separated by commas: all of them. Values may contain commas.'),
  health: z.enum(displayedHealths).optional(),
  flag: z.enum(everyFlag).optional(),
  application_id: z.uuid().optional(),
  region: region.optional(),
  marketplace_id: z
    .string()
    .regex(/^[A-Z0-9]{1,32}$/)
    .optional()
    .describe('Only those whose selling partner participates in this marketplace.'),
  workflow: z.enum(workflows).optional(),
  updated_since: z.iso
    .datetime()
    .optional()
    .describe(
      'Only those created or changed since then, at most 90 days ago. Ask again with the time of your last request: what came within five minutes before it is returned once more.',
    ),
  cursor: z.string().max(4_000).optional().describe('next_cursor of the previous page.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const authorizationsRoute = defineRoute({
  method: 'get',
  path: '/api/v1/authorizations',
  id: 'listAuthorizations',
  summary: 'List authorizations',
  description:
    'Those that the key can access, newest first. Find a customer’s by account_id, by the authorization’s id (your reference from return_to), or with a key that is bound to the account. A selling_partner_id alone doesn’t identify the owner: anyone can claim one until it is verified.',
  scopes: ['authorizations:read'],
  query,
  answer: z.object({
    authorizations: z.array(z.object(authorization)),
    next_cursor: z.string().nullable(),
  }),
  errors: ['tags_invalid', 'updated_since_too_early'],
  run: async ({ ctx, query: asked }) => {
    const { selling_partner_id: sellingPartnerId, account_id: accountId, cursor: after, limit } = asked
    const { external_reference: externalReference, tag, health, flag, region: where, workflow } = asked
    const { application_id: applicationId, marketplace_id: marketplaceId, updated_since: since } = asked
    const { rows, next } = await findAuthorizations(ctx, {
      limit,
      ...(sellingPartnerId !== undefined && { sellingPartnerId }),
      ...(accountId !== undefined && { accountId }),
      ...(externalReference !== undefined && { externalReference }),
      ...(tag !== undefined && { tags: requireTagFilter(tag) }),
      ...(health !== undefined && { health: [health] }),
      ...(flag !== undefined && { flags: [flag] }),
      ...(where !== undefined && { region: where }),
      ...(workflow !== undefined && { workflow }),
      ...(applicationId !== undefined && { applicationId }),
      ...(marketplaceId !== undefined && { marketplaceId }),
      ...(since !== undefined && { changedSince: new Date(since) }),
      ...(after !== undefined && { after }),
    })
    return {
      authorizations: rows.map(authorizationToWire),
      next_cursor: next,
    }
  },
})

export const authorizationRoute = defineRoute({
  method: 'get',
  path: '/api/v1/authorizations/{id}',
  id: 'readAuthorization',
  summary: 'Read an authorization',
  description: 'With an ETag: send it as If-None-Match to get 304 while nothing has changed.',
  scopes: ['authorizations:read', 'authorizations:operate'],
  answer: z.object(authorization),
  hasEtag: true,
  errors: ['authorization_not_found'],
  run: async ({ ctx, id }) => authorizationToWire(await findOneAuthorization(ctx, id)),
})
