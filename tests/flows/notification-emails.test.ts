import { eq, inArray } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { authorization, connectLink, message, person } from '#drizzle/schema.ts'
import { ownAccount } from '#lib/authorizations/own-account.ts'
import { createChannel, listChannelViews, testChannel } from '#lib/notifications/channels.ts'
import { changeSellerEmails } from '#lib/notifications/seller-emails.ts'
import { createSender } from '#lib/notifications/send.ts'
import { Secret } from '#lib/secret.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { linkIn } from '../fixtures/smtp.ts'
import { createNotificationsWorld } from './notifications-world.ts'

const database = await useDatabase()
const world = await createNotificationsWorld(database)
const { db, admin, viewer, applicationId, smtp, lost } = world
const minuteMs = 60_000
const hourMs = 60 * minuteMs

beforeEach(world.clear)

test('an email that could not be sent in time takes no later events with it', async () => {
  const channel = newId()
  const recipients = 'ops@example.com'
  const url = new Secret('')
  await createChannel(admin, { id: channel, name: 'Ops mail', kind: 'email', recipients, url })
  await world.addRule(channel, { eventTypes: ['authorization.renewal_due'] })
  const { accountId } = await world.addSeller('Late Store')
  const id = await world.addAuthorization(accountId)
  const due = {
    type: 'authorization.renewal_due' as const,
    subjectId: id,
    authorizationId: id,
    applicationId,
  }
  await world.publish([due])
  await world.readEvents()
  // Nothing was sent for four days.
  world.passMs(4 * 24 * hourMs)
  await world.publish([due])
  await world.settle()
  expect(smtp.received).toHaveLength(1)
  const rows = await db.select().from(message).orderBy(message.id)
  expect(rows).toMatchObject([{ status: 'canceled', problem: 'expired' }, { status: 'sent' }])
})

test('a mail server that hangs holds up no chat', async () => {
  const mailChannel = newId()
  await createChannel(admin, {
    id: mailChannel,
    name: 'Ops mail',
    kind: 'email',
    recipients: 'ops@example.com',
    url: new Secret(''),
  })
  await world.addRule(mailChannel, { eventTypes: ['authorization.paused'] })
  await world.addRule(await world.addSlack(), { eventTypes: ['authorization.resumed'] })
  const { accountId } = await world.addSeller('Slow Mail')
  const id = await world.addAuthorization(accountId)
  const about = { subjectId: id, authorizationId: id, applicationId }
  const announce = async (type: 'authorization.paused' | 'authorization.resumed') => {
    await world.publish([{ type, ...about }])
    await world.readEvents()
    world.passMs(31_000)
  }
  const answered = Promise.withResolvers<void>()
  smtp.behave({ before: () => answered.promise })
  const sender = createSender(world.services)
  await announce('authorization.paused')
  sender.start()
  const statusOf = async (kind: 'email' | 'slack') =>
    (await db.select().from(message).where(eq(message.channelKind, kind)))[0]?.status
  await expect.poll(() => statusOf('email')).toBe('sending')
  await announce('authorization.resumed')
  await expect.poll(() => statusOf('slack')).toBe('sent')
  expect(await statusOf('email')).toBe('sending')
  answered.resolve()
  await sender.stop()
  expect(await statusOf('email')).toBe('sent')
  smtp.behave({})
})

test('an email whose server never ends its reply is sent later, and the reply fills no memory', async () => {
  const channel = newId()
  const recipients = 'ops@example.com'
  const url = new Secret('')
  await createChannel(admin, { id: channel, name: 'Ops mail', kind: 'email', recipients, url })
  await world.addRule(channel)
  const { accountId } = await world.addSeller('Endless Mail')
  smtp.behave({ floods: true })
  await world.publish([lost(await world.addAuthorization(accountId))])
  await world.settle()
  const rows = () => db.select().from(message)
  expect(await rows()).toMatchObject([{ status: 'waiting', response: 'the server sent too much' }])
  smtp.behave({})
  world.passMs(hourMs)
  await world.settle()
  expect(await rows()).toMatchObject([{ status: 'sent' }])
})

test('an address that a mail server refuses is shown at its channel until a test arrives', async () => {
  const channel = newId()
  await createChannel(admin, {
    id: channel,
    name: 'Ops mail',
    kind: 'email',
    recipients: 'ops@example.com, away@example.com',
    url: new Secret(''),
  })
  await world.addRule(channel)
  const { accountId } = await world.addSeller('Refused Mail')
  const id = await world.addAuthorization(accountId)
  smtp.behave({ refuseRecipient: '550 5.1.1 No such mailbox' })
  await world.publish([lost(id)])
  await world.settle()
  const shown = async () => (await listChannelViews(viewer))[0]?.problem
  expect(await shown()).toMatch(/^(ops|away)@example.com: .*No such mailbox/)
  smtp.behave({})
  await world.publish([lost(id)])
  await world.settle()
  expect(smtp.received).toEqual([])
  expect(await shown()).toMatch(/^(ops|away)@example.com: a mail server has refused this address/)
  expect(await testChannel(admin, channel)).toMatchObject({ isDelivered: true })
  expect(await shown()).toBeNull()
  smtp.received.length = 0
  await world.publish([lost(id)])
  await world.settle()
  expect(smtp.received).toHaveLength(2)
})

test('a seller whose access was lost gets one email with one link, at most once a week', async () => {
  await changeSellerEmails(admin, { renewals: false, accessLost: true })
  const { accountId, email } = await world.addSeller('Lost Access')
  const id = await world.addAuthorization(accountId, {
    storeName: 'Lost Store',
    health: 'reauthorization_needed',
  })
  await world.publish([lost(id)])
  await world.settle()
  await world.publish([lost(id)])
  await world.settle()
  expect(smtp.received).toHaveLength(1)
  const [only] = smtp.received
  expect(only?.to).toBe(email)
  expect(only?.mail.subject).toBe('Acme Tools has lost access to Lost Store')
  if (only === undefined) throw new Error('nothing was received')
  expect(linkIn(only, '/connect/link/')).toContain('ghl_')
  expect(only.mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toContain(
    '/unsubscribe/one-click/',
  )
  expect(only.mail.headers.find(({ key }) => key === 'list-unsubscribe-post')?.value).toBe(
    'List-Unsubscribe=One-Click',
  )
  await changeSellerEmails(admin, { renewals: false, accessLost: false })
})

test('a seller who came back and loses access again gets an email, although the first one was canceled', async () => {
  await changeSellerEmails(admin, { renewals: false, accessLost: true })
  const { accountId } = await world.addSeller('Lost Twice')
  const id = await world.addAuthorization(accountId, { health: 'working' })
  await world.publish([lost(id)])
  await world.settle()
  expect(smtp.received).toEqual([])
  await db.update(authorization).set({ health: 'reauthorization_needed' }).where(eq(authorization.id, id))
  await world.publish([lost(id)])
  await world.settle()
  expect(smtp.received).toHaveLength(1)
  await changeSellerEmails(admin, { renewals: false, accessLost: false })
})

test('a seller who has reconnected in the meantime, or never confirmed an address, gets no email', async () => {
  await changeSellerEmails(admin, { renewals: false, accessLost: true })
  const back = await world.addSeller('Back In Time')
  const unknown = await world.addSeller('Unconfirmed', { emailConfirmedAt: null })
  const ids = [
    await world.addAuthorization(back.accountId, { health: 'working' }),
    await world.addAuthorization(unknown.accountId, { health: 'reauthorization_needed' }),
  ]
  await world.publish(ids.map((id) => lost(id)))
  await world.settle()
  expect(smtp.received).toEqual([])
  await changeSellerEmails(admin, { renewals: false, accessLost: false })
})

test('a seller whom no link helps is asked for nothing, also if the email was already written', async () => {
  await changeSellerEmails(admin, { renewals: false, accessLost: true })
  const { accountId } = await world.addSeller('Set Up By The Company')
  const colleague = await world.addSeller('Colleague')
  const own = await ownAccount(admin)
  await db.update(person).set({ accountId: own }).where(eq(person.id, colleague.personId))
  const health = 'reauthorization_needed'
  const without = [
    await world.addAuthorization(accountId, { health, workflow: 'self' }),
    await world.addAuthorization(own, { health }),
  ]
  await world.publish(without.map((id) => lost(id)))
  await world.settle()
  expect(smtp.received).toEqual([])
  expect(await db.select().from(message)).toEqual([])
  expect(await db.$count(connectLink, inArray(connectLink.authorizationId, without))).toBe(0)

  const id = await world.addAuthorization(accountId, { health })
  await world.publish([lost(id)])
  await world.readEvents()
  await db.update(authorization).set({ workflow: 'self' }).where(eq(authorization.id, id))
  await world.settle()
  expect(smtp.received).toEqual([])
  expect(await db.select().from(message)).toMatchObject([{ status: 'canceled', problem: 'no_longer_true' }])
  await changeSellerEmails(admin, { renewals: false, accessLost: false })
})
