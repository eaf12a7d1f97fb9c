import { z } from 'zod'
import { Secret } from '../secret.ts'

/**
 * The request body of createRestrictedDataToken.
 * https://developer-docs.amazon.com/sp-api/docs/tokens-api-v2021-03-01-reference
 */
export interface RestrictedDataRequest {
  /** The id of another application, to which the access is delegated. */
  readonly targetApplication?: string | undefined
  /** From 1 to 50. */
  readonly restrictedResources: readonly {
    readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
    /** Concrete, or with `{names}` that stand for any value. */
    readonly path: string
    /** Such as buyerInfo and shippingAddress; operations of orders need them. */
    readonly dataElements?: readonly string[] | undefined
  }[]
}

const answer = z.object({
  restrictedDataToken: z.string().regex(/^[\x21-\x7e]{1,4096}$/),
  expiresIn: z.int().min(1),
})

const longestLifeSeconds = 3_600

/** Wire → token and seconds from the request; null when the response is invalid. */
export function parseRestrictedDataToken(
  json: unknown,
): { readonly token: Secret; readonly expiresInSeconds: number } | null {
  const { data } = answer.safeParse(json)
  if (data === undefined) return null
  return {
    token: new Secret(data.restrictedDataToken),
    expiresInSeconds: Math.min(data.expiresIn, longestLifeSeconds),
  }
}
