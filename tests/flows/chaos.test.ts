import { expect, test } from 'vitest'
import { exchangeDuringRestarts } from '#bench/chaos/exchanges.ts'
import { runChaos } from '#bench/chaos/run.ts'

test('half a minute of failing processes, database and Amazon: no wrong token, no lost token, no false revocation', async () => {
  const atLeast = { vends: 501, refreshes: 41 }
  const report = await runChaos({
    forMs: 30_000,
    sellers: 40,
    processes: 4,
    callers: 16,
    expiring: 5,
    atLeast,
  })
  const { wrongTokens, lost, revoked, kills, vends, refreshes, answers } = report
  expect({ wrongTokens, lost, revoked }, JSON.stringify(answers)).toEqual({
    wrongTokens: 0,
    lost: [],
    revoked: 0,
  })
  expect(kills).toBeGreaterThan(2)
  expect(vends).toBeGreaterThanOrEqual(atLeast.vends)
  expect(refreshes).toBeGreaterThanOrEqual(atLeast.refreshes)
}, 420_000)

test('the database restarts again and again while sellers come back from Amazon: no grant is lost', async () => {
  const { lost, databaseRestarts } = await exchangeDuringRestarts(40)
  expect(lost).toEqual({})
  expect(databaseRestarts).toBeGreaterThan(0)
}, 420_000)
