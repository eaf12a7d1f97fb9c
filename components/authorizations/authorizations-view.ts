import type { State } from '#lib/authorizations/status.ts'
import type { IncidentSummary } from '../incidents/incident-words.ts'
import { defineView, type ListPage, type Shown } from '../list/define-view.ts'
import { oneOf, search, someOf } from '../list/parameters.ts'
import { paths } from '../paths.ts'
import type { Tone } from '../theme.ts'
import type { AuthorizationRow } from './authorization-columns.tsx'

const states: Readonly<Record<State, true>> = {
  blocked: true,
  'needs-reauthorization': true,
  'in-doubt': true,
  degraded: true,
  'renewal-due': true,
  unverified: true,
  healthy: true,
  paused: true,
  disconnected: true,
}

export const sorts = ['attention', 'name', 'newest'] as const

/** A page of the list, with the counts of all states in the order of their urgency. */
export interface AuthorizationsPage extends ListPage<AuthorizationRow> {
  readonly counts: readonly StateCount[]
  /** The ongoing ones. */
  readonly incidents: readonly IncidentSummary[]
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

/** The list of selling partners. */
export const authorizationsView = defineView<AuthorizationsPage>()({
  name: 'authorizations',
  path: paths.authorizations,
  parsers: {
    search,
    /** Empty for all. */
    states: someOf(Object.keys(states) as State[]),
    sort: oneOf(sorts).withDefault('attention'),
  },
  urlKeys: { states: 'state' },
  refreshEveryMs: 10_000,
})

export type AuthorizationsShown = Shown<typeof authorizationsView>

/** The state added to the filter, or taken out of it. */
export function toggleState(shown: readonly State[], state: State): readonly State[] {
  return shown.includes(state) ? shown.filter((other) => other !== state) : [...shown, state]
}
