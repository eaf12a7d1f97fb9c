import type { StartParams } from '#components/connect/start-params.ts'
import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import { readStartParams } from './read-start-params.ts'

/** What a visitor chose on the start page, where the page after the sign-in is `/authorize`; else null. */
export function readChosen(next: string | null): StartParams | null {
  const [path, query = ''] = (next ?? '').split(/\?(.*)/s, 2)
  if (path !== '/authorize') return null
  const params = readStartParams(query)
  return findMarketplace(params.marketplace ?? '') === null ? null : params
}
