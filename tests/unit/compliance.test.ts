import { describe, expect, test } from 'vitest'
import { deriveReview } from '#lib/compliance/access-review.ts'
import { type ComplianceFacts, deriveObligations } from '#lib/compliance/obligations.ts'
import { accessReviewDays, keepAuditDays, leastAuditDays } from '#lib/policy.ts'

const now = new Date('2026-11-22T12:00:00.000Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

/** An installation in which Gatehouse does everything that it can. */
const sound: ComplianceFacts = {
  now,
  appUrl: 'https://gatehouse.example.com',
  securityContacts: ['mailto:security@example.com'],
  lockedAfter: 10,
  rememberedPasswords: 10,
  shortestPassword: 12,
  secondFactorRoles: ['admin', 'operator', 'viewer'],
  isProviderOnly: false,
  access: { total: 4, overdue: 0, changed: 0 },
  keys: { total: 2, unending: 0, oldestDays: 90 },
  sealed: { total: 10, current: 10, unreadable: 0 },
  currentKey: { id: 'k1', ageDays: 100, wrappedBy: null },
  auditCheck: { isSound: true, at: daysAgo(1), head: '3-ab' },
  auditPending: 0,
  overdueCallBodies: 0,
  deleteSellersAfterDays: 365,
  deletions: 0,
}
const stateOf = (id: string, changes: Partial<ComplianceFacts>) =>
  deriveObligations({ ...sound, ...changes }).find((one) => one.id === id)?.state

test('a sound installation needs no attention, and the rest is marked as the company’s', () => {
  const states = deriveObligations(sound).map(({ id, state }) => `${id} ${state}`)
  expect(states).toEqual([
    'lockout met',
    'password-reuse met',
    'second-factor met',
    'access-review met',
    'key-rotation met',
    'transit met',
    'rest met',
    'logs met',
    'personal-data met',
    'deletion met',
    'incident-contact met',
    'vulnerabilities yours',
    'backups yours',
  ])
})

test.each<[string, Partial<ComplianceFacts>, string]>([
  ['second-factor', { secondFactorRoles: ['admin'] }, 'attention'],
  ['second-factor', { secondFactorRoles: [], isProviderOnly: true }, 'yours'],
  ['access-review', { access: { total: 4, overdue: 1, changed: 0 } }, 'attention'],
  ['access-review', { access: { total: 4, overdue: 0, changed: 1 } }, 'attention'],
  ['key-rotation', { keys: { total: 2, unending: 1, oldestDays: 9 } }, 'attention'],
  ['key-rotation', { keys: { total: 2, unending: 0, oldestDays: 366 } }, 'attention'],
  ['key-rotation', { keys: { total: 0, unending: 0, oldestDays: null } }, 'met'],
  ['transit', { appUrl: 'http://localhost:3000' }, 'attention'],
  ['rest', { sealed: { total: 10, current: 9, unreadable: 0 } }, 'attention'],
  ['rest', { sealed: { total: 10, current: 10, unreadable: 1 } }, 'attention'],
  ['logs', { auditCheck: null }, 'attention'],
  ['logs', { auditCheck: { isSound: false, at: daysAgo(0), head: null } }, 'attention'],
  ['logs', { auditCheck: { isSound: true, at: daysAgo(3), head: '3-ab' } }, 'attention'],
  ['personal-data', { overdueCallBodies: 1 }, 'attention'],
  ['personal-data', { deleteSellersAfterDays: 0 }, 'partly'],
  ['incident-contact', { securityContacts: [] }, 'attention'],
])('%s is derived from the facts: %o is %s', (id, changes, state) => {
  expect(stateOf(id, changes)).toBe(state)
})

test('G4: logs are kept for at least twelve months, and the text says how long', () => {
  expect(leastAuditDays).toBeGreaterThanOrEqual(365)
  expect(keepAuditDays).toBeGreaterThan(leastAuditDays)
  const logs = deriveObligations(sound).find(({ id }) => id === 'logs')
  expect(logs?.done).toContain(`${keepAuditDays} days`)
  expect(logs?.evidence).toBe('Verified on 2026-11-21: unchanged. Head: 3-ab.')
})

describe('an access is', () => {
  const row = {
    kind: 'person' as const,
    id: 'p',
    name: 'Olivia',
    hint: 'olivia@example.com',
    access: 'admin',
    since: daysAgo(400),
    lastUsedAt: null,
    confirmedAt: daysAgo(10),
    confirmedAccess: 'admin',
    confirmedByName: 'Ada',
  } as const

  test.each([
    ['confirmed within the quarter', row, 'confirmed'],
    ['due shortly before its end', { ...row, confirmedAt: daysAgo(accessReviewDays - 13) }, 'due'],
    ['overdue after it', { ...row, confirmedAt: daysAgo(accessReviewDays + 1) }, 'overdue'],
    ['changed if another one was confirmed', { ...row, confirmedAccess: 'viewer' }, 'changed'],
    ['due if it is new', { ...row, since: daysAgo(1), confirmedAt: null, confirmedAccess: null }, 'due'],
    ['overdue if nobody ever confirmed it', { ...row, confirmedAt: null, confirmedAccess: null }, 'overdue'],
  ] as const)('%s', (_when, access, state) => {
    expect(deriveReview(access, now).state).toBe(state)
  })
})
