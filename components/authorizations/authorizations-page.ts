import type { ResponsibleParty } from '#lib/amazon/diagnosis/cause.ts'
import type { State } from '#lib/authorizations/status.ts'
import type { IncidentView } from '#lib/incidents/read.ts'
import type { Tone } from '../theme.ts'

/** One row of the list, as it travels to the browser. Times are ISO 8601. */
export interface AuthorizationSummary {
  readonly id: string
  readonly sellingPartnerId: string | null
  /** The store name, or the selling partner id where Amazon gave none. */
  readonly name: string
  readonly accountName: string
  readonly partnerType: 'seller' | 'vendor'
  readonly marketplaceId: string
  readonly region: 'na' | 'eu' | 'fe'
  readonly state: State
  readonly since: string
  readonly who: ResponsibleParty | null
  /** An incident keeps it from being refreshed. */
  readonly inIncident: boolean
  readonly lastWorkedAt: string | null
}

export interface StateCount {
  readonly state: State
  readonly label: string
  readonly tone: Tone
  /** What the state means and what to do. */
  readonly hint: string
  /** Among those that match the search, whatever states are chosen. */
  readonly count: number
}

/** A page of the list, with the counts of all states in the order of their urgency. */
export interface AuthorizationsPage {
  readonly rows: readonly AuthorizationSummary[]
  readonly next: string | null
  readonly counts: readonly StateCount[]
  /** Those that go on. */
  readonly incidents: readonly IncidentSummary[]
  readonly readAt: string
}

/** What many share, as it travels to the browser. */
export interface IncidentSummary {
  readonly id: string
  readonly applicationId: string
  readonly applicationName: string
  readonly problem: IncidentView['problem']
  readonly startedAt: string
  readonly affected: number
  readonly tried: number
}
