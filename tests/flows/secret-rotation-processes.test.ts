import { once } from 'node:events'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { application, audit, event } from '#drizzle/schema.ts'
import type { Context } from '#lib/context.ts'
import { autocommit, openDatabase } from '#lib/database/pool.ts'
import { childEnvironment } from '#lib/env.ts'
import { setRotation } from '#lib/rotation/settings.ts'
import { Secret } from '#lib/secret.ts'
import { listApplications } from '#lib/store/applications.ts'
import { moveDemoClock, openDemoClock } from '#lib/store/settings.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'
import { queueUrlOf } from '#simulator/sqs/routes.ts'
import type { FaultFacts } from '#simulator/world/faults.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, simulator, system, variables } = own
const { db, close } = openDatabase(own.location)
afterAll(close)
const [stored] = await listApplications(db)
const [atAmazon] = simulator.applications()
if (stored === undefined || atAmazon === undefined) throw new Error('no application')
const { id } = stored
Object.assign(atAmazon, { enrolledForRotation: true })
const admin = await addAdmin(services, (actor: Context['actor']) => ({ ...system, actor }))
await openDemoClock(autocommit(db))
const awsSecret = 'wJalrXUtnFEMI-EXAMPLE-KEY'
await setRotation(admin, id, {
  policy: 'automatic',
  queueUrl: queueUrlOf(atAmazon),
  awsAccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  awsSecret: new Secret(awsSecret),
})

const dayMs = 86_400_000
const inForce = async () =>
  (await db.select().from(application).where(eq(application.id, id)))[0]?.secretEnding

/** A worker that is killed once this holds. */
async function withWorker(isEnough: () => boolean | Promise<boolean>): Promise<void> {
  const child = spawnLeashed([join(import.meta.dirname, 'keep-rotating.ts')], {
    env: childEnvironment({ ...variables, LOG_LEVEL: 'error' }),
    stdout: 'ignore',
    stderr: 'inherit',
  })
  const ended = once(child, 'exit')
  try {
    await expect.poll(isEnough, { interval: 200, timeout: 150_000 }).toBe(true)
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}

const steps: readonly FaultFacts[] = (['before', 'after'] as const).flatMap((when) =>
  (['token', 'sp-api', 'queue'] as const).map((at) => ({ kind: 'hang' as const, when, at, times: 1 })),
)

/** With the reason, if it isn't a success. */
async function statusOf(response: Response): Promise<string> {
  return response.ok ? String(response.status) : `${response.status} ${await response.text()}`
}

test('the worker is killed at each step of a rotation: a new secret is in force, and every vend succeeded', async () => {
  const { key } = await makeKey(admin)
  const api = await own.startApi()
  const seller = await addGrant(system, simulator, 'A1USHARBORPINE')
  for (const [place, killAt] of steps.entries()) {
    // A month later, a secret can be requested again; an administrator enters that the current one is old.
    await moveDemoClock(autocommit(db), 30 * place * dayMs)
    await services.syncClock()
    const createdOn = new Date(services.now().getTime() - 155 * dayMs).toISOString().slice(0, 10)
    await db.update(application).set({ secretCreatedOn: createdOn }).where(eq(application.id, id))
    const before = await inForce()
    simulator.refillBuckets()
    simulator.clearReceived()
    simulator.addFault(killAt)
    await withWorker(() => simulator.received().some(({ reason }) => reason === 'a fault: hang'))
    simulator.clearFaults()
    expect(await statusOf(await api.vend(seller, key)), JSON.stringify(killAt)).toBe('200')
    simulator.refillBuckets()
    await moveDemoClock(autocommit(db), (30 * place + 8) * dayMs)
    await withWorker(async () => (await inForce()) !== before)
    expect(await inForce(), JSON.stringify(killAt)).toBe(atAmazon.clientSecrets[0]?.value.slice(-4))
    expect(await statusOf(await api.vend(seller, key)), JSON.stringify(killAt)).toBe('200')
  }
  const texts = JSON.stringify([await db.select().from(audit), await db.select().from(event)])
  for (const { value } of atAmazon.clientSecrets) expect(texts).not.toContain(value)
  expect(texts).not.toContain(awsSecret)
})
