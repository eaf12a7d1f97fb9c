import type { StartParams } from '#components/connect/start-params.ts'
import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import { readStartParams } from './read-start-params.ts'

/** The visitor's choices on the start page, if the page after the sign-in is `/authorize`; else null. */
export function readChosen(next: string | null): StartParams | null {
  const [path, query = ''] = (next ?? '').split(/\?(.*)/s, 2)
  if (path !== '/authorize') return null
  const params = readStartParams(query)
  return findMarketplace(params.marketplace ?? '') === null ? null : params
}
