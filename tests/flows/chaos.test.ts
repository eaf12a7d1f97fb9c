import { expect, test } from 'vitest'
import { runChaos } from '#bench/chaos/run.ts'

test('a minute in which Amazon, processes and the database fail by turns: no wrong token, none lost, nobody condemned', async () => {
  const report = await runChaos({ forMs: 60_000, sellers: 40, processes: 4, callers: 16, expiring: 5 })
  const { wrongTokens, lost, condemned, kills, vends, refreshes, answers } = report
  expect({ wrongTokens, lost, condemned }, JSON.stringify(answers)).toEqual({
    wrongTokens: 0,
    lost: [],
    condemned: 0,
  })
  expect(kills).toBeGreaterThan(5)
  expect(vends).toBeGreaterThan(1_000)
  expect(refreshes).toBeGreaterThan(80)
}, 300_000)
