/** When what fails is one cause and not several: so many alike, of those tried within so long. */
export interface IncidentPolicy {
  readonly leastAffected: number
  readonly leastShare: number
  readonly withinMs: number
}

export const incidentPolicy: IncidentPolicy = { leastAffected: 5, leastShare: 0.2, withinMs: 5 * 60_000 }

/** Pure. */
export function isIncident(
  { affected, tried }: { readonly affected: number; readonly tried: number },
  { leastAffected, leastShare }: IncidentPolicy = incidentPolicy,
): boolean {
  return affected >= leastAffected && affected >= tried * leastShare
}
