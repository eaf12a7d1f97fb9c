import { describe, expect, test } from 'vitest'
import type { Flag, Health } from '#drizzle/schema.ts'
import { type NewGrant, planEvents, type StoredState } from '#lib/state/plan-events.ts'

const stored = (
  health: Health,
  announcedHealth: Health | null = health,
  flags: Flag[] = [],
): StoredState => ({
  health,
  flags,
  announcedHealth,
})

function plan(
  before: StoredState,
  health: Health,
  more: { grant?: NewGrant; isConfirmed?: boolean; flags?: Flag[]; isRetired?: boolean } = {},
) {
  const { grant = null, isConfirmed = true, flags = [], isRetired = false } = more
  const { events, announcedHealth } = planEvents(before, { health, flags, isConfirmed, isRetired }, grant)
  return {
    published: events
      .filter(({ isPublic }) => isPublic)
      .map(({ type }) => type.replace('authorization.', '')),
    internal: events
      .filter(({ isPublic }) => !isPublic)
      .map(({ type }) => type.replace('authorization.', '')),
    announcedHealth,
  }
}

describe('a change of health', () => {
  test.each<[string, Health, Health, NewGrant, readonly string[]]>([
    ['nothing changed', 'working', 'working', null, []],
    ['a new grant while it works', 'working', 'working', 'later', ['renewed']],
    ['Amazon rejects the token', 'working', 'reauthorization_needed', null, ['reauthorization_needed']],
    ['a new grant ends that', 'reauthorization_needed', 'working', 'later', ['reauthorized']],
    ['it works again on its own', 'reauthorization_needed', 'working', null, ['recovered']],
    ['an announced failure ends', 'retrying', 'working', null, ['recovered']],
    [
      'a long failure turns out to be a rejection',
      'retrying',
      'reauthorization_needed',
      null,
      ['reauthorization_needed'],
    ],
    ['it is paused', 'working', 'paused', null, ['paused']],
    ['it is resumed', 'paused', 'working', null, ['resumed']],
    [
      'it is resumed, and is still rejected',
      'paused',
      'reauthorization_needed',
      null,
      ['resumed', 'reauthorization_needed'],
    ],
    ['it is disconnected', 'reauthorization_needed', 'disconnected', null, ['disconnected']],
    ['it is authorized again', 'disconnected', 'working', 'later', ['reauthorized']],
    ['it is renewed while it is paused', 'paused', 'paused', 'later', ['renewed']],
    ['it is disconnected while it is paused', 'paused', 'disconnected', null, ['disconnected']],
    [
      'it is authorized again, and is still paused',
      'disconnected',
      'paused',
      'later',
      ['reauthorized', 'paused'],
    ],
    ['a failing one is paused', 'retrying', 'paused', null, ['paused']],
    ['it is renewed while refreshes fail', 'retrying', 'working', 'later', ['renewed']],
  ])('%s', (_what, before, after, grant, types) => {
    expect(plan(stored(before), after, { grant })).toMatchObject({ published: types, announcedHealth: after })
  })

  test('a failure that may be temporary is published only once it is confirmed', () => {
    expect(plan(stored('working'), 'retrying', { isConfirmed: false })).toEqual({
      published: [],
      internal: ['retrying'],
      announcedHealth: 'working',
    })
    expect(plan(stored('retrying', 'working'), 'retrying')).toEqual({
      published: ['retrying'],
      internal: [],
      announcedHealth: 'retrying',
    })
    expect(plan(stored('retrying', 'working'), 'working')).toEqual({
      published: [],
      internal: ['recovered'],
      announcedHealth: 'working',
    })
  })

  test('a failing authorization that was resumed is no longer announced as paused', () => {
    expect(plan(stored('paused'), 'retrying', { isConfirmed: false })).toMatchObject({
      published: ['resumed'],
      announcedHealth: 'working',
    })
  })
})

test('the first grant is published with its flags, and a row from before events existed is not published', () => {
  const first = plan(stored('working', null), 'working', { grant: 'first', flags: ['details_missing'] })
  expect(first.published).toEqual(['created', 'details_missing'])
  const existing = plan(stored('working', null), 'reauthorization_needed', { flags: ['renewal_due'] })
  expect(existing).toEqual({ published: [], internal: [], announcedHealth: 'reauthorization_needed' })
})

test('each flag is announced when it is set and when it is cleared; overdue includes due', () => {
  const flags = (before: Flag[], after: Flag[]) =>
    plan(stored('working', 'working', before), 'working', { flags: after }).published
  expect(flags([], ['roles_missing'])).toEqual(['roles_missing'])
  expect(flags(['roles_missing', 'renewal_due'], [])).toEqual([
    'roles_missing_cleared',
    'renewal_due_cleared',
  ])
  expect(flags(['renewal_due'], ['renewal_overdue'])).toEqual(['renewal_overdue'])
  expect(flags(['renewal_overdue'], [])).toEqual(['renewal_overdue_cleared'])
})

test('an authorization that is disconnected says of nothing that it has improved', () => {
  const flagged = stored('working', 'working', ['renewal_due', 'roles_missing', 'details_missing'])
  expect(plan(flagged, 'disconnected').published).toEqual(['disconnected'])
})

test('retiring an application says of no consent that it covers all roles', () => {
  const flagged = stored('working', 'working', ['renewal_overdue', 'roles_missing', 'listings_suspended'])
  expect(plan(flagged, 'working', { isRetired: true }).published).toEqual([
    'renewal_overdue_cleared',
    'listings_suspended_cleared',
  ])
})
