import { expect, test } from 'vitest'
import {
  classifyIncident,
  type IncidentFacts,
  othersWorkSince,
  type Verdict,
} from '#lib/incidents/classify.ts'
import { othersWorkMs } from '#lib/policy.ts'
import type { OutcomeCount } from '#lib/store/incidents.ts'

const now = new Date('2026-12-01T12:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)
const applicationId = 'one'
const outcome = (problem: string | null, total: number, of = applicationId): OutcomeCount => ({
  applicationId: of,
  problem,
  total,
  accounts: total,
  accountsTried: 10,
  accountsInAll: 100,
  startedAt: new Date(0),
  failure: null,
  requestIds: [],
})
const incident: IncidentFacts = {
  applicationId,
  problem: 'invalid_grant',
  concernsAnybody: true,
  failing: 0,
  unasked: 0,
  working: 0,
  othersWorkSince: null,
}

test.each<[string, OutcomeCount[], Partial<IncidentFacts>, Verdict]>([
  ['nobody was tried', [], {}, 'lasts'],
  ['another application works', [outcome(null, 9, 'other')], {}, 'lasts'],
  ['all fail', [outcome('invalid_grant', 9)], { failing: 9 }, 'lasts'],
  ['too many fail', [outcome(null, 1), outcome('invalid_grant', 99)], { failing: 99 }, 'lasts'],
  [
    'few of all that failed fail again',
    [outcome(null, 96), outcome('invalid_grant', 4)],
    { failing: 4 },
    'over',
  ],
  ['all work', [outcome(null, 9)], {}, 'over'],
  ['all fail in another way', [outcome('amazon_unavailable', 9)], {}, 'lasts'],
  ['one works, and those that failed are silent', [outcome(null, 1)], { failing: 9, unasked: 9 }, 'unknown'],
  ['nobody is left', [outcome('invalid_grant', 9)], { concernsAnybody: false }, 'over'],
  [
    'most others have worked for an hour',
    [outcome(null, 3), outcome('invalid_grant', 10)],
    { failing: 10, othersWorkSince: ago(othersWorkMs) },
    'decisions',
  ],
  [
    'most others have worked for less',
    [outcome(null, 3), outcome('invalid_grant', 10)],
    { failing: 10, othersWorkSince: ago(othersWorkMs - 1) },
    'lasts',
  ],
  [
    'Amazon is unavailable for some',
    [outcome(null, 3), outcome('amazon_unavailable', 10)],
    { problem: 'amazon_unavailable', failing: 10, othersWorkSince: ago(othersWorkMs) },
    'lasts',
  ],
])('what an incident has become: %s', (_, outcomes, facts, expected) => {
  expect(classifyIncident({ ...incident, ...facts }, outcomes, now)).toBe(expected)
})

test.each<[string, number, number, Date | null, Date | null]>([
  ['no more work than fail', 5, 5, ago(1_000), null],
  ['more work', 5, 6, null, now],
  ['more work, as before', 5, 6, ago(1_000), ago(1_000)],
])('since when others work: %s', (_, failing, working, before, expected) => {
  expect(othersWorkSince({ failing, working, othersWorkSince: before }, now)).toEqual(expected)
})
