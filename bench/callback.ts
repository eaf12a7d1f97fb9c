import { createAmazon } from '#lib/amazon/client.ts'
import { createOrigins } from '#lib/amazon/origins.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import { type Send, send } from '#lib/http.ts'
import { addAccount } from '#tests/fixtures/add-account.ts'
import { confirmConsent } from '#tests/fixtures/simulated-amazon.ts'
import { openInstallation } from './installation.ts'
import { type Measure, summarize, withSpread } from './report.ts'
import { type RoundTrips, watchRoundTrips } from './round-trips.ts'

const rounds = 200
const warmUps = 20

/** From the redirect to the stored authorization, without Amazon's own time, next to its database round trips. */
export async function measureCallback(): Promise<Measure[]> {
  const trips = watchRoundTrips()
  const { system, simulator, origin, close } = await openInstallation()
  try {
    const amazonMs = { total: 0 }
    const timed: Send = async (request, limits) => {
      const startedAt = performance.now()
      const response = await send(request, limits)
      amazonMs.total += performance.now() - startedAt
      return response
    }
    const amazon = createAmazon(timed, createOrigins(origin), 'Bench/1 (Language=TypeScript)', system.now)
    return await measure(
      await addAccount({ ...system, amazon }, 'Bench'),
      trips,
      amazonMs,
      simulator.refillBuckets,
    )
  } finally {
    await close()
  }
}

async function measure(
  ctx: Context,
  trips: RoundTrips,
  amazonMs: { total: number },
  refill: () => void,
): Promise<Measure[]> {
  const ours: number[] = []
  const database: number[] = []
  const counts: number[] = []
  for (let round = 0; round < rounds + warmUps; round += 1) {
    refill()
    const beginning = await beginAuthorization(ctx, '?marketplace=ATVPDKIKX0DER', noBindings)
    if (beginning.kind !== 'redirect') throw new Error(beginning.kind)
    const query = new URL(await confirmConsent(beginning.uri, 'A1USHARBORPINE')).search
    Object.assign(trips, { waitedMs: 0, count: 0 })
    amazonMs.total = 0
    const startedAt = performance.now()
    const attemptId = await receiveRedirect(ctx, query, beginning.bindings)
    const outcome = await completeAuthorization(ctx, attemptId)
    const wholeMs = performance.now() - startedAt
    if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
    if (round < warmUps) continue
    ours.push(wholeMs - amazonMs.total)
    database.push(trips.waitedMs)
    counts.push(trips.count)
  }
  const ratio = summarize(ours).median / summarize(database).median
  return [
    {
      what: 'callback received → stored, without Amazon',
      value: withSpread(ours, 'ms'),
      beside: `${withSpread(database, 'ms')} in ${summarize(counts).median} round trips`,
      ratio: ratio.toFixed(2),
      goal: '≤ 2',
    },
  ]
}
