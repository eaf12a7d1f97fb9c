import { type MarketplaceParticipation, parseMarketplaceParticipations } from '../amazon/sellers.ts'
import type { CallDetail } from './history.ts'

/** The participations in a stored answer; null when it has none, or was too long to be stored whole. */
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
