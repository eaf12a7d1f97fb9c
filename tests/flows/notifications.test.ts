import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { audit, message, notificationChannel, notificationRule } from '#drizzle/schema.ts'
import { listChannelViews, removeChannel, testChannel, testMail } from '#lib/notifications/channels.ts'
import { writeDigests } from '#lib/notifications/digests.ts'
import { createNotificationConsumer } from '#lib/notifications/notify.ts'
import { createRule, listRuleViews, removeRule } from '#lib/notifications/rules.ts'
import { newId } from '#lib/vault/random.ts'
import { addOperator } from '../fixtures/add-operator.ts'
import { useDatabase } from '../fixtures/database.ts'
import { refuseStatements } from '../fixtures/refuse-statements.ts'
import { createNotificationsWorld } from './notifications-world.ts'
import { refusal } from './people-world.ts'

const database = await useDatabase()
const world = await createNotificationsWorld(database)
const { db, admin, viewer, applicationId, chat, smtp, lost, words } = world
const minuteMs = 60_000
const hourMs = 60 * minuteMs

beforeEach(world.clear)

test('one seller who fails alone causes one message, with the cause and a link', async () => {
  await world.addRule(await world.addSlack())
  const { accountId } = await world.addSeller('Blue Kettle')
  const id = await world.addAuthorization(accountId, { storeName: 'Blue Kettle <&> @channel' })
  await world.publish([lost(id)])
  await world.settle()
  expect(words()).toHaveLength(1)
  expect(words()[0]).toContain(
    `<https://gatehouse.example.com/ops/authorizations/${id}|Blue Kettle &lt;&amp;&gt; @\u200bchannel · Harbor · seller disabled>`,
  )
  await world.settle()
  expect(words()).toHaveLength(1)
})

test('a message that a chat has accepted is posted once, even if the channel can’t be marked', async () => {
  await world.addRule(await world.addSlack())
  const { accountId } = await world.addSeller('Once Only')
  await world.publish([lost(await world.addAuthorization(accountId))])
  await refuseStatements(db, 'update on notification_channel for each statement')
  await world.settle()
  expect(await db.select().from(message).where(eq(message.channelKind, 'slack'))).toMatchObject([
    { status: 'sent', problem: null },
  ])
  world.passMs(hourMs)
  await world.settle()
  expect(words()).toHaveLength(1)
})

test('events of one kind that happen together share a message', async () => {
  await world.addRule(await world.addSlack(), { eventTypes: ['authorization.renewal_due'] })
  const { accountId } = await world.addSeller('Hundred Stores')
  const id = await world.addAuthorization(accountId)
  const due = {
    type: 'authorization.renewal_due' as const,
    subjectId: id,
    authorizationId: id,
    applicationId,
  }
  await world.publish(Array.from({ length: 250 }, () => due))
  await world.readEvents()
  await world.publish([due])
  await world.settle()
  expect(words()).toHaveLength(1)
  expect(words()[0]).toContain('Renewal due: 251 authorizations')
  expect(words()[0]).toContain('and 231 more')
})

test('a rule filters by its application and its tag', async () => {
  const channel = await world.addSlack()
  await world.addRule(channel, { tag: 'plan=enterprise' })
  await world.addRule(channel, { applicationId, tag: 'plan=starter' })
  const { accountId } = await world.addSeller('Tagged')
  const id = await world.addAuthorization(accountId)
  await world.publish([
    lost(id, { tags: { plan: 'free' } }),
    lost(id),
    lost(id, { tags: { plan: 'starter' }, applicationId: null }),
  ])
  await world.settle()
  expect(words()).toEqual([])
  await world.publish([lost(id, { tags: { plan: 'enterprise' } })])
  await world.settle()
  expect(words()).toHaveLength(1)
})

test('two rules for one channel send one message, and two readers send none twice', async () => {
  const channel = await world.addSlack()
  await world.addRule(channel)
  await world.addRule(channel)
  const { accountId } = await world.addSeller('Twice')
  const id = await world.addAuthorization(accountId)
  await world.publish([lost(id)])
  const other = createNotificationConsumer(world.services)
  await Promise.all([world.consumer.drain(), other.drain()])
  await world.settle()
  expect(words()).toHaveLength(1)
})

test('a digest is sent at its hour, with everything since the last one, across a change of clocks', async () => {
  const channel = await world.addSlack()
  const ruleId = await world.addRule(channel, { digestHour: 9, timeZone: 'Europe/Berlin' })
  const { accountId } = await world.addSeller('Digested')
  const id = await world.addAuthorization(accountId)
  const sent: string[] = []
  const [first] = await db.select().from(notificationRule)
  expect(first?.nextDigestAt?.toISOString()).toContain('T08:00:00.000Z')
  const end = Date.parse('2027-03-30T12:00:00Z')
  world.passMs(Date.parse('2027-03-26T12:00:00Z') - world.services.now().getTime())
  await writeDigests(world.system)
  while (world.services.now().getTime() < end) {
    await world.publish([lost(id)])
    await world.readEvents()
    world.passMs(hourMs)
    const before = chat.posts.length
    await Promise.all([writeDigests(world.system), writeDigests(world.system)])
    await world.sender.drainDue()
    if (chat.posts.length > before) sent.push(world.services.now().toISOString().slice(5, 13))
  }
  expect(sent).toEqual(['03-27T08', '03-28T07', '03-29T07', '03-30T07'])
  expect(words()[1]).toContain('Needs re-authorization (23)')
  expect((await listRuleViews(viewer)).find((rule) => rule.id === ruleId)?.waiting).toBeGreaterThan(0)
})

test('digests continue when the clock is put back, and repeat nothing', async () => {
  await world.addRule(await world.addSlack(), { digestHour: 9, timeZone: 'UTC' })
  const { accountId } = await world.addSeller('Back Again')
  const id = await world.addAuthorization(accountId)
  const yearMs = 365 * 24 * hourMs
  world.passMs(yearMs)
  await world.publish([lost(id)])
  await world.readEvents()
  await writeDigests(world.system)
  await world.sender.drainDue()
  const before = chat.posts.length
  world.passMs(-yearMs)
  await writeDigests(world.system)
  await world.publish([lost(id), lost(id)])
  await world.readEvents()
  world.passMs(25 * hourMs)
  await writeDigests(world.system)
  await world.sender.drainDue()
  expect(chat.posts.length - before).toBe(1)
  expect(words().at(-1)).toMatch(/re-authorization \([23]\)/)
})

test('a refusal by a chat is shown at its channel until a message is delivered again', async () => {
  const channel = await world.addSlack()
  await world.addRule(channel)
  const { accountId } = await world.addSeller('Refused')
  const id = await world.addAuthorization(accountId)
  chat.answerWith(404)
  await world.publish([lost(id)])
  await world.settle()
  expect(await db.select().from(message)).toMatchObject([
    { status: 'failed', problem: 'refused', response: '404 no_service' },
  ])
  expect(await listChannelViews(viewer)).toMatchObject([{ problem: '404 no_service' }])
  chat.answerWith(503)
  await world.publish([lost(id)])
  await world.settle()
  chat.answerWith(200)
  world.passMs(2 * minuteMs)
  await world.sender.drainDue()
  expect(words()).toHaveLength(1)
  expect(await listChannelViews(viewer)).toMatchObject([{ problem: null }])
})

test('nothing is posted to addresses that are not allowed, and the URL is never shown', async () => {
  const id = await world.addSlack()
  expect(JSON.stringify(await listChannelViews(viewer))).not.toMatch(/very-secret-path|ealed/)
  const [row] = await db.select().from(notificationChannel)
  expect(JSON.stringify(row)).not.toContain('very-secret-path')
  const strict = { ...admin, postOutbound: world.people.services.postOutbound }
  expect(await testChannel(strict, id)).toMatchObject({
    isDelivered: false,
    responses: [expect.stringContaining('loopback')],
  })
  expect(chat.posts).toEqual([])
})

test('a test shows the other side’s answer', async () => {
  const id = await world.addSlack()
  expect(await testChannel(admin, id)).toEqual({ isDelivered: true, responses: ['200 ok'] })
  expect(words()[0]).toContain('This channel works')
  chat.answerWith(404)
  expect(await testChannel(admin, id)).toEqual({ isDelivered: false, responses: ['404 no_service'] })
  expect(await world.people.trace(id)).toEqual([
    'notification-channel.test-failed',
    'notification-channel.tested',
    'notification-channel.created',
  ])
  expect(await testMail(admin, 'ops@example.com')).toMatchObject({ isDelivered: true })
  expect(smtp.received).toHaveLength(1)
  await expect(testChannel(viewer, id)).rejects.toThrow(refusal('not_allowed'))
  await expect(testMail({ ...admin, mail: null }, 'ops@example.com')).rejects.toThrow(
    refusal('smtp_not_configured'),
  )
})

test('no secret that the other side quotes is kept or shown, neither whole nor cut', async () => {
  const id = await world.addSlack()
  const canary = 'CanaryCanaryCanaryCanaryCanary'
  const quotes = [
    `Cannot POST ${new URL(chat.url).pathname}`,
    `{"refresh_token":"Atzr|${canary}"}`,
    `${'x'.repeat(285)} Atzr|${canary}`,
    `${'x'.repeat(950)} ghk_0123456789ab_${canary}${'x'.repeat(2_000)}`,
  ]
  await world.addRule(id)
  const { accountId } = await world.addSeller('Quoted')
  const sellingPartner = await world.addAuthorization(accountId)
  for (const words of quotes) {
    chat.answerWith(404, words)
    const { responses } = await testChannel(admin, id)
    expect(responses[0]).toMatch(/^404 /)
    await world.publish([lost(sellingPartner)])
    await world.settle()
    const shown = [responses, await listChannelViews(viewer)]
    const stored = [await db.select().from(message), await db.select().from(notificationChannel)]
    const audited = await db.select().from(audit).where(eq(audit.targetId, id))
    expect(JSON.stringify([shown, stored, audited])).not.toMatch(/very-secret-path|Cana/)
  }
})

test('only administrators change channels and rules, and a repeated form changes nothing', async () => {
  const channelId = await world.addSlack()
  const ruleId = await world.addRule(channelId)
  await expect(removeChannel(viewer, channelId)).rejects.toThrow(refusal('not_allowed'))
  await expect(removeRule(viewer, ruleId)).rejects.toThrow(refusal('not_allowed'))
  const request = {
    id: ruleId,
    channelId,
    eventTypes: ['incident.opened'],
    applicationId: null,
    tag: null,
    digestHour: null,
    timeZone: 'UTC',
  }
  await expect(createRule(admin, request)).rejects.toThrow(refusal('form_repeated'))
  const other = { ...request, id: newId() }
  await expect(createRule(admin, { ...other, eventTypes: ['attempt.changed'] })).rejects.toThrow(
    refusal('rule_without_events'),
  )
  await expect(createRule(admin, { ...other, tag: 'Plan' })).rejects.toThrow(refusal('tag_invalid'))
  await expect(createRule(admin, { ...other, digestHour: 9, timeZone: 'Mars' })).rejects.toThrow(
    refusal('digest_time_invalid'),
  )
  await expect(createRule(admin, { ...other, channelId: newId() })).rejects.toThrow(
    refusal('channel_not_found'),
  )
  const confirmed = { ...world.system, actor: await addOperator(world.services) }
  const results = await Promise.allSettled(
    [confirmed, confirmed].map((each) => removeChannel(each, channelId)),
  )
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await listRuleViews(viewer)).toEqual([])
})
