import { z } from 'zod'

/** What several doors say in the same words. */
export const minTtl = z
  .int()
  .min(0)
  .max(3_300)
  .describe('Seconds that the token has to live. Left out: 300, or less while Amazon is away.')
export const expiresAt = z.iso.datetime().describe('When the token ends.')
export const secondsLeft = z.int().min(0).describe('Whole seconds until then, as of this answer.')
export const requestId = z.uuid().describe('Names this request in the log of Gatehouse.')
export const region = z.enum(['na', 'eu', 'fe'])
export const endpoint = z.url().describe('Where SP-API is reached with the token.')
export const marketplaces = z
  .array(z.string())
  .describe('Ids of those in which the selling partner takes part.')
