import { z } from 'zod'
import type { AuthorizationView } from '#lib/authorizations/view.ts'
import type { IdVerified } from '#lib/tokens/id-verified.ts'

/** Fields that several routes share. */
export const minTtl = z
  .int()
  .min(0)
  .max(3_500)
  .describe(
    'How many more seconds the token has to be valid. Default: the key’s own minimum, else 300, or less while Amazon is unavailable.',
  )
export const expiresAt = z.iso.datetime().describe('When the token ends.')
export const secondsLeft = z.int().min(0).describe('Whole seconds until then, as of this response.')
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
        'listings_items: Amazon accepted the id together with the seller’s own token. operator: someone at your company confirmed it.',
      ),
    at: z.iso.datetime(),
  })
  .nullable()
  .describe('Proof that the tokens belong to selling_partner_id. Null: not verified.')
export const workflows = ['website', 'appstore', 'self'] as const satisfies AuthorizationView['workflow'][]
export const region = z.enum(['na', 'eu', 'fe'])
export const endpoint = z.url().describe('The SP-API endpoint for this token.')
export const marketplaces = z
  .array(z.string())
  .describe('Ids of the marketplaces in which the selling partner participates. Amazon’s own come first.')
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

/** The selling partner of an authorization, and how far that is proven: the same in every response. */
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
