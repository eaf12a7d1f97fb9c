import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { missingRoles, reasonOf } from '#lib/authorizations/reason.ts'
import {
  type ApplicationFacts,
  deriveState,
  type HealthFacts,
  renewsBy,
  type State,
  states,
} from '#lib/authorizations/status.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const day = 24 * 60

const fresh: HealthFacts = {
  incidentSince: null,
  disconnectedAt: null,
  pausedAt: null,
  workflow: 'website',
  invalidGrants: 0,
  firstInvalidGrantAt: null,
  lastInvalidGrantAt: null,
  lastRefreshAt: ago(10),
  lastRefreshProblem: null,
  renewedAt: ago(30),
  participationsProblem: null,
  participationsReadAt: ago(30),
}
const yearly: ApplicationFacts = {
  credentialsProblemAt: null,
  roleAddedAt: null,
  renewalTermDays: 365,
  renewalDueDays: 30,
  retiredAt: null,
}
const refusedTimes = (invalidGrants: number, firstAgo: number, lastAgo: number) => ({
  invalidGrants,
  firstInvalidGrantAt: ago(firstAgo),
  lastInvalidGrantAt: ago(lastAgo),
  lastRefreshProblem: 'invalid_grant',
})

describe('the state of an authorization', () => {
  test.each<[string, Partial<HealthFacts & ApplicationFacts>, string, Date]>([
    ['whose last refresh worked', {}, 'healthy', ago(30)],
    ['a day before the warning', { renewedAt: ago(335 * day - 1) }, 'healthy', ago(335 * day - 1)],
    ['335 days after its renewal', { renewedAt: ago(335 * day) }, 'renewal-due', now],
    ['long after its year', { renewedAt: ago(400 * day) }, 'renewal-due', ago(65 * day)],
    ['of a retired application', { renewedAt: ago(400 * day), retiredAt: now }, 'healthy', ago(400 * day)],
    ['without participations', { participationsProblem: 'refused' }, 'unverified', ago(30)],
    [
      'without participations ever',
      { participationsProblem: 'vendor', participationsReadAt: null },
      'unverified',
      ago(30),
    ],
    [
      'that fails as many others do',
      { lastRefreshProblem: 'amazon_unavailable', incidentSince: ago(10) },
      'healthy',
      ago(30),
    ],
    [
      'that is refused as many others are',
      { ...refusedTimes(9, 60, 1), incidentSince: ago(70) },
      'healthy',
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
    ['that an operator paused', { pausedAt: ago(2) }, 'paused', ago(2)],
    [
      'of an application that got a role later',
      { renewedAt: ago(60), roleAddedAt: ago(5) },
      'needs-reauthorization',
      ago(5),
    ],
    ['renewed after the newest role', { renewedAt: ago(5), roleAddedAt: ago(6) }, 'healthy', ago(5)],
    ['renewed with the newest role', { renewedAt: ago(5), roleAddedAt: ago(5) }, 'healthy', ago(5)],
    [
      'of an application with a term of its own',
      { renewedAt: ago(21 * day), renewalTermDays: 30, renewalDueDays: 10 },
      'renewal-due',
      ago(1 * day),
    ],
    [
      'of an application without a term',
      { renewedAt: ago(4_000 * day), renewalTermDays: null },
      'healthy',
      ago(4_000 * day),
    ],
    [
      'that the owner of the application made for itself',
      { renewedAt: ago(4_000 * day), workflow: 'self' },
      'healthy',
      ago(4_000 * day),
    ],
  ])('%s', (_what, facts, state, since) => {
    const all = { ...fresh, ...yearly, ...facts }
    expect(deriveState(all, all, now)).toEqual({ state, since })
  })

  test("C5: while the application's credentials fail, no seller is asked to act", () => {
    const application = { ...yearly, credentialsProblemAt: ago(3) }
    expect(deriveState({ ...fresh, ...refusedTimes(5, 60, 1) }, application, now).state).toBe('blocked')
  })

  test('what needs a person first hides the rest: ended, paused, blocked, refused, silent, a role behind, due, unverified', () => {
    const everything = {
      ...fresh,
      ...yearly,
      ...refusedTimes(3, 20, 5),
      credentialsProblemAt: ago(3),
      roleAddedAt: ago(4),
      disconnectedAt: ago(2),
      pausedAt: ago(2),
      renewedAt: ago(400 * day),
      participationsProblem: 'none',
    }
    const peel: readonly Partial<HealthFacts & ApplicationFacts>[] = [
      {},
      { disconnectedAt: null },
      { pausedAt: null },
      { credentialsProblemAt: null },
      { invalidGrants: 0 },
      { lastRefreshProblem: null },
      { roleAddedAt: null },
      { renewedAt: ago(1) },
      { participationsProblem: null },
    ]
    const seen = peel.map((_, index) => {
      const facts: HealthFacts & ApplicationFacts = Object.assign({}, everything, ...peel.slice(0, index + 1))
      return deriveState(facts, facts, now).state
    })
    expect(seen).toEqual([
      'disconnected',
      'paused',
      'blocked',
      'needs-reauthorization',
      'degraded',
      'needs-reauthorization',
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
        const { state } = deriveState(facts, yearly, now)
        expect(['healthy', 'renewal-due', 'degraded']).toContain(state)
      }),
    )
  })
})

test("Amazon's term is counted from the last renewal, by the application's policy", () => {
  const facts = { renewedAt: new Date('2026-01-01T00:00:00Z'), workflow: 'website' } as const
  expect(renewsBy(facts, yearly)).toEqual(new Date('2027-01-01T00:00:00Z'))
  expect(renewsBy(facts, { ...yearly, renewalTermDays: 30 })).toEqual(new Date('2026-01-31T00:00:00Z'))
  expect(renewsBy(facts, { ...yearly, renewalTermDays: null })).toBeNull()
  expect(renewsBy(facts, { ...yearly, retiredAt: now }), 'nobody can renew').toBeNull()
  expect(renewsBy({ ...facts, workflow: 'self' }, yearly), 'Amazon states no term for it').toBeNull()
})

type Row = Parameters<typeof reasonOf>[1]

describe('the reason names what was added since, and condemns nothing', () => {
  const roles = [
    { name: 'Inventory and Order Tracking', addedAt: '2025-01-01T00:00:00.000Z' },
    { name: 'Direct-to-Consumer Shipping', addedAt: '2026-11-20T00:00:00.000Z' },
  ]
  const reason = (
    state: State,
    row: Partial<Row['authorization']>,
    application: Partial<Row['application']> = {},
  ) =>
    reasonOf(
      state,
      {
        authorization: { ...fresh, disconnectedBy: null, releasedAt: null, renewedAt: ago(30 * day), ...row },
        application: { renewalTermDays: 365, retiredAt: null, roles, ...application },
        incidentSince: null,
      },
      now,
    )

  test('a role that came later is named, with what works on', () => {
    expect(reason('needs-reauthorization', {})).toBe(
      'The application got the role Direct-to-Consumer Shipping after this was authorized. The tokens work on with the roles from before; calls that need more are refused. Send the seller the re-authorization link.',
    )
    expect(reason('needs-reauthorization', { renewedAt: ago(1_000 * day) })).toContain(
      'the roles Inventory and Order Tracking, Direct-to-Consumer Shipping',
    )
    expect(reason('needs-reauthorization', {}, { roles: [] })).toContain('got another role')
  })

  test('what Amazon refuses is not laid at the door of a role', () => {
    const refused = { ...fresh, renewedAt: ago(30 * day), ...refusedTimes(3, 20, 5) }
    expect(missingRoles('needs-reauthorization', refused, { roles })).toBeNull()
    expect(reason('needs-reauthorization', refusedTimes(3, 20, 5))).toMatch(/^Amazon has refused/)
  })

  test('the owner of a private application gets another token, and no link', () => {
    expect(reason('needs-reauthorization', { workflow: 'self' })).toContain(
      'store the new refresh token here',
    )
  })

  test('C6: past its term it still works, and the reason says that nobody knows', () => {
    expect(reason('renewal-due', { renewedAt: ago(340 * day) })).toContain('ends soon')
    expect(reason('renewal-due', { renewedAt: ago(366 * day) })).toContain('documents disagree')
  })
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
