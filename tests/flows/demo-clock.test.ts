import { afterAll, expect, test } from 'vitest'
import { createAmazon } from '#lib/amazon/client.ts'
import { createOrigins } from '#lib/amazon/origins.ts'
import { defineApplication } from '#lib/applications/define.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { type Context, systemContext } from '#lib/context.ts'
import { createSharedClock } from '#lib/database/clock.ts'
import { send } from '#lib/http.ts'
import { keepDraft, readDraft } from '#lib/people/drafts.ts'
import { listPeople } from '#lib/people/list.ts'
import { findActor, listSessions } from '#lib/people/sessions.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { allow } from '#lib/people/throttle.ts'
import { Secret } from '#lib/secret.ts'
import type { Services } from '#lib/services.ts'
import { drainDueStates } from '#lib/state/drain-due-states.ts'
import { moveDemoClock, openDemoClock } from '#lib/store/settings.ts'
import { getAccessToken } from '#lib/tokens/refresh.ts'
import { newId } from '#lib/vault/random.ts'
import { startSimulator } from '#simulator/start.ts'
import { useDatabase } from '../fixtures/database.ts'
import { confirmConsent } from '../fixtures/simulated-amazon.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const dayMs = 24 * 3_600_000

/** The demo: its simulator moves the clock of the database, and every process follows. */
const clock = createSharedClock(db, (error) => {
  throw error
})
const simulator = await startSimulator({
  applications: [{ status: 'published' }],
  settings: { clientSecretsEnd: false },
  clock: {
    aheadMs: await openDemoClock(db),
    move: (aheadMs) => moveDemoClock(db, aheadMs),
  },
})
afterAll(simulator.close)
const services: Services = {
  ...world.services,
  amazon: createAmazon(send, createOrigins(simulator.origin), 'Test/1 (Language=TypeScript)', clock.now),
  now: clock.now,
  realNow: clock.realNow,
}
const [application] = simulator.control.applications()
if (application === undefined) throw new Error('the simulator has no application')
await defineApplication(
  { ...world.system, ...services },
  {
    spApiApplicationId: application.applicationId,
    status: 'published',
    lwaClientId: application.lwaClientId,
    lwaClientSecret: new Secret(application.clientSecrets[0]?.value ?? ''),
    tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
  },
)

/** As the page of the simulated Amazon does. */
async function forward(ms: number): Promise<void> {
  const body = new URLSearchParams({ advanceMs: String(ms) })
  const response = await fetch(`${simulator.origin}/_/clock`, { method: 'POST', body, redirect: 'manual' })
  expect(response.status).toBe(303)
  await clock.sync()
}

const visitor: Context = { ...world.visitor, ...services }
const operator: Context = { ...world.operator, ...services }
const actor = { kind: 'operator', personId: newId(), role: 'admin', sessionId: newId() } as const
const admin: Context = { ...world.as(actor), ...services }

async function addPerson(name: string) {
  const email = `${name.toLowerCase()}@example.com`
  const password = new Secret('plough-ember-41-lantern')
  await signUp(visitor, { email, name, password })
  const { sessionToken } = await signIn(visitor, { email, password, userAgent: null })
  const current = await findActor(services, sessionToken)
  if (current === null) throw new Error('not signed in')
  return { sessionToken, ctx: { ...visitor, actor: current.actor } }
}

async function connect(ctx: Context, sellingPartnerId: string): Promise<string> {
  const beginning = await beginAuthorization(ctx, websiteStart(marketplaceIds.us), noBindings)
  if (beginning.kind !== 'redirect') throw new Error(beginning.kind)
  const back = await confirmConsent(beginning.uri, sellingPartnerId)
  const attemptId = await receiveRedirect(ctx, new URL(back).search, beginning.bindings)
  const outcome = await completeAuthorization(ctx, attemptId)
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  return outcome.authorizationId
}

test('a year in the demo, without waiting: sessions stay, renewals fall due, and a lapsed seller has to authorize again', async () => {
  const { sessionToken, ctx } = await addPerson('Ornaments')
  const harbor = await connect(ctx, 'A1USHARBORPINE')
  const lapsing = await connect(ctx, 'A16USLAPSES')
  await keepDraft(services, sessionToken, { path: '/connect', values: { note: 'typed' } })
  const first = await getAccessToken(ctx, harbor, { minTtlSeconds: 300 })
  if (first.kind !== 'refreshed') throw new Error(first.problem)
  const tries = async () => {
    for (let times = 0; times < 100; times += 1) await allow(visitor, 'sign-in.address', '198.51.100.7')
  }
  await expect(tries()).rejects.toThrow(/^too_many_tries:/)

  await forward(345 * dayMs)
  await drainDueStates(systemContext(services, 'test', 'test'))
  const due = await readAuthorization(operator, harbor)
  expect(due.flags).toEqual(['renewal_due'])
  expect(
    Math.round(((due.renewsBy?.getTime() ?? 0) - clock.realNow().getTime()) / dayMs),
    'on the day that it was',
  ).toBe(365)

  expect(await findActor(services, sessionToken), 'still signed in').not.toBeNull()
  const [session] = await listSessions(ctx)
  const agoMs = clock.now().getTime() - (session?.seenAt.getTime() ?? 0)
  expect(agoMs, 'shown as seen just now').toBeLessThan(120_000)
  const { rows: people } = await listPeople(admin, { side: 'accounts' })
  const seenAt = people.find(({ name }) => name === 'Ornaments')?.lastSeenAt
  expect(clock.now().getTime() - (seenAt?.getTime() ?? 0), 'also among people').toBeLessThan(120_000)
  expect(await readDraft(ctx), 'what was typed is kept').not.toBeNull()
  await expect(
    allow(visitor, 'sign-in.address', '198.51.100.7'),
    'a rate limit does not end',
  ).rejects.toThrow(/^too_many_tries:/)

  const next = await getAccessToken(ctx, harbor, { minTtlSeconds: 300 })
  if (next.kind !== 'refreshed') throw new Error(next.problem)
  expect(next.accessToken.expose(), 'the cached token is over').not.toBe(first.accessToken.expose())
  expect(next.expiresAt.getTime() - clock.now().getTime()).toBeGreaterThan(3_000_000)

  await forward(21 * dayMs)
  for (let refusals = 0; refusals < 3; refusals += 1) {
    expect(await refreshAuthorization(operator, lapsing)).toMatchObject({ worked: false })
    await forward(3_600_000)
  }
  expect(await readAuthorization(operator, lapsing)).toMatchObject({
    health: 'reauthorization_needed',
    diagnosis: { id: 'refresh-lapsed' },
  })
})
