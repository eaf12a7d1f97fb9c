import { z } from 'zod'
import type { FoundAuthorization } from '#lib/authorizations/read.ts'
import { displayedHealths, everyFlag } from '#lib/state/derive-state.ts'
import { identity, identityToWire, marketplaces, nonAmazonMarketplaces, region, workflows } from './fields.ts'

/** An authorization, the same in every response. */
export const authorization = {
  id: z.uuid(),
  handle: z
    .string()
    .describe('Send it as refresh_token to the token endpoint. Not a secret: it is useless without a key.'),
  ...identity,
  account_name: z.string().describe('Chosen by the person who signed up.'),
  partner_type: z.enum(['seller', 'vendor']),
  workflow: z.enum(workflows).describe('How it was authorized.'),
  store_name: z.string().nullable(),
  application_id: z.uuid(),
  region,
  marketplaces,
  non_amazon_marketplaces: nonAmazonMarketplaces,
  external_reference: z.string().nullable().describe('Your own id for it.'),
  tags: z.record(z.string(), z.string()),
  health: z
    .enum(displayedHealths)
    .describe(
      'Whether tokens work, by Amazon’s last answer. blocked: Amazon rejects the application’s own credentials.',
    ),
  flags: z.array(z.enum(everyFlag)).describe('Other things that need attention.'),
  cause: z.string().nullable().describe('The problem behind the health, as a code.'),
  since: z.iso.datetime(),
  missing_roles: z
    .array(z.string())
    .nullable()
    .describe(
      'Roles that the application got later. Its tokens keep working, without these roles. Null: none is missing.',
    ),
  authorized_at: z.iso.datetime(),
  renews_by: z.iso
    .datetime()
    .nullable()
    .describe('When Amazon’s term ends; null without a term, and once disconnected.'),
} as const

/** An authorization as programs and agents get it. */
export function authorizationToWire(row: FoundAuthorization) {
  return {
    id: row.id,
    handle: row.handle,
    ...identityToWire(row),
    account_name: row.accountName,
    partner_type: row.partnerType,
    workflow: row.workflow,
    store_name: row.storeName,
    application_id: row.applicationId,
    region: row.region,
    marketplaces: row.marketplaces,
    non_amazon_marketplaces: row.nonAmazonMarketplaces,
    external_reference: row.externalReference,
    tags: row.tags,
    health: row.health,
    flags: row.flags,
    cause: row.cause,
    since: row.since.toISOString(),
    missing_roles: row.missingRoles,
    authorized_at: row.authorizedAt.toISOString(),
    renews_by: row.renewsBy?.toISOString() ?? null,
  }
}
