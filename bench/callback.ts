import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAmazon } from '#lib/amazon/client.ts'
import { createOrigins } from '#lib/amazon/origins.ts'
import { defineApplication } from '#lib/applications/define.ts'
import { beginAuthorization } from '#lib/authorizations/begin.ts'
import { completeAuthorization } from '#lib/authorizations/complete.ts'
import { receiveRedirect } from '#lib/authorizations/receive.ts'
import { type Context, systemContext } from '#lib/context.ts'
import { readEnvironment } from '#lib/env.ts'
import { type Send, send } from '#lib/http.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { Secret } from '#lib/secret.ts'
import { databaseLocation, openServices } from '#lib/services.ts'
import { startEmbedded } from '#lib/store/embedded.ts'
import { migrateDatabase } from '#lib/store/migrate.ts'
import { readPerson } from '#lib/store/people.ts'
import { randomToken } from '#lib/vault/random.ts'
import { startSimulator } from '#simulator/start.ts'
import { type Measure, summarize, withSpread } from './report.ts'
import { type RoundTrips, watchRoundTrips } from './round-trips.ts'

const rounds = 200
const warmUps = 20

/** From the redirect to the stored authorization, without Amazon's own time, beside its database round trips. */
export async function measureCallback(): Promise<Measure[]> {
  const trips = watchRoundTrips()
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  const clientSecret = `amzn1.oa2-cs.v1.${randomToken()}`
  const simulator = await startSimulator({ applications: [{ status: 'published', clientSecret }] })
  const [application] = simulator.control.applications()
  if (application === undefined) throw new Error('the simulator has no application')
  const environment = readEnvironment({
    GATEHOUSE_DATA: folder,
    GATEHOUSE_KEYS: `bench:${randomToken()}`,
    AUTH_SECRET: randomToken(),
    AMAZON_BASE_URL: simulator.origin,
    LOG_LEVEL: 'error',
  })
  const postgres = await startEmbedded(folder)
  await migrateDatabase(databaseLocation(environment))
  const services = openServices(environment, 'script')
  try {
    const amazonMs = { total: 0 }
    const timed: Send = async (request, limits) => {
      const startedAt = performance.now()
      const response = await send(request, limits)
      amazonMs.total += performance.now() - startedAt
      return response
    }
    const amazon = createAmazon(
      timed,
      createOrigins(simulator.origin),
      'Bench/1 (Language=TypeScript)',
      services.now,
    )
    const system = systemContext({ ...services, amazon }, 'bench', 'bench')
    await defineApplication(system, {
      spApiApplicationId: application.applicationId,
      status: application.status,
      lwaClientId: application.lwaClientId,
      lwaClientSecret: new Secret(clientSecret),
      tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
    })
    return await measure(await accountContext(system), trips, amazonMs, simulator.origin, () =>
      simulator.control.refillBuckets(),
    )
  } finally {
    await services.close()
    await simulator.close()
    await postgres.stop()
    rmSync(folder, { recursive: true })
  }
}

async function accountContext(system: Context): Promise<Context> {
  const password = new Secret(`bench ${randomToken()}`)
  const { personId } = await signUp(system, { email: 'bench@example.com', name: 'Bench', password })
  const person = await readPerson(system.db, personId)
  if (person?.accountId == null) throw new Error('the account was not made')
  return {
    ...system,
    actor: { kind: 'account', personId, accountId: person.accountId, sessionId: randomToken() },
  }
}

async function measure(
  ctx: Context,
  trips: RoundTrips,
  amazonMs: { total: number },
  origin: string,
  refill: () => void,
): Promise<Measure[]> {
  const ours: number[] = []
  const database: number[] = []
  const counts: number[] = []
  for (let round = 0; round < rounds + warmUps; round += 1) {
    refill()
    const beginning = await beginAuthorization(ctx, '?marketplace=ATVPDKIKX0DER', null)
    if (beginning.kind !== 'redirect') throw new Error(beginning.kind)
    const query = await confirm(origin, beginning.uri)
    Object.assign(trips, { waitedMs: 0, count: 0 })
    amazonMs.total = 0
    const startedAt = performance.now()
    const attemptId = await receiveRedirect(ctx, query, beginning.bindingToken)
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

async function confirm(origin: string, consentAddress: string): Promise<string> {
  const { pathname, searchParams } = new URL(consentAddress)
  searchParams.set('selling_partner_id', 'A1USHARBORPINE')
  searchParams.set('decision', 'confirm')
  const response = await fetch(origin + pathname, { method: 'POST', body: searchParams, redirect: 'manual' })
  return new URL(response.headers.get('location') ?? '').search
}
