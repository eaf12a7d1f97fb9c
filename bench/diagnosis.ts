import { diagnose } from '#lib/amazon/diagnosis/diagnose.ts'
import { readPaste } from '#lib/amazon/diagnosis/read-paste.ts'
import { readThreads } from '#tests/unit/diagnosis/threads/rounds-1-and-2.ts'
import { type Measure, withSpread } from './report.ts'

const rounds = 5
const repeats = 40
const goalMs = 5

/** From a paste to its diagnosis: real pastes, and the longest that is read. */
export async function measureDiagnosis(): Promise<Measure[]> {
  const real = readThreads.map(({ paste }) => paste)
  const long = [
    real.join('\n').repeat(100),
    '"Atza|'.repeat(20_000),
    'http://a.b/?x=%'.repeat(8_000),
    '\n '.repeat(60_000),
    'a'.repeat(60_000),
    '{"a":[('.repeat(9_000),
    'aB3+/xY9zQ=='.repeat(5_000),
    'https://sellingpartnerapi-eu.amazon.com/orders/v0/orders?a=b '.repeat(1_000),
    '3 March 2026 the role was added, the seller authorized before. '.repeat(1_000),
  ]
  return [
    line('diagnosis of a real paste, p99', real),
    line('diagnosis of 11,000 hostile characters, p99', long),
  ]
}

function line(what: string, pastes: readonly string[]): Measure {
  const p99s = Array.from({ length: rounds }, () => p99(pastes))
  return { what, value: withSpread(p99s, 'ms'), beside: '–', ratio: '–', goal: `≤ ${goalMs} ms` }
}

function p99(pastes: readonly string[]): number {
  const times: number[] = []
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const paste of pastes) {
      const startedAt = performance.now()
      diagnose(readPaste(paste))
      times.push(performance.now() - startedAt)
    }
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN
}
