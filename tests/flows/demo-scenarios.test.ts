import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '#bench/free-port.ts'
import type { Actor, Context } from '#lib/context.ts'
import { type DemoScenarioId, parseOutcome } from '#lib/demo-scenarios.ts'
import { readEnvironment } from '#lib/env.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { Secret } from '#lib/secret.ts'
import { openServices } from '#lib/services.ts'
import { findPersonByEmail } from '#lib/store/people/people.ts'
import { newId } from '#lib/vault/random.ts'
import { demoEnvironment } from '#scripts/demo/environment.ts'
import { openDemoSimulator } from '#scripts/demo/open-simulator.ts'
import { createScenarios } from '#scripts/demo/scenarios.ts'
import { demoPasswords, seedDemo } from '#scripts/demo/seed.ts'
import { sellerEmail } from '#scripts/demo/seed-people.ts'
import { authorize, websiteStart } from '#scripts/demo/world/authorize.ts'
import { prepareInstallation } from '#scripts/processes/prepare-installation.ts'
import { useDatabase } from '../fixtures/database.ts'
import { urlOf } from '../fixtures/database-server.ts'

const { location } = await useDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-scenarios-'))
const ports = { SIMULATOR_PORT: String(await freePort()) }
const environment = await unwrapEnvironment(
  readEnvironment({
    ...demoEnvironment(ports, folder),
    ...ports,
    DATABASE_URL: urlOf(location),
    LOG_LEVEL: 'error',
  }),
)
await seedDemo(environment, demoPasswords(environment), { isEmpty: true, isReset: false }, () => {})
await prepareInstallation(environment)
const services = openServices(environment, 'script')
// Failures are played on purpose.
services.log.level = 'silent'
await services.syncClock()
const openOne = () => openDemoSimulator(environment, services, () => {})
let amazon = await openOne()
afterAll(async () => {
  await amazon.close()
  await services.close()
  rmSync(folder, { recursive: true })
})

const scenarios = createScenarios(services, environment, () => amazon.control)
async function play(id: DemoScenarioId) {
  const address = new URL((await scenarios.find((scenario) => scenario.id === id)?.play()) ?? '')
  return { path: address.pathname, outcome: parseOutcome(address.searchParams) }
}

const as = (actor: Actor): Context => ({ ...services, actor, requestId: newId(), address: null })
const accountOf = (personId: string, accountId: string) =>
  as({ kind: 'account', personId, accountId, sessionId: newId() })
async function connect(ctx: Context, country: string, seller: string): Promise<void> {
  const { outcome } = await authorize(ctx, websiteStart(country), seller)
  expect(outcome.kind, seller).toBe('completed')
}

test('while nobody is connected, scenarios say so and change nothing', async () => {
  const before = amazon.control.clock.offsetMs()
  for (const id of ['amazon-down', 'wrong-account', 'seller-revokes', 'secret-expires'] as const) {
    await expect(play(id), id).rejects.toThrow('No seller’s tokens work at the moment: connect one')
  }
  expect(amazon.control.faults()).toEqual([])
  expect(amazon.control.clock.offsetMs()).toBe(before)
})

test('“Wrong account renews” can be played again and again, and says when Amazon refuses', async () => {
  const visitor = await findPersonByEmail(services.db, sellerEmail)
  const northwind = accountOf(visitor?.id ?? '', visitor?.accountId ?? '')
  await connect(northwind, 'US', 'A2NANORTHWIND')
  await connect(northwind, 'DE', 'A3EULINDENHOF')
  const { personId } = await signUp(as({ kind: 'visitor' }), {
    email: 'pine@example.com',
    name: 'Harbor Pine',
    password: new Secret(`pine-${newId()}`),
  })
  const person = await findPersonByEmail(services.db, 'pine@example.com')
  const pine = accountOf(personId, person?.accountId ?? '')
  await connect(pine, 'US', 'A1USHARBORPINE')
  await connect(pine, 'JP', 'A5JPAOZORA')

  amazon.control.settings.unlistedConsentLimit = 4
  await expect(play('wrong-account')).rejects.toThrow(/^It failed: Amazon refused A39OTHER\w\w\.$/)
  amazon.control.settings.unlistedConsentLimit = 5
  const paths = new Set<string>()
  for (let times = 0; times < 5; times += 1) paths.add((await play('wrong-account')).path)
  expect(paths.size).toBe(5)
})

test('a scenario is refused while another one is played', async () => {
  const both = await Promise.allSettled([play('amazon-down'), play('year-passes')])
  expect(both).toMatchObject([
    { status: 'fulfilled', value: { outcome: { count: 4 } } },
    { status: 'rejected', reason: { message: expect.stringContaining('Another scenario is still being') } },
  ])
})

test('a role that a scenario added is still there at Amazon after the next start', async () => {
  const { outcome } = await play('new-role')
  const role = outcome?.role ?? ''
  expect(amazon.control.applications()[0]?.roles).toContain(role)
  await amazon.close()
  amazon = await openOne()
  expect(amazon.control.applications()[0]?.roles).toContain(role)
})

test('“A seller revokes” names the account once visitors can’t look around as its seller', async () => {
  const accounts: (string | undefined)[] = []
  for (let times = 0; times < 3; times += 1) accounts.push((await play('seller-revokes')).outcome?.account)
  expect(accounts).toEqual([undefined, undefined, 'Harbor Pine'])
})

test('a scenario says that an earlier one hides its effect, and never reports what didn’t happen', async () => {
  expect((await play('secret-expires')).path).toBe('/ops/incidents')
  for (const id of ['amazon-down', 'wrong-account', 'seller-revokes'] as const) {
    await expect(play(id), id).rejects.toThrow(/an earlier scenario|No seller’s tokens work/)
  }
})
