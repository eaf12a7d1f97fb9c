import { describe, expect, test } from 'vitest'
import { authorizations } from '#app/ops/lists/authorizations.ts'
import {
  type AuthorizationsShown,
  authorizationsView,
  type StateCount,
  toggleState,
} from '#components/authorizations/authorizations-view.ts'
import { headline } from '#components/authorizations/health-summary.tsx'
import { figure } from '#components/ui/format.ts'
import type { State } from '#lib/authorizations/status.ts'
import { encodeCursor } from '#lib/database/keyset.ts'

const { whole, href } = authorizationsView
const parse = (address: string) => authorizations.parse(new URL(address, 'http://x').searchParams)

describe('the address of the list', () => {
  test('nothing in it means the whole list, by urgency', () => {
    expect(parse('/ops')).toEqual(whole)
    expect(href(whole)).toBe('/ops')
  })

  test('a view survives its address', () => {
    const view: AuthorizationsShown = {
      search: 'Ännchen & “Söhne” + 100%',
      states: ['blocked', 'in-doubt'],
      sort: 'name',
      after: encodeCursor({ key: 'ä', id: '5e3c7ffd-81df-4d18-8d80-8357d4fbd3a0' }),
    }
    expect(parse(href(view, { after: view.after }))).toEqual(view)
  })

  test('another filter begins at the first page', () => {
    expect(href({ ...whole, after: 'abcd' }, { states: ['healthy'] })).toBe('/ops?state=healthy')
  })

  test('a state chosen twice counts once', () => {
    expect(parse('/ops?state=healthy,healthy').states).toEqual(['healthy'])
  })

  test.each([
    ['an unknown parameter', '/ops?utm_source=mail'],
    ['an unknown state', '/ops?state=fine'],
    ['an empty state', '/ops?state='],
    ['an unknown order', '/ops?sort=id'],
    ['a damaged cursor', '/ops?after=%00'],
    ['a search that no database can take', '/ops?search=%00'],
    ['an oversized search', `/ops?search=${'a'.repeat(201)}`],
    ['an oversized cursor', `/ops?after=${'a'.repeat(8_001)}`],
    ['a cursor of another list', '/ops?after=2026-11-22T12:00:00.000Z_0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10'],
  ])('%s shows the whole list', (_, address) => {
    expect(parse(address)).toEqual(whole)
  })

  test('of a repeated parameter the first one counts, and of several states the known ones', () => {
    const address = '/ops?search=a&search=b&state=fine,healthy&utm_source=mail'
    expect(parse(address)).toEqual({ ...whole, search: 'a', states: ['healthy'] })
  })

  test('a state is added to the filter, and taken out again', () => {
    const once = { ...whole, states: toggleState([], 'blocked') }
    expect(once.states).toEqual(['blocked'])
    expect(toggleState(once.states, 'healthy')).toEqual(['blocked', 'healthy'])
    expect(toggleState(once.states, 'blocked')).toEqual([])
  })
})

describe('the headline says how all are', () => {
  const counts = (numbers: Partial<Record<State, number>>): StateCount[] =>
    Object.entries(numbers).map(([state, count]) => ({
      state: state as State,
      count,
      label: '',
      tone: 'neutral',
      hint: '',
    }))

  test.each([
    [{}, 'No selling partner is connected.'],
    [{ disconnected: 3 }, 'No selling partner is connected.'],
    [{ healthy: 1 }, '1 selling partner, healthy.'],
    [{ healthy: 1200, disconnected: 3 }, 'All 1,200 are healthy.'],
    [{ healthy: 8, blocked: 1 }, '8 of 9 healthy, 1 needs somebody to act.'],
    [
      { healthy: 8, blocked: 1, 'needs-reauthorization': 1, degraded: 2, 'in-doubt': 1, unverified: 4 },
      '8 of 17 healthy, 2 need somebody to act, 3 tried again automatically, 4 unverified.',
    ],
    [
      { healthy: 8, 'renewal-due': 3, paused: 2, disconnected: 9 },
      '8 of 13 healthy, 3 due for renewal, 2 paused.',
    ],
  ] as const)('%o', (numbers, sentence) => {
    expect(headline(counts(numbers))).toBe(sentence)
  })

  test('figures are grouped alike everywhere', () => {
    expect(figure(100_000)).toBe('100,000')
  })
})
