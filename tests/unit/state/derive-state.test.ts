import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flagWords, healthWords } from '#components/authorizations/health-words.ts'
import type { Flag } from '#drizzle/schema.ts'
import { flagReason, healthReason, missingRoles } from '#lib/authorizations/reason.ts'
import {
  type ApplicationFacts,
  deriveState,
  displayHealth,
  renewsBy,
  type StateFacts,
} from '#lib/state/derive-state.ts'
import type { RenewalObstacle } from '#lib/state/renewal-obstacle.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const day = 24 * 60

const fresh: StateFacts = {
  isExplained: false,
  hasSuspendedListings: false,
  disconnectedAt: null,
  pausedAt: null,
  workflow: 'website',
  invalidGrants: 0,
  firstInvalidGrantAt: null,
  lastInvalidGrantAt: null,
  lastRefreshAt: ago(10),
  lastRefreshProblem: null,
  failingSince: null,
  renewedAt: ago(30),
  participationsProblem: null,
}
const yearly: ApplicationFacts = {
  roleAddedAt: null,
  renewalTermDays: 365,
  renewalDueDays: 30,
  retiredAt: null,
}
const refusedTimes = (invalidGrants: number, firstAgo: number, lastAgo: number) => ({
  invalidGrants,
  failingSince: ago(firstAgo),
  firstInvalidGrantAt: ago(firstAgo),
  lastInvalidGrantAt: ago(lastAgo),
  lastRefreshProblem: 'invalid_grant',
})
const unanswered = (minutes: number) => ({
  lastRefreshProblem: 'amazon_unavailable',
  failingSince: ago(minutes),
})

describe('the health of an authorization', () => {
  test.each<[string, Partial<StateFacts>, string, Date]>([
    ['whose last refresh worked', {}, 'working', ago(30)],
    ['long after its year', { renewedAt: ago(400 * day) }, 'working', ago(400 * day)],
    ['that got no usable answer', unanswered(10), 'retrying', ago(10)],
    [
      'that failed before the first failure was recorded',
      { lastRefreshProblem: 'token_unreadable', lastRefreshAt: null },
      'retrying',
      ago(30),
    ],
    ['refused once', refusedTimes(1, 20, 20), 'retrying', ago(20)],
    ['refused often, but within minutes', refusedTimes(9, 20, 6), 'retrying', ago(20)],
    ['refused twice, long apart', refusedTimes(2, 600, 1), 'retrying', ago(600)],
    [
      'refused three times over a quarter of an hour',
      refusedTimes(3, 20, 5),
      'reauthorization_needed',
      ago(20),
    ],
    ['refused as many others are', { ...refusedTimes(9, 60, 1), isExplained: true }, 'retrying', ago(60)],
    ['that was disconnected', { disconnectedAt: ago(2) }, 'disconnected', ago(2)],
    ['that an operator paused', { pausedAt: ago(2), ...refusedTimes(3, 20, 5) }, 'paused', ago(2)],
  ])('%s', (_what, facts, health, since) => {
    expect(deriveState({ ...fresh, ...facts }, yearly, now)).toMatchObject({ health, since })
  })

  test('a failure is confirmed after an hour, unless an incident explains it', () => {
    const confirmed = (facts: Partial<StateFacts>) =>
      deriveState({ ...fresh, ...facts }, yearly, now).isConfirmed
    expect(confirmed(unanswered(59))).toBe(false)
    expect(confirmed(unanswered(60))).toBe(true)
    expect(confirmed({ ...unanswered(600), isExplained: true })).toBe(false)
    expect(confirmed(refusedTimes(3, 20, 5))).toBe(true)
  })

  test('C6: neither the calendar nor the network alone requires a seller to act', () => {
    const instant = fc.option(fc.date({ min: ago(900 * day), max: now, noInvalidDate: true }))
    const problems = fc.option(fc.constantFrom('amazon_unavailable', 'amazon_answer_unreadable'))
    fc.assert(
      fc.property(instant, instant, problems, (one, other, problem) => {
        const facts = { ...fresh, renewedAt: one ?? now, failingSince: other, lastRefreshProblem: problem }
        expect(['working', 'retrying']).toContain(deriveState(facts, yearly, now).health)
      }),
    )
  })

  test('C5: refused credentials block only authorizations that would get tokens', () => {
    const shown = (health: 'working' | 'paused', credentialsProblemAt: Date | null) =>
      displayHealth({ health, healthSince: ago(9) }, { credentialsProblemAt })
    expect(shown('working', ago(3))).toEqual({ health: 'blocked', since: ago(3) })
    expect(shown('working', null)).toEqual({ health: 'working', since: ago(9) })
    expect(shown('paused', ago(3))).toEqual({ health: 'paused', since: ago(9) })
  })
})

describe('the flags of an authorization', () => {
  test.each<[string, Partial<StateFacts & ApplicationFacts>, readonly Flag[]]>([
    ['with nothing to report', {}, []],
    ['a day before the warning', { renewedAt: ago(335 * day - 1) }, []],
    ['335 days after its renewal', { renewedAt: ago(335 * day) }, ['renewal_due']],
    ['a year after its renewal', { renewedAt: ago(365 * day) }, ['renewal_overdue']],
    ['of a retired application', { renewedAt: ago(400 * day), retiredAt: now, roleAddedAt: now }, []],
    ['of an application without a term', { renewedAt: ago(4_000 * day), renewalTermDays: null }, []],
    ['that the application’s owner made', { renewedAt: ago(4_000 * day), workflow: 'self' }, []],
    [
      'of an application with a term of its own',
      { renewedAt: ago(21 * day), renewalTermDays: 30, renewalDueDays: 10 },
      ['renewal_due'],
    ],
    ['without participations', { participationsProblem: 'refused' }, ['details_missing']],
    ['of a vendor, for whom Amazon lists none', { participationsProblem: 'vendor' }, []],
    ['with suspended listings', { hasSuspendedListings: true }, ['listings_suspended']],
    ['from before a role', { renewedAt: ago(60), roleAddedAt: ago(5) }, ['roles_missing']],
    ['renewed with the newest role', { renewedAt: ago(5), roleAddedAt: ago(5) }, []],
    ['that was disconnected', { disconnectedAt: now, renewedAt: ago(400 * day) }, []],
    [
      'that is also refused',
      { ...refusedTimes(3, 20, 5), renewedAt: ago(400 * day), participationsProblem: 'none' },
      ['renewal_overdue', 'details_missing'],
    ],
  ])('%s', (_what, facts, flags) => {
    const all = { ...fresh, ...yearly, ...facts }
    expect(deriveState(all, all, now).flags).toEqual(flags)
  })
})

describe('the next change by time alone', () => {
  const next = (facts: Partial<StateFacts & ApplicationFacts>) => {
    const all = { ...fresh, ...yearly, ...facts }
    return deriveState(all, all, now).nextChangeAt
  }

  test('is the due day, then the end of the term, then null', () => {
    const due = new Date(ago(30).getTime() + 335 * day * 60_000)
    expect(next({})).toEqual(due)
    expect(next({ renewedAt: ago(340 * day) })).toEqual(new Date(now.getTime() + 25 * day * 60_000))
    expect(next({ renewedAt: ago(400 * day) })).toBeNull()
  })

  test('is when a failure is announced', () => {
    expect(next(unanswered(10))).toEqual(new Date(now.getTime() + 50 * 60_000))
  })

  test('is always later than now, whatever the facts', () => {
    const minutes = fc.integer({ min: -10, max: 500 * day })
    fc.assert(
      fc.property(minutes, minutes, fc.boolean(), (renewed, failing, isFailing) => {
        const at = next({ renewedAt: ago(renewed), ...(isFailing && unanswered(failing)) })
        if (at !== null) expect(at.getTime()).toBeGreaterThan(now.getTime())
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

describe('the reasons', () => {
  const roles = [
    { name: 'Inventory and Order Tracking', addedAt: '2025-01-01T00:00:00.000Z' },
    { name: 'Direct-to-Consumer Shipping', addedAt: '2026-11-20T00:00:00.000Z' },
  ]
  const row = { ...fresh, disconnectedBy: null, releasedAt: null, renewedAt: ago(30 * day) } as const
  const createdAt = new Date('2024-01-01T00:00:00.000Z')
  const application = { createdAt, renewalTermDays: 365, retiredAt: null, roles }
  const flagged = (flag: Flag, more: object = {}, settings: object = {}) =>
    flagReason(flag, { ...row, ...more }, { ...application, ...settings }, { now, obstacle: null })

  test('a later role is named, with what still works', () => {
    expect(flagged('roles_missing').text).toBe(
      'The application got the role Direct-to-Consumer Shipping after this was authorized. Tokens still work with the earlier roles; calls that need more are refused. Send the seller the re-authorization link.',
    )
    expect(flagged('roles_missing', { renewedAt: ago(1_000 * day) }).text).toContain(
      'the roles Inventory and Order Tracking, Direct-to-Consumer Shipping',
    )
    expect(flagged('roles_missing', {}, { roles: [] }).text).toContain('got another role')
    expect(
      flagged('roles_missing', { renewedAt: ago(1_000 * day) }, { createdAt: ago(500 * day) }).text,
    ).toContain('the role Direct-to-Consumer Shipping')
    expect(missingRoles([], row, { createdAt, roles })).toBeNull()
  })

  test('the owner of a private application creates another token, without a link', () => {
    const self = { ...row, workflow: 'self', ...refusedTimes(3, 20, 5) } as const
    const reason = (obstacle: RenewalObstacle) =>
      healthReason('reauthorization_needed', self, { isExplained: false, obstacle })
    expect(reason('self_authorized')).toEqual({
      text: expect.stringContaining('store the new refresh token'),
      who: 'operator',
    })
    for (const obstacle of ['released', 'application_retired', 'own_account'] as const)
      expect(reason(obstacle).who).not.toBe('seller')
  })

  test('C6: past its term it still works, and the reason says that the end is unknown', () => {
    expect(flagged('renewal_due', { renewedAt: ago(340 * day) }).text).toContain('ends soon')
    expect(flagged('renewal_overdue', { renewedAt: ago(366 * day) }).text).toContain('documents disagree')
  })

  test('problems that no retry can fix are left to an operator', () => {
    const reason = (problem: string, isExplained = false) =>
      healthReason('retrying', { ...row, lastRefreshProblem: problem }, { isExplained, obstacle: null })
    expect(reason('token_unreadable').who).toBe('operator')
    expect(reason('token_foreign').who).toBe('operator')
    expect(reason('request_refused').who).toBe('operator')
    expect(reason('amazon_unavailable').who).toBeNull()
    expect(reason('token_foreign', true).text).toContain('an incident is ongoing')
  })
})

test.each(Object.entries({ ...healthWords, ...flagWords }))('%s has a text for people', (_name, words) => {
  expect(words.label).toMatch(/^[A-Z][a-z -]+$/)
  expect(words.hint).toMatch(/^[A-Z].*\.$/)
  expect(words.hint).not.toContain('!')
})
