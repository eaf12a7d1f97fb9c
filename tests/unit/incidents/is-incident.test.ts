import { expect, test } from 'vitest'
import { isIncident, type Outcomes } from '#lib/incidents/classify.ts'

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
