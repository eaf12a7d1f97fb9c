import { expect, test } from 'vitest'
import { isIncident, type Outcomes } from '#lib/incidents/is-incident.ts'
import { isResolved } from '#lib/incidents/review.ts'
import type { OutcomeCount } from '#lib/store/incidents.ts'

const many: Outcomes = { affected: 20, accounts: 20, tried: 100, accountsTried: 100, accountsInAll: 500 }

test.each<[string, Partial<Outcomes>, boolean]>([
  ['a fifth of a hundred', {}, true],
  ['less than a fifth', { affected: 19, accounts: 19 }, false],
  ['five of five', { affected: 5, accounts: 5, tried: 5, accountsTried: 5, accountsInAll: 5 }, true],
  ['four of four', { affected: 4, accounts: 4, tried: 4, accountsTried: 4, accountsInAll: 4 }, false],
  ['twenty of one account, among a hundred accounts', { accounts: 1 }, false],
  [
    'twenty of four accounts, where there are five',
    { accounts: 4, accountsTried: 5, accountsInAll: 5 },
    false,
  ],
  [
    'six of the only account that there is',
    { affected: 6, accounts: 1, tried: 6, accountsTried: 1, accountsInAll: 1 },
    true,
  ],
])('an incident: %s', (_, facts, expected) => {
  expect(isIncident({ ...many, ...facts })).toBe(expected)
})

const applicationId = 'one'
const outcome = (problem: string | null, total: number, of = applicationId): OutcomeCount => ({
  ...{ applicationId: of, problem, total, accounts: total, accountsTried: 100, accountsInAll: 100 },
  ...{ startedAt: new Date(0), failure: null, requestIds: [] },
})
const incident = { applicationId, problem: 'amazon_unavailable', concernsAnybody: true } as const

test.each<[string, OutcomeCount[], boolean]>([
  ['nobody was tried', [], false],
  ['another application works', [outcome(null, 9, 'other')], false],
  ['all fail', [outcome('amazon_unavailable', 9)], false],
  ['one works, and still too many fail', [outcome(null, 1), outcome('amazon_unavailable', 99)], false],
  ['most work, and few fail', [outcome(null, 96), outcome('amazon_unavailable', 4)], true],
  ['all work', [outcome(null, 9)], true],
  ['all fail in another way', [outcome('invalid_grant', 9)], false],
])('whether it has ended: %s', (_, outcomes, expected) => {
  expect(isResolved(outcomes, incident)).toBe(expected)
  expect(isResolved(outcomes, { ...incident, concernsAnybody: false })).toBe(true)
})
