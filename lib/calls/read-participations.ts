import { type MarketplaceParticipation, parseMarketplaceParticipations } from '../amazon/sellers.ts'
import type { CallDetail } from './history.ts'

/** The participations in a kept answer; null when it holds none, or was too long to be kept whole. */
export function readParticipations(
  call: Pick<CallDetail, 'operation' | 'problem' | 'response'>,
): readonly MarketplaceParticipation[] | null {
  if (call.operation !== 'getMarketplaceParticipations' || call.problem !== null || call.response === null) {
    return null
  }
  try {
    return parseMarketplaceParticipations(JSON.parse(call.response))
  } catch {
    return null
  }
}
