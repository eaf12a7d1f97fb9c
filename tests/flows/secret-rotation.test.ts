import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { application, clientSecretRotation } from '#drizzle/schema.ts'
import { listNewSecretAlarms } from '#lib/applications/secret-alarms.ts'
import { deliverNotification } from '#lib/rotation/deliver.ts'
import { promotePendingSecret } from '#lib/rotation/pending.ts'
import { rotateClientSecrets } from '#lib/rotation/run.ts'
import { readRotation, rotationForm, setRotation, testRotation } from '#lib/rotation/settings.ts'
import { useDatabase } from '../fixtures/database.ts'
import { untilBlocked } from '../fixtures/until-blocked.ts'
import { refusal } from './amazon-world.ts'
import { createRotationWorld, dayMs, minuteMs } from './rotation-world.ts'

const database = await useDatabase()
const { db } = database
const rotation = await createRotationWorld(database)
const { world, simulator, services, system, admin, id, atAmazon, queueUrl, aws, readApplication } = rotation
const { requests, newest, inForce, refresh, turnOn, inDays, newSecretMessage } = rotation

test('after 150 days, the secret has rotated automatically, and tokens were issued every day', async () => {
  await turnOn('automatic')
  const first = await inForce()
  for (let day = 0; day <= 152; day += 1) {
    await rotateClientSecrets(system)
    expect(await refresh(), `day ${day}`).toMatchObject({ kind: 'refreshed' })
    if (day === 149) expect(await inForce()).toBe(first)
    world.passMs(dayMs)
  }
  expect(requests()).toHaveLength(1)
  expect(await inForce()).toBe(newest().slice(-4))
  expect(await inForce()).not.toBe(first)
  expect(atAmazon.queue).toEqual([])
  const { secretCreatedOn, previousSecretUntil } = await readApplication()
  expect(secretCreatedOn).toBe(inDays(-3).slice(0, 10))
  expect(previousSecretUntil?.getTime()).toBe(services.now().getTime() + 4 * dayMs)
  const traced = await world.trace(id)
  expect(traced).toEqual(
    expect.arrayContaining([
      'application.rotation-changed',
      'application.secret-requested',
      'application.secret-received',
      'application.secret-replaced',
    ]),
  )
})

test('a secret that someone created at Amazon is activated as soon as it arrives', async () => {
  await turnOn('promote')
  simulator.rotateSecret(world.applicationId)
  await rotateClientSecrets(system)
  expect(await inForce()).toBe(newest().slice(-4))
  expect(await readRotation(admin, id)).toMatchObject({ isPending: false, foreignMessages: 0 })
  expect(requests()).toEqual([])
})

test('with the manual policy, a new secret waits until an administrator activates it', async () => {
  await turnOn('manual')
  const before = await inForce()
  simulator.rotateSecret(world.applicationId)
  await rotateClientSecrets(system)
  expect(await inForce()).toBe(before)
  expect(await readRotation(admin, id)).toMatchObject({
    isPending: true,
    pendingSecretEnding: newest().slice(-4),
  })
  expect(await listNewSecretAlarms(admin)).toMatchObject([{ applicationId: id, reason: 'waiting' }])
  await expect(promotePendingSecret(world.operator, id)).rejects.toThrow(refusal('not_allowed'))
  await promotePendingSecret(admin, id)
  expect(await inForce()).toBe(newest().slice(-4))
  await expect(promotePendingSecret(admin, id)).rejects.toThrow(refusal('no_pending_secret'))
  expect(await listNewSecretAlarms(admin)).toEqual([])
})

test('a message about another client and an unreadable one stay in the queue', async () => {
  await turnOn('promote')
  const before = await inForce()
  simulator.rotateSecret(world.applicationId)
  const [message] = atAmazon.queue.splice(0)
  if (message === undefined) throw new Error('no message')
  const change = (place: number, changes: object) => ({
    ...message,
    ...changes,
    notificationMetadata: { ...message.notificationMetadata, notificationId: `message-${place}` },
  })
  const foreign = { applicationOAuthClientNewSecret: { clientId: 'amzn1.application-oa2-client.other' } }
  atAmazon.queue.push(
    change(1, { payload: { applicationOAuthClientNewSecret: {} } }),
    change(2, { notificationType: 'ORDER_CHANGE' }),
    change(3, {
      payload: {
        applicationOAuthClientNewSecret: {
          ...message.payload.applicationOAuthClientNewSecret,
          ...foreign.applicationOAuthClientNewSecret,
        },
      },
    }),
  )
  for (const round of [1, 2]) {
    await rotateClientSecrets(system)
    expect(await readRotation(admin, id), `round ${round}`).toMatchObject({
      isPending: false,
      foreignMessages: 2,
      unreadableMessages: 1,
    })
  }
  expect(atAmazon.queue).toHaveLength(3)
  expect(await inForce()).toBe(before)
})

test('a duplicate message changes nothing, and a late one doesn’t replace a newer secret', async () => {
  await turnOn('promote')
  const [older, newer] = [1, 2].map((hours) =>
    newSecretMessage({
      newClientSecret: simulator.rotateSecret(world.applicationId).value,
      newClientSecretExpiryTime: inDays(180 + hours / 24),
    }),
  )
  expect(await deliverNotification(system, id, newer ?? '')).toBe('stored')
  expect(await deliverNotification(system, id, newer ?? '')).toBe('known')
  expect(await deliverNotification(system, id, older ?? '')).toBe('stored')
  await promotePendingSecret(admin, id)
  expect(await inForce()).toBe(newest().slice(-4))
  expect(await readRotation(admin, id)).toMatchObject({ isPending: false })
  expect(await deliverNotification(system, id, newer ?? '')).toBe('known')
  expect(await deliverNotification(system, id, older ?? '')).toBe('known')
})

test('two readers that get the same message store one secret', async () => {
  await turnOn('manual')
  const text = newSecretMessage()
  const ends = await Promise.all([1, 2, 3].map(() => deliverNotification(system, id, text)))
  expect(ends.toSorted()).toEqual(['known', 'known', 'stored'])
})

test('Amazon’s expiry notice dates a secret of unknown age', async () => {
  await turnOn('manual')
  await db.update(application).set({ secretCreatedOn: null }).where(eq(application.id, id))
  simulator.announceSecretExpiry(world.applicationId)
  await rotateClientSecrets(system)
  expect((await readApplication()).secretCreatedOn).toBe(services.now().toISOString().slice(0, 10))
  expect(atAmazon.queue).toEqual([])
})

test('a new secret that Login with Amazon refuses stays pending, and operators are alerted after an hour', async () => {
  await turnOn('promote')
  const before = await inForce()
  const isRefusal = ({ type }: { readonly type: string }) => type === 'application.secret_refused'
  const earlier = (await db.query.event.findMany()).filter(isRefusal).length
  expect(await deliverNotification(system, id, newSecretMessage())).toBe('stored')
  for (let minute = 0; minute < 130; minute += 1) {
    await rotateClientSecrets(system)
    world.passMs(minuteMs)
  }
  expect(await inForce()).toBe(before)
  expect(await readRotation(admin, id)).toMatchObject({
    isPending: true,
    pendingProblem: 'refused_for_an_hour',
  })
  expect(await refresh()).toMatchObject({ kind: 'refreshed' })
  const events = await db.query.event.findMany()
  expect(events.filter(isRefusal)).toHaveLength(earlier + 1)
  expect(await listNewSecretAlarms(admin)).toEqual([
    { applicationId: id, name: expect.any(String), reason: 'refused' },
  ])
  // Sixteen tries at most: their interval doubles.
  expect(world.tokenRequests().length).toBeLessThan(20)
})

test('an outage of Login with Amazon isn’t reported as a refusal of the new secret', async () => {
  await turnOn('promote')
  const isRefusal = ({ type }: { readonly type: string }) => type === 'application.secret_refused'
  const earlier = (await db.query.event.findMany()).filter(isRefusal).length
  simulator.rotateSecret(world.applicationId)
  simulator.addFault({ kind: 'status', status: 503, at: 'token' })
  for (let minute = 0; minute < 130; minute += 1) {
    await rotateClientSecrets(system)
    world.passMs(minuteMs)
  }
  expect(await readRotation(admin, id)).toMatchObject({
    isPending: true,
    pendingProblem: 'client_secret_untried',
  })
  expect((await db.query.event.findMany()).filter(isRefusal)).toHaveLength(earlier)
  expect(await listNewSecretAlarms(admin)).toEqual([])
  simulator.clearFaults()
  await promotePendingSecret(admin, id)
  expect(await inForce()).toBe(newest().slice(-4))
})

test('fully automatic rotation is refused while a new secret would be lost', async () => {
  Object.assign(atAmazon, { queuePolicyAllows: [] })
  const refused = (obstacle: string, detail: string) => ({
    code: 'rotation_not_ready',
    details: { obstacle, detail: expect.stringContaining(detail) },
  })
  await expect(turnOn('automatic')).rejects.toMatchObject(refused('amazon_not_allowed', '437568002678'))
  const elsewhere = { policy: 'automatic', ...aws } as const
  await expect(
    setRotation(admin, id, { ...elsewhere, queueUrl: queueUrl.replace(/\w+$/, 'nowhere') }),
  ).rejects.toMatchObject(refused('queue_unreadable', 'QueueDoesNotExist'))
  const withoutQueue = { queueUrl: null, awsAccessKeyId: null, awsSecret: null }
  await expect(setRotation(admin, id, { policy: 'automatic', ...withoutQueue })).rejects.toMatchObject(
    refused('nothing_delivered', 'No queue'),
  )
  expect(await readRotation(admin, id)).toBeNull()
  Object.assign(atAmazon, { queuePolicyAllows: ['437568002678'] })
  await turnOn('automatic')
  expect(await testRotation(admin, id)).toEqual({ obstacle: null, detail: null })
  // Somebody changes the policy at AWS later.
  Object.assign(atAmazon, { queuePolicyAllows: ['444455556666'] })
  world.passMs(160 * dayMs)
  await rotateClientSecrets(system)
  expect(requests()).toEqual([])
  expect(await readRotation(admin, id)).toMatchObject({ requestProblem: 'amazon_not_allowed' })
})

test('a request that Amazon refuses is repeated a day later, and one that succeeded not within a week', async () => {
  await turnOn('automatic')
  world.passMs(155 * dayMs)
  simulator.addFault({ kind: 'refuse', row: 'S16', at: 'sp-api' })
  for (const hours of [0, 12]) {
    world.passMs(hours * 3_600_000)
    await rotateClientSecrets(system)
  }
  const asked = () =>
    simulator.received().filter(({ path }) => path === '/applications/2023-11-30/clientSecret')
  expect(asked()).toHaveLength(1)
  expect(await readRotation(admin, id)).toMatchObject({ requestProblem: 'rotation_refused' })
  simulator.clearFaults()
  world.passMs(dayMs)
  await rotateClientSecrets(system)
  expect(requests()).toHaveLength(1)
  // The message was lost at AWS.
  atAmazon.queue.splice(0)
  for (let day = 0; day < 6; day += 1) {
    world.passMs(dayMs)
    await rotateClientSecrets(system)
  }
  expect(requests()).toHaveLength(1)
})

test('an unreadable queue is reported, and read again once it can be', async () => {
  await turnOn('promote')
  simulator.addFault({ kind: 'status', status: 503, at: 'queue' })
  await rotateClientSecrets(system)
  expect((await readRotation(admin, id))?.queueProblem).toEqual(expect.any(String))
  simulator.clearFaults()
  simulator.rotateSecret(world.applicationId)
  await rotateClientSecrets(system)
  expect(await readRotation(admin, id)).toMatchObject({ queueProblem: null, isPending: false })
  expect(await inForce()).toBe(newest().slice(-4))
})

test('the settings are checked, and only administrators may change them', async () => {
  const settings = { policy: 'promote', queueUrl, ...aws } as const
  await expect(setRotation(world.operator, id, settings)).rejects.toThrow(refusal('not_allowed'))
  await expect(readRotation(world.operator, id)).rejects.toThrow(refusal('not_allowed'))
  for (const url of ['https://sqs.us-east-1.amazonaws.com/1/x', 'http://127.0.0.1/123456789012/x', 'x']) {
    await expect(setRotation(admin, id, { ...settings, queueUrl: url })).rejects.toThrow(
      refusal('queue_url_invalid'),
    )
  }
  for (const part of [{ awsSecret: null }, { awsAccessKeyId: null }]) {
    await expect(setRotation(admin, id, { ...settings, ...part })).rejects.toThrow(
      refusal('aws_credentials_incomplete'),
    )
  }
  await setRotation(admin, id, settings)
  // An empty field keeps the stored key.
  await setRotation(admin, id, { ...settings, awsSecret: null, policy: 'manual' })
  expect(await testRotation(admin, id)).toEqual({ obstacle: null, detail: null })
  const [row] = await db.select().from(clientSecretRotation)
  expect(JSON.stringify(row)).not.toContain('wJalr')
})

test('rotation settings that were shown before another change aren’t saved', async () => {
  await turnOn('manual')
  const { seenAt } = rotationForm(await readRotation(admin, id))
  const elsewhere = { policy: 'promote', queueUrl: null, awsAccessKeyId: null, awsSecret: null } as const
  await setRotation(admin, id, elsewhere)
  await expect(
    setRotation(admin, id, { policy: 'manual', queueUrl, ...aws, awsSecret: null, seenAt }),
  ).rejects.toThrow(refusal('settings_changed'))
  const stored = await readRotation(admin, id)
  expect(stored).toMatchObject({ policy: 'promote', queueUrl: null })
  await setRotation(admin, id, { ...elsewhere, policy: 'manual', seenAt: rotationForm(stored).seenAt })
})

test('a change of the policy keeps the AWS secret that was stored meanwhile', async () => {
  await turnOn('manual')
  let changing: Promise<unknown> = Promise.resolve()
  await db.transaction(async (tx) => {
    await tx.update(clientSecretRotation).set({ awsSecretSealed: 'stored meanwhile' })
    changing = setRotation(admin, id, { policy: 'promote', queueUrl, ...aws, awsSecret: null })
    changing.catch(() => {})
    await untilBlocked(db, tx)
  })
  await changing
  const [row] = await db.select().from(clientSecretRotation)
  expect(row).toMatchObject({ policy: 'promote', awsSecretSealed: 'stored meanwhile' })
})
