import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { application, grantlessToken, keyUse } from '#drizzle/schema.ts'
import { leases } from '#lib/leases.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, simulator, system } = own
const { db } = services
const admin = await addAdmin(services, (actor) => ({ ...system, actor }))
const { key } = await makeKey(admin, { scopes: ['tokens:grantless'] })
const [row] = await db.select().from(application)
const scope = 'sellingpartnerapi::notifications'

async function startApi() {
  const { port, end } = await own.start('../api.ts')
  const address = `http://127.0.0.1:${port}/api/v1/applications/${row?.id}/grantless-token`
  const init = {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ scope }),
  }
  return { end, grantless: () => fetch(address, init) }
}

test('C1, C17: two hundred callers over four processes are one call to LWA for a grantless token', async () => {
  const processes = await Promise.all([0, 1, 2, 3].map(startApi))
  simulator.addFault({ kind: 'delay', delayMs: 300, at: 'token', times: 1 })
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => (processes[index % 4] as (typeof processes)[0]).grantless()),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  const bodies = await Promise.all(
    answers.map(async (answer) => (await answer.json()) as { access_token: string }),
  )
  expect(new Set(bodies.map(({ access_token }) => access_token)).size).toBe(1)
  expect(own.tokenRequests()).toHaveLength(1)
  expect(await Promise.all(processes.map((one) => one.end('SIGTERM')))).toEqual([0, 0, 0, 0])
  expect(await db.select().from(keyUse)).toMatchObject([{ kind: 'grantless', count: 200 }])
}, 60_000)

test('C2, C17: whoever asks LWA is killed: another finishes as soon as the lease is over', async () => {
  await db.delete(grantlessToken)
  const [holder, other] = await Promise.all([startApi(), startApi()])
  simulator.addFault({ kind: 'hang', at: 'token', times: 1 })
  const abandoned = holder.grantless().catch(() => 'broken')
  for (let tries = 0; (await db.select().from(grantlessToken)).length === 0; tries += 1) {
    if (tries > 200) throw new Error('nobody took the lease')
    await pause(20)
  }
  const waiting = other.grantless()
  await pause(200)
  await holder.end('SIGKILL')
  expect(await abandoned).toBe('broken')
  // The dead process holds its lease for a quarter of a minute, of which a second is left.
  await db.update(grantlessToken).set({ heldUntil: new Date(Date.now() + 1_000) })
  const startedAt = Date.now()
  expect((await waiting).status).toBe(200)
  expect(Date.now() - startedAt).toBeLessThan(leases.refresh.lastsMs + 1_000)
  expect(await db.select().from(grantlessToken)).toMatchObject([{ fence: 2, heldUntil: null, problem: null }])
  await other.end('SIGTERM')
}, 60_000)

test('I3: without the database it is refused at once, and works again by itself', async () => {
  const one = await startApi()
  expect((await one.grantless()).status).toBe(200)
  await own.stopDatabase()
  for (let round = 0; round < 3; round += 1) {
    const startedAt = Date.now()
    const refused = await one.grantless()
    expect(await refused.json()).toMatchObject({ error: 'database_unavailable' })
    expect(refused.status).toBe(503)
    expect(Date.now() - startedAt).toBeLessThan(2_500)
  }
  await own.startDatabase()
  const startedAt = Date.now()
  let status = 0
  while (status !== 200 && Date.now() - startedAt < 10_000) {
    status = (await one.grantless()).status
    if (status !== 200) await pause(50)
  }
  expect(status).toBe(200)
  await one.end('SIGTERM')
}, 60_000)
