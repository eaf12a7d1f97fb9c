import type { Flag, Health } from '#drizzle/schema.ts'
import { type EventTypeName, flagEvents } from '../events/catalog.ts'
import type { DerivedState } from './derive-state.ts'

/** The stored state before a change. */
export interface StoredState {
  readonly health: Health
  readonly flags: readonly Flag[]
  /** The health of the last published event; null: never settled. */
  readonly announcedHealth: Health | null
}

export interface PlannedEvent {
  readonly type: EventTypeName
  readonly isPublic: boolean
  /** The health or the flags before the event. */
  readonly previousHealth: Health | null
}

/** A grant that caused the change: the first one, or a later one. Null: no grant did. */
export type NewGrant = 'first' | 'later' | null

/** The derived state, and whether the application is retired. */
export type NextState = Pick<DerivedState, 'health' | 'flags' | 'isConfirmed'> & {
  readonly isRetired: boolean
}

/** The events of a change of state, in order, and the announced health after them. */
export function planEvents(
  before: StoredState,
  after: NextState,
  grant: NewGrant,
): { readonly events: readonly PlannedEvent[]; readonly announcedHealth: Health } {
  const { announcedHealth: announced } = before
  const event = (type: EventTypeName, isPublic = true): PlannedEvent => ({
    type,
    isPublic,
    previousHealth: announced,
  })
  const passing = after.health === 'retrying' && !after.isConfirmed
  if (announced === null) {
    const events = grant === 'first' ? [event('authorization.created')] : []
    const flagged = grant === 'first' ? planFlags([], after) : []
    return {
      events: [...events, ...flagged.map((type) => event(type))],
      announcedHealth: passing ? 'working' : after.health,
    }
  }
  // A failure that may be temporary replaces no announcement, except that it is neither paused nor disconnected
  // anymore.
  const isStopped = announced === 'paused' || announced === 'disconnected'
  const next = passing ? (isStopped ? 'working' : announced) : after.health
  const types = planHealth(announced, next, grant)
  const events = types.map((type) => event(type))
  // For timelines and open pages only.
  if (types.length === 0 && before.health !== after.health) {
    events.push(
      event(after.health === 'retrying' ? 'authorization.retrying' : 'authorization.recovered', false),
    )
  }
  return {
    events: [...events, ...planFlags(before.flags, after).map((type) => event(type))],
    announcedHealth: next,
  }
}

/** What the previous state's end means, what the grant did, and what the next state begins: in this order. */
function planHealth(before: Health, after: Health, grant: NewGrant): EventTypeName[] {
  const types: EventTypeName[] = []
  if (before === 'paused' && after !== 'paused' && after !== 'disconnected') {
    types.push('authorization.resumed')
  }
  if (isFailing(before) && after === 'working' && grant === null) types.push('authorization.recovered')
  if (grant !== null) {
    const isRevived = before === 'disconnected' || before === 'reauthorization_needed'
    types.push(isRevived ? 'authorization.reauthorized' : 'authorization.renewed')
  }
  if (before !== after && after !== 'working') types.push(`authorization.${after}`)
  return types
}

function isFailing(health: Health): boolean {
  return health === 'retrying' || health === 'reauthorization_needed'
}

function planFlags(before: readonly Flag[], { health, flags, isRetired }: NextState): EventTypeName[] {
  const begun = flags.filter((flag) => !before.includes(flag))
  const ended = before.filter((flag) => !flags.includes(flag))
  const settled = ended.filter((flag) => {
    // Nothing improved: nobody is asked anymore.
    if (health === 'disconnected' || (flag === 'roles_missing' && isRetired)) return false
    // An authorization that is overdue is still due.
    return !(flag === 'renewal_due' && begun.includes('renewal_overdue'))
  })
  return [...settled.map((flag) => flagEvents[flag][1]), ...begun.map((flag) => flagEvents[flag][0])]
}
