import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultPolicy, deriveState, type HealthFacts, renewsBy, states } from '#lib/authorizations/status.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const day = 24 * 60

const fresh: HealthFacts = {
  disconnectedAt: null,
  credentialsProblemAt: null,
  invalidGrants: 0,
  firstInvalidGrantAt: null,
  lastInvalidGrantAt: null,
  lastRefreshAt: ago(10),
  lastRefreshProblem: null,
  renewedAt: ago(30),
  participationsProblem: null,
  participationsReadAt: ago(30),
}
const refusedTimes = (invalidGrants: number, firstAgo: number, lastAgo: number) => ({
  invalidGrants,
  firstInvalidGrantAt: ago(firstAgo),
  lastInvalidGrantAt: ago(lastAgo),
  lastRefreshProblem: 'invalid_grant',
})

describe('the state of an authorization', () => {
  test.each<[string, Partial<HealthFacts>, string, Date]>([
    ['whose last refresh worked', {}, 'healthy', ago(30)],
    ['a day before the warning', { renewedAt: ago(335 * day - 1) }, 'healthy', ago(335 * day - 1)],
    ['335 days after its renewal', { renewedAt: ago(335 * day) }, 'renewal-due', now],
    ['long after its year', { renewedAt: ago(400 * day) }, 'renewal-due', ago(65 * day)],
    ['without participations', { participationsProblem: 'refused' }, 'unverified', ago(30)],
    [
      'without participations ever',
      { participationsProblem: 'vendor', participationsReadAt: null },
      'unverified',
      ago(30),
    ],
    ['that got no usable answer', { lastRefreshProblem: 'amazon_unavailable' }, 'degraded', ago(10)],
    [
      'that was never refreshed',
      { lastRefreshProblem: 'token_unreadable', lastRefreshAt: null },
      'degraded',
      ago(30),
    ],
    ['refused once', refusedTimes(1, 20, 20), 'in-doubt', ago(20)],
    ['refused often, but all at once', refusedTimes(9, 20, 6), 'in-doubt', ago(20)],
    ['refused twice, long apart', refusedTimes(2, 600, 1), 'in-doubt', ago(600)],
    [
      'refused three times over a quarter of an hour',
      refusedTimes(3, 20, 5),
      'needs-reauthorization',
      ago(20),
    ],
    ['of an application whose credentials fail', { credentialsProblemAt: ago(3) }, 'blocked', ago(3)],
    ['that was ended', { disconnectedAt: ago(2) }, 'disconnected', ago(2)],
  ])('%s', (_what, facts, state, since) => {
    expect(deriveState({ ...fresh, ...facts }, now, defaultPolicy)).toEqual({ state, since })
  })

  test("C5: while the application's credentials fail, no seller is asked to act", () => {
    const facts = { ...fresh, ...refusedTimes(5, 60, 1), credentialsProblemAt: ago(3) }
    expect(deriveState(facts, now, defaultPolicy).state).toBe('blocked')
  })

  test('what needs a person first hides the rest: ended, blocked, refused, silent, due, unverified', () => {
    const everything = {
      ...fresh,
      ...refusedTimes(3, 20, 5),
      credentialsProblemAt: ago(3),
      disconnectedAt: ago(2),
      renewedAt: ago(400 * day),
      participationsProblem: 'none',
    }
    const peel: readonly Partial<HealthFacts>[] = [
      {},
      { disconnectedAt: null },
      { credentialsProblemAt: null },
      { invalidGrants: 0 },
      { lastRefreshProblem: null },
      { renewedAt: ago(1) },
      { participationsProblem: null },
    ]
    const seen = peel.map((_, index) => {
      const facts: HealthFacts = Object.assign({}, everything, ...peel.slice(0, index + 1))
      return deriveState(facts, now, defaultPolicy).state
    })
    expect(seen).toEqual([
      'disconnected',
      'blocked',
      'needs-reauthorization',
      'degraded',
      'renewal-due',
      'unverified',
      'healthy',
    ])
  })

  test('C6: the calendar and the network alone never condemn a grant', () => {
    const instant = fc.option(fc.date({ min: ago(900 * day), max: now, noInvalidDate: true }))
    fc.assert(
      fc.property(instant, instant, fc.option(fc.string()), (one, other, problem) => {
        const facts = { ...fresh, renewedAt: one ?? now, lastRefreshAt: other, lastRefreshProblem: problem }
        const { state } = deriveState(facts, now, defaultPolicy)
        expect(['healthy', 'renewal-due', 'degraded']).toContain(state)
      }),
    )
  })
})

test('the year ends 365 days after the last renewal', () => {
  expect(renewsBy(new Date('2026-01-01T00:00:00Z'), defaultPolicy)).toEqual(new Date('2027-01-01T00:00:00Z'))
})

test.each(Object.entries(states))(
  '%s has words for people, and its own place in the order',
  (_state, facts) => {
    expect(facts.label).toMatch(/^[A-Z][a-z -]+$/)
    expect(facts.hint).toMatch(/^[A-Z].*\.$/)
    expect(facts.hint).not.toContain('!')
    expect(new Set(Object.values(states).map(({ priority }) => priority)).size).toBe(
      Object.keys(states).length,
    )
  },
)
