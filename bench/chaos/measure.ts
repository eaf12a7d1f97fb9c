import type { Measure } from '../report.ts'
import { type ExchangesReport, exchangeDuringRestarts } from './exchanges.ts'
import { type ChaosReport, runChaos } from './run.ts'

const minutes = 10
const grants = 1_000

/** Ten minutes in which everything fails in turn. */
export async function measureChaos(): Promise<Measure[]> {
  const report = await runChaos({
    forMs: minutes * 60_000,
    sellers: 200,
    processes: 4,
    callers: 20,
    expiring: 3,
  })
  const exchanges = await exchangeDuringRestarts(grants)
  return [...describe(report), describeExchanges(exchanges)]
}

function describeExchanges({ lost, databaseRestarts }: ExchangesReport): Measure {
  const reasons = Object.entries(lost).map(([reason, count]) => `${reason} ${count}`)
  return {
    what: 'chaos: lost grants',
    value: reasons.length === 0 ? '0' : reasons.join(', '),
    beside: `${grants} codes during ${databaseRestarts} restarts of the database`,
    goal: '0',
    ratio: '–',
  }
}

function describe(report: ChaosReport): Measure[] {
  const { vends, answers, timesMs, kills, databaseRestarts, refreshes, recoveryMs } = report
  const sorted = timesMs.toSorted((a, b) => a - b)
  const at = (share: number) => `${(sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1)} ms`
  const failures = Object.entries(answers)
    .filter(([answer]) => answer !== 'vended')
    .map(([answer, count]) => `${answer} ${count}`)
  const row = (what: string, value: string | number, beside = '–', goal = '–'): Measure => ({
    what,
    value: String(value),
    beside,
    goal,
    ratio: '–',
  })
  return [
    row('chaos: wrong tokens', report.wrongTokens, `${vends} vends in ${minutes} minutes`, '0'),
    row('chaos: lost refresh tokens', report.lost.length, `${refreshes} tokens from LWA`, '0'),
    row('chaos: sellers wrongly revoked', report.revoked, '200 sellers', '0'),
    row('chaos: processes killed', kills, `${databaseRestarts} restart of the database`),
    row('chaos: vend p50', at(0.5), `p99 ${at(0.99)}`),
    row('chaos: refused or lost', failures.join(', ') || 'none'),
    row('chaos: all vend again after', `${(recoveryMs / 1_000).toFixed(1)} s`),
  ]
}
