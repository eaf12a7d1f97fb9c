import { expect, test } from 'vitest'
import { application, grantlessToken, keyUse } from '#drizzle/schema.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { untilAnswered } from '../fixtures/until-answered.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, system } = own
const { db } = services
const admin = await addAdmin(services, (actor) => ({ ...system, actor }))
const { key } = await makeKey(admin, { scopes: ['tokens:grantless'] })
const [row] = await db.select().from(application)
const scope = 'sellingpartnerapi::notifications'

async function startApi() {
  const { origin, end } = await own.startApi()
  const address = `${origin}/api/v1/applications/${row?.id}/grantless-token`
  const init = {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ scope }),
  }
  const grantlessOnce = () => fetch(address, init)
  return { end, grantlessOnce, grantless: () => untilAnswered(grantlessOnce) }
}

test('C1, C17: two hundred callers over four processes cause one call to LWA for a grantless token', async () => {
  const processes = await Promise.all([0, 1, 2, 3].map(startApi))
  const asking = own.hold('grant_type=client_credentials')
  const calling = Promise.all(
    Array.from({ length: 200 }, (_, index) => (processes[index % 4] as (typeof processes)[0]).grantless()),
  )
  await expect.poll(() => asking.count).toBe(1)
  asking.release()
  const answers = await calling
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  const bodies = await Promise.all(
    answers.map(async (answer) => (await answer.json()) as { access_token: string }),
  )
  expect(new Set(bodies.map(({ access_token }) => access_token)).size).toBe(1)
  expect(own.tokenRequests()).toHaveLength(1)
  expect(await Promise.all(processes.map((one) => one.end('SIGTERM')))).toEqual([0, 0, 0, 0])
  expect(await db.select().from(keyUse)).toMatchObject([{ kind: 'grantless', count: 200 }])
})

test('C2, C17: when the refreshing process is killed, a caller of another one gets a token after the lease', async () => {
  await db.delete(grantlessToken)
  const [holder, other] = await Promise.all([startApi(), startApi()])
  const asking = own.hold('grant_type=client_credentials')
  const abandoned = holder.grantless().catch(() => 'broken')
  await expect.poll(() => asking.count).toBe(1)
  const waiting = other.grantless()
  await holder.end('SIGKILL')
  expect(await abandoned).toBe('broken')
  asking.release()
  expect(await db.select().from(grantlessToken)).toMatchObject([{ fence: 1, heldUntil: expect.any(Date) }])
  // The dead process holds its lease for a quarter of a minute, none of which is left.
  await db.update(grantlessToken).set({ heldUntil: new Date() })
  expect((await waiting).status).toBe(200)
  expect(await db.select().from(grantlessToken)).toMatchObject([{ fence: 2, heldUntil: null, problem: null }])
  await other.end('SIGTERM')
})

test('I3: without the database it is refused, and it recovers automatically', async () => {
  const one = await startApi()
  expect((await one.grantless()).status).toBe(200)
  await own.stopDatabase()
  for (let round = 0; round < 3; round += 1) {
    const refused = await one.grantlessOnce()
    expect(await refused.json()).toMatchObject({ code: 'database_unavailable' })
    expect(refused.status).toBe(503)
  }
  await own.startDatabase()
  await expect.poll(async () => (await one.grantless()).status).toBe(200)
  await one.end('SIGTERM')
})
