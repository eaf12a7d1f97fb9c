import { z } from 'zod'
import type { IdVerified } from '#lib/tokens/id-verified.ts'

/** What several doors say in the same words. */
export const minTtl = z
  .int()
  .min(0)
  .max(3_300)
  .describe('Seconds that the token has to live. Left out: 300, or less while Amazon is away.')
export const expiresAt = z.iso.datetime().describe('When the token ends.')
export const secondsLeft = z.int().min(0).describe('Whole seconds until then, as of this answer.')
const accountId = z.uuid().describe('The account that connected it: a customer of yours.')
const sellingPartnerId = z
  .string()
  .nullable()
  .describe(
    'As the seller’s browser reported it; Amazon doesn’t sign it. Trust it only where it is verified. Null: not known.',
  )
const idVerified = z
  .object({
    method: z
      .enum(['listings_items', 'operator'])
      .describe(
        'listings_items: Amazon accepted the id together with the seller’s own token. operator: somebody in your company confirmed it.',
      ),
    at: z.iso.datetime(),
  })
  .nullable()
  .describe('Proof that the tokens belong to selling_partner_id. Null: nothing has proven it.')
export const requestId = z.uuid().describe('Names this request in the log of Gatehouse.')
export const region = z.enum(['na', 'eu', 'fe'])
export const endpoint = z.url().describe('Where SP-API is reached with the token.')
export const marketplaces = z
  .array(z.string())
  .describe('Ids of those in which the selling partner takes part. Amazon’s own are first.')
export const nonAmazonMarketplaces = z
  .array(z.string())
  .describe(
    'Those of marketplaces that aren’t Amazon’s, such as “Non-Amazon US”, which Amazon keeps for orders from elsewhere. SP-API has little to say about them.',
  )

interface Identity {
  readonly accountId: string
  readonly sellingPartnerId: string | null
  readonly idVerified: IdVerified | null
}

/** Whose an authorization is, and how far that is proven: the same in every response. */
export function identityToWire({ accountId: account_id, sellingPartnerId, idVerified: proof }: Identity) {
  return {
    account_id,
    selling_partner_id: sellingPartnerId,
    selling_partner_id_verified: proof && { method: proof.method, at: proof.at.toISOString() },
  }
}

export const identity = {
  account_id: accountId,
  selling_partner_id: sellingPartnerId,
  selling_partner_id_verified: idVerified,
} as const
