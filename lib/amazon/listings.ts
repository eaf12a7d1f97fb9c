import { z } from 'zod'
import type { SpApiError } from './errors.ts'

const searchAnswer = z.object({ numberOfResults: z.int().min(0), items: z.array(z.unknown()) })

/** True for a result of `searchListingsItems`, however many items it has. */
export function isListingsAnswer(json: unknown): boolean {
  return searchAnswer.safeParse(json).success
}

/**
 * True when Amazon says that the selling partner id in the path isn't the one of the access token:
 * `Invalid 'sellerId' provided.` Undocumented, but reported by several developers who used the id of another region's
 * account. About an id and a marketplace that don't go together it says something else, which proves nothing.
 */
export function rejectsSellerId({ status, message }: Pick<SpApiError, 'status' | 'message'>): boolean {
  return status === 400 && /invalid ['"]sellerId['"] provided/i.test(message)
}
