import type { Flag, Health } from '#drizzle/schema.ts'
import type { Tx } from '../context.ts'
import { appendEvents, type NewEvent } from '../events/append.ts'
import {
  addToTally,
  lockStates,
  type NewState,
  stateKeys,
  storeStates,
  type TallyChange,
} from '../store/state.ts'
import { type DerivedState, deriveState } from './derive-state.ts'
import { type NewGrant, type PlannedEvent, planEvents } from './plan-events.ts'

type LockedState = Awaited<ReturnType<typeof lockStates>>[number]

/**
 * Stores the state that follows from the facts of these authorizations, and appends the events of the changes. Call it
 * in the transaction that writes the facts, after them. Costs one read if nothing changed. Returns the id of the first
 * event of each authorization.
 */
export async function settleState(
  tx: Pick<Tx, 'db' | 'now' | 'actor' | 'requestId'>,
  ids: readonly string[],
  grant: NewGrant = null,
): Promise<ReadonlyMap<string, string>> {
  const states: NewState[] = []
  const tally: TallyChange[] = []
  const events: NewEvent[] = []
  const now = tx.now()
  for (const row of await lockStates(tx.db, ids)) {
    const derived = deriveState(
      {
        ...row.facts,
        hasSuspendedListings: row.hasSuspendedListings,
        isExplained: row.incidentId !== null,
      },
      row.application,
      now,
    )
    const isRetired = row.application.retiredAt !== null
    const planned = planEvents(row.stored, { ...derived, isRetired }, grant)
    const state = toNewState(row.id, derived, planned.announcedHealth)
    if (planned.events.length === 0 && isStored(row.stored, state)) continue
    states.push(state)
    tally.push(...tallyChanges(row, derived))
    events.push(...planned.events.map((event) => toEvent(row, derived, event)))
  }
  if (states.length === 0) return new Map()
  await storeStates(tx.db, states)
  await addToTally(tx.db, sumByKey(tally))
  const eventIds = await appendEvents(tx, events)
  const first = new Map<string, string>()
  for (const [index, { subjectId }] of events.entries()) {
    const id = eventIds[index]
    if (id !== undefined && !first.has(subjectId)) first.set(subjectId, id)
  }
  return first
}

function isStored(stored: LockedState['stored'], state: NewState): boolean {
  return stateKeys.every((key) => isSame(stored[key], state[key]))
}

/** Times and lists are compared by what they say. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

function toNewState(id: string, derived: DerivedState, announcedHealth: Health): NewState {
  const { health, cause, since, flags, nextChangeAt, attention, renewsBy } = derived
  return {
    id,
    health,
    healthCause: cause,
    healthSince: since,
    flags: [...flags],
    nextChangeAt,
    announcedHealth,
    attention,
    renewsBy,
  }
}

function tallyChanges(
  { applicationId, region, stored }: LockedState,
  { health, flags }: Pick<DerivedState, 'health' | 'flags'>,
): TallyChange[] {
  const keysOf = (state: { readonly health: Health; readonly flags: readonly Flag[] }) =>
    (['', ...state.flags] as const).map((flag) => ({ applicationId, region, health: state.health, flag }))
  const keyText = ({ health: name, flag }: { health: Health; flag: Flag | '' }) => `${name} ${flag}`
  const before = stored.announcedHealth === null ? [] : keysOf(stored)
  const after = keysOf({ health, flags })
  const isIn = (keys: typeof after, key: (typeof after)[number]) =>
    keys.some((other) => keyText(other) === keyText(key))
  return [
    ...before.filter((key) => !isIn(after, key)).map((key) => ({ ...key, difference: -1 })),
    ...after.filter((key) => !isIn(before, key)).map((key) => ({ ...key, difference: 1 })),
  ]
}

/** One difference for each count: a batch of rows that change alike adds few. */
function sumByKey(changes: readonly TallyChange[]): TallyChange[] {
  const sums = new Map<string, TallyChange>()
  for (const change of changes) {
    const { applicationId, region, health, flag } = change
    const key = `${applicationId} ${region} ${health} ${flag}`
    sums.set(key, { ...change, difference: (sums.get(key)?.difference ?? 0) + change.difference })
  }
  return [...sums.values()].filter(({ difference }) => difference !== 0)
}

/** What a recovery ends: the failure that was stored before it. */
function failureBefore({ healthCause, healthSince }: LockedState['stored']) {
  return { cause: healthCause, since: healthSince?.toISOString() ?? null }
}

function toEvent(row: LockedState, derived: DerivedState, event: PlannedEvent): NewEvent {
  const { id, applicationId, accountId, sellingPartnerId, region, externalReference, tags, stored } = row
  return {
    type: event.type,
    subjectId: id,
    applicationId,
    accountId,
    authorizationId: id,
    externalReference,
    tags,
    isPublic: event.isPublic,
    data: {
      sellingPartnerId,
      region,
      previous: {
        health: event.previousHealth,
        flags: stored.announcedHealth === null ? [] : stored.flags,
        ...(event.type === 'authorization.recovered' && failureBefore(stored)),
      },
      current: { health: derived.health, flags: derived.flags, since: derived.since.toISOString() },
      cause: derived.cause,
    },
    amazonRequestId: derived.cause === null ? null : row.requestId,
  }
}
