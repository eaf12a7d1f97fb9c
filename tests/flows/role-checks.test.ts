import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { roleSchedule } from '#drizzle/schema.ts'
import { pauseAuthorization, resumeAuthorization } from '#lib/authorizations/pause.ts'
import { checkAuthorizationRoles } from '#lib/role-checks/check.ts'
import { checkDueRoles } from '#lib/role-checks/check-due.ts'
import { readRoles } from '#lib/role-checks/read.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database)
const { operator, system } = world
const viewer = world.as({ kind: 'operator', personId: newId(), role: 'viewer', sessionId: newId() })
const account = await world.addAccount('Harbor Pine')
const start = websiteStart(marketplaceIds.us)
const hourMs = 3_600_000
const connect = async (query = start) => {
  const { outcome } = await world.authorize(account, query, 'A1USHARBORPINE')
  return outcome.kind === 'completed' ? outcome.authorizationId : ''
}
const id = await connect()
const statusOf = async (role: string) =>
  (await readRoles(viewer, id)).find((row) => row.role === role)?.check?.status ?? null
const requests = () => world.simulator.received().length

test('a new authorization is checked by the worker, and refusals are confirmed two hours later', async () => {
  expect(await statusOf('Product Listing')).toBeNull()
  await checkDueRoles(system)
  expect(await statusOf('Product Listing')).toBe('works')
  expect(await statusOf('Selling Partner Insights')).toBe('works')
  expect(await statusOf('Finance and Accounting')).toBe('unknown')
  const afterFirst = requests()
  await checkDueRoles(system)
  expect(requests()).toBe(afterFirst)
  world.passMs(2.1 * hourMs)
  await checkDueRoles(system)
  expect(await statusOf('Finance and Accounting')).toBe('refused')
  expect(await statusOf('Notifications in Seller Central')).toBe('unknown')
  expect(await world.trace(id)).toContain('authorization.roles-checked')
  expect(await world.details(id)).toMatchObject({
    refused: expect.stringContaining('Finance and Accounting'),
  })
})

test('results have evidence and a time, and stay until there is a new answer', async () => {
  const row = (await readRoles(viewer, id)).find(({ role }) => role === 'Finance and Accounting')
  expect(row?.check).toMatchObject({
    status: 'refused',
    isProbable: false,
    evidence: {
      operation: 'finances.2024-06-19.listTransactions',
      status: 403,
      requestId: expect.any(String),
    },
    checkedAt: expect.any(Date),
  })
  world.passMs(25 * hourMs)
  world.simulator.addFault({ kind: 'status', status: 503, at: 'sp-api', times: 50 })
  await checkDueRoles(system)
  world.simulator.clearFaults()
  expect((await readRoles(viewer, id)).find(({ role }) => role === 'Finance and Accounting')?.check).toEqual(
    row?.check,
  )
})

test('a role that is added at Amazon counts after the seller authorizes again', async () => {
  const [known] = world.simulator.applications()
  const { applicationId, lwaClientId, name, status, redirectUris, logInUri } = known ?? {}
  world.simulator.addApplication({
    applicationId,
    lwaClientId,
    name,
    status,
    logInUri,
    redirectUris: [...(redirectUris ?? [])],
    clientSecret: known?.clientSecrets[0]?.value,
    roles: ['Product Listing', 'Selling Partner Insights', 'Finance and Accounting'],
  })
  world.passMs(hourMs)
  await checkAuthorizationRoles(operator, id)
  expect(await statusOf('Finance and Accounting')).toBe('refused')
  world.passMs(hourMs)
  expect(await connect(`${start}&authorization=${id}`)).toBe(id)
  expect(await statusOf('Finance and Accounting')).toBeNull()
  await checkDueRoles(system)
  expect(await statusOf('Finance and Accounting')).toBe('works')
})

test('paused authorizations are left alone, and viewers may not ask Amazon', async () => {
  await pauseAuthorization(operator, id)
  await database.db
    .update(roleSchedule)
    .set({ dueAt: new Date(0) })
    .where(eq(roleSchedule.authorizationId, id))
  const before = requests()
  await checkDueRoles(system)
  expect(requests()).toBe(before)
  await expect(checkAuthorizationRoles(viewer, id)).rejects.toThrow(refusal('not_allowed'))
  await expect(checkAuthorizationRoles(operator, newId())).rejects.toThrow(refusal('authorization_not_found'))
  await resumeAuthorization(operator, id)
})

test('two workers check an authorization once', async () => {
  await database.db.update(roleSchedule).set({ dueAt: new Date(0) })
  const before = requests()
  await Promise.all([checkDueRoles(system), checkDueRoles(system)])
  const controls = world.simulator
    .received()
    .slice(before)
    .filter(({ path }) => path.startsWith('/orders/2026-01-01/orders/'))
  expect(controls.map(({ path }) => path)).toHaveLength(1)
})
