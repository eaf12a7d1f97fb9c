import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { clientSecretRotation, event } from '#drizzle/schema.ts'
import { dateClientSecret, replaceClientSecret } from '#lib/applications/client-secrets.ts'
import { listNewSecretAlarms } from '#lib/applications/secret-alarms.ts'
import { deliverNotification } from '#lib/rotation/deliver.ts'
import { promotePendingSecret } from '#lib/rotation/pending.ts'
import { rotateClientSecrets } from '#lib/rotation/run.ts'
import { readRotation } from '#lib/rotation/settings.ts'
import { Secret } from '#lib/secret.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createRotationWorld, dayMs, minuteMs } from './rotation-world.ts'

const database = await useDatabase()
const rotation = await createRotationWorld(database)
const { world, simulator, system, admin, id, atAmazon, readApplication } = rotation
const { requests, newest, inForce, turnOn, inDays, newSecretMessage } = rotation

/** Amazon creates two secrets within two days. `late`: Amazon's message about the older one. */
function rotateTwice() {
  const older = simulator.rotateSecret(world.applicationId).value
  const [late] = atAmazon.queue.splice(0)
  world.passMs(2 * dayMs)
  const { value } = simulator.rotateSecret(world.applicationId)
  atAmazon.queue.splice(0)
  return { older, late, value }
}

test('a new secret that was saved by hand stays in force when an older one is accepted later', async () => {
  await turnOn('promote')
  const older = simulator.rotateSecret(world.applicationId).value
  const [message] = atAmazon.queue.splice(0)
  simulator.addFault({ kind: 'status', status: 503, at: 'token' })
  expect(await deliverNotification(system, id, JSON.stringify(message))).toBe('stored')
  await rotateClientSecrets(system)
  expect(await inForce()).not.toBe(older.slice(-4))
  simulator.clearFaults()
  world.passMs(minuteMs)
  const { value } = simulator.rotateSecret(world.applicationId)
  await replaceClientSecret(admin, id, { value: new Secret(value), createdOn: null })
  world.passMs(dayMs)
  await rotateClientSecrets(system)
  expect(await inForce()).toBe(value.slice(-4))
  expect(atAmazon.queue).toEqual([])
  expect(await deliverNotification(system, id, JSON.stringify(message))).toBe('known')
})

test('a late message about an older secret doesn’t replace a newer one that was saved by hand with its date', async () => {
  await turnOn('promote')
  const { older, late, value } = rotateTwice()
  const createdOn = inDays(0).slice(0, 10)
  await replaceClientSecret(admin, id, { value: new Secret(value), createdOn })
  expect(await deliverNotification(system, id, JSON.stringify(late))).toBe('stored')
  simulator.clearReceived()
  await rotateClientSecrets(system)
  expect(simulator.received().filter(({ path }) => path === '/auth/o2/token')).toEqual([])
  expect(await inForce()).toBe(value.slice(-4))
  expect(await readRotation(admin, id)).toMatchObject({ isPending: true, isOutdated: true })
  expect(await listNewSecretAlarms(admin)).toMatchObject([{ applicationId: id, reason: 'outdated' }])
  await promotePendingSecret(admin, id)
  expect(await inForce()).toBe(older.slice(-4))
  expect(await readRotation(admin, id)).toMatchObject({ isPending: false, pendingProblem: null })
})

test('a mistyped date of the current secret loses no secret that Amazon sends', async () => {
  await turnOn('promote')
  const { value } = simulator.rotateSecret(world.applicationId)
  world.passMs(2 * dayMs)
  await dateClientSecret(admin, id, inDays(0).slice(0, 10))
  await rotateClientSecrets(system)
  expect(atAmazon.queue).toEqual([])
  await dateClientSecret(admin, id, inDays(-3).slice(0, 10))
  await rotateClientSecrets(system)
  expect(await inForce()).toBe(value.slice(-4))
})

test('an older secret that waits for an administrator is called that, and isn’t activated instead of the new one', async () => {
  await turnOn('manual')
  const { late, value } = rotateTwice()
  const createdOn = inDays(0).slice(0, 10)
  await replaceClientSecret(admin, id, { value: new Secret(value), createdOn })
  await deliverNotification(system, id, JSON.stringify(late))
  expect(await readRotation(admin, id)).toMatchObject({ isPending: true, isOutdated: true })
  expect(await listNewSecretAlarms(admin)).toMatchObject([{ applicationId: id, reason: 'outdated' }])

  // A new one that LWA doesn’t accept yet.
  await deliverNotification(system, id, newSecretMessage())
  expect(await readRotation(admin, id)).toMatchObject({ isOutdated: false })
  await expect(promotePendingSecret(admin, id)).rejects.toMatchObject({ code: 'client_secret_refused' })
  expect(await inForce()).toBe(value.slice(-4))
})

test('older secrets that wait keep the next one neither from being requested nor from being activated', async () => {
  await turnOn('automatic')
  const deliverOlder = (place: number) =>
    deliverNotification(
      system,
      id,
      newSecretMessage({ newClientSecret: `forged-and-old-${place}`, newClientSecretExpiryTime: inDays(90) }),
    )
  for (let place = 1; place <= 4; place += 1) expect(await deliverOlder(place)).toBe('stored')
  expect(await deliverOlder(5)).toBe('full')
  // Also beside one that Amazon refuses.
  await deliverNotification(system, id, newSecretMessage())
  await passHours()
  expect(await readRotation(admin, id)).toMatchObject({ pendingProblem: 'refused_for_an_hour' })
  world.passMs(155 * dayMs)
  await passHours()
  expect(requests()).toHaveLength(1)
  expect(await inForce()).toBe(newest().slice(-4))
  expect(await readRotation(admin, id)).toMatchObject({ isPending: false })
})

test('a secret that may be newer than that of a late message is kept for seven days beside it', async () => {
  await turnOn('promote')
  const { late, value } = rotateTwice()
  await replaceClientSecret(admin, id, { value: new Secret(value), createdOn: null })
  expect(await deliverNotification(system, id, JSON.stringify(late))).toBe('stored')
  await rotateClientSecrets(system)
  expect((await readApplication()).previousSecretUntil).toEqual(new Date(inDays(7)))
})

test('a forged message keeps no secret of Amazon’s from being activated', async () => {
  await turnOn('promote')
  const forged = (newClientSecret: string, days: number) =>
    deliverNotification(
      system,
      id,
      newSecretMessage({ newClientSecret, newClientSecretExpiryTime: inDays(days) }),
    )
  expect(await forged('forged-for-a-long-time', 9_999)).toBe('unreadable')
  expect(await forged('forged-and-later', 185)).toBe('stored')
  const first = simulator.rotateSecret(world.applicationId).value
  await rotateClientSecrets(system)
  expect(await inForce()).toBe(first.slice(-4))

  world.passMs(dayMs)
  await turnOn('manual')
  const second = simulator.rotateSecret(world.applicationId).value
  await rotateClientSecrets(system)
  for (let place = 1; place <= 9; place += 1) await forged(`forged-to-flood-${place}`, 185)
  expect(await forged('forged-and-one-too-many', 185)).toBe('full')
  await promotePendingSecret(admin, id)
  expect(await inForce()).toBe(second.slice(-4))
  for (let day = 0; day <= 8; day += 1) {
    world.passMs(dayMs)
    await promotePendingSecret(admin, id).catch(() => {})
  }
  expect(await readRotation(admin, id)).toMatchObject({ isPending: false, pendingProblem: null })
})

test('a message beyond the secrets that wait stays in the queue', async () => {
  await turnOn('manual')
  for (let place = 1; place <= 5; place += 1)
    await deliverNotification(system, id, newSecretMessage({ newClientSecret: `forged-to-flood-${place}` }))
  simulator.rotateSecret(world.applicationId)
  await rotateClientSecrets(system)
  expect(atAmazon.queue).toHaveLength(1)
  await turnOn('promote')
  for (let minute = 0; minute < 180; minute += 30) {
    await rotateClientSecrets(system)
    world.passMs(30 * minuteMs)
  }
  expect(await inForce()).toBe(newest().slice(-4))
})

test('a forged message doesn’t keep the next secret from being requested', async () => {
  await turnOn('automatic')
  world.passMs(155 * dayMs)
  await deliverNotification(system, id, newSecretMessage())
  await rotateClientSecrets(system)
  expect(requests()).toEqual([])
  for (let minute = 0; minute <= 120; minute += 30) {
    world.passMs(30 * minuteMs)
    await rotateClientSecrets(system)
  }
  expect(requests()).toHaveLength(1)
  expect(await inForce()).toBe(newest().slice(-4))
})

test('a forged expiry notice doesn’t change a date that came with the secret', async () => {
  await turnOn('promote')
  simulator.rotateSecret(world.applicationId)
  await rotateClientSecrets(system)
  const { secretCreatedOn } = await readApplication()
  const about = (days: number) => ({ clientId: atAmazon.lwaClientId, clientSecretExpiryTime: inDays(days) })
  const notice = (days: number) =>
    JSON.stringify({
      notificationType: 'APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY',
      payload: { applicationOAuthClientSecretExpiry: about(days) },
    })
  expect(await deliverNotification(system, id, notice(5))).toBe('known')
  expect(await deliverNotification(system, id, notice(400))).toBe('unreadable')
  expect((await readApplication()).secretCreatedOn).toBe(secretCreatedOn)
})

const reports = () => database.db.$count(event, eq(event.type, 'application.secret_refused'))

async function passHours(): Promise<void> {
  for (let minute = 0; minute <= 120; minute += 30) {
    world.passMs(30 * minuteMs)
    await rotateClientSecrets(system)
  }
}

test('each new secret that Amazon refuses for an hour is reported, and none before', async () => {
  await turnOn('promote')
  const before = await reports()
  await deliverNotification(system, id, newSecretMessage())
  await passHours()
  expect((await reports()) - before).toBe(1)
  await deliverNotification(system, id, newSecretMessage({ newClientSecret: 'refused-as-well-but-later' }))
  expect(await readRotation(admin, id)).toMatchObject({ isPending: true, pendingProblem: null })
  await rotateClientSecrets(system)
  expect(await readRotation(admin, id)).toMatchObject({ pendingProblem: 'client_secret_refused' })
  await passHours()
  expect((await reports()) - before).toBe(2)
})

test('a refused secret is reported once, also when a good one is activated after it', async () => {
  await turnOn('promote')
  const before = await reports()
  await deliverNotification(system, id, newSecretMessage({ newClientSecretExpiryTime: inDays(185) }))
  await passHours()
  expect((await reports()) - before).toBe(1)
  simulator.rotateSecret(world.applicationId)
  await rotateClientSecrets(system)
  expect(await inForce()).toBe(newest().slice(-4))
  await passHours()
  expect(await readRotation(admin, id)).toMatchObject({ pendingProblem: 'refused_for_an_hour' })
  expect((await reports()) - before).toBe(1)
})

test('an end in thirty years, which earlier versions took from a forged message, keeps no secret from coming in', async () => {
  await turnOn('promote')
  const forged = new Date(inDays(30 * 365))
  await database.db.update(clientSecretRotation).set({ newestSecretExpiresAt: forged })
  simulator.rotateSecret(world.applicationId)
  const [previous] = atAmazon.queue.splice(0)
  world.passMs(dayMs)
  simulator.rotateSecret(world.applicationId)
  await rotateClientSecrets(system)
  expect(await inForce()).toBe(newest().slice(-4))
  const [row] = await database.db.select().from(clientSecretRotation)
  expect(row?.newestSecretExpiresAt).toEqual(new Date(inDays(180)))
  expect(await deliverNotification(system, id, JSON.stringify(previous))).toBe('known')
})
