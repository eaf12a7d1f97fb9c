import type { IdVerification } from '#drizzle/schema.ts'

/** Proof that an authorization's tokens belong to its selling partner id. */
export interface IdVerified {
  readonly method: IdVerification
  readonly at: Date
}

/** Null: only the seller's browser says whose the tokens are. */
export function idVerifiedOf(row: {
  readonly idVerifiedAt: Date | null
  readonly idVerifiedBy: IdVerification | null
}): IdVerified | null {
  const { idVerifiedAt: at, idVerifiedBy: method } = row
  return at === null || method === null ? null : { method, at }
}
