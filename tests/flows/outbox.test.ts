import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { message, undeliverableAddress } from '#drizzle/schema.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { autocommit } from '#lib/database/pool.ts'
import type { Mail } from '#lib/messages/mail.ts'
import { type NewMessage, queueMessages } from '#lib/messages/queue.ts'
import { cancelMessage, countOutbox, listOutbox, sendAgain } from '#lib/notifications/outbox.ts'
import { createSender } from '#lib/notifications/send.ts'
import { Secret } from '#lib/secret.ts'
import type { Services } from '#lib/services.ts'
import { claimMessages, markHandedOver } from '#lib/store/events/messages.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { refuseStatements } from '../fixtures/refuse-statements.ts'
import { mailThrough, startSmtp } from '../fixtures/smtp.ts'
import { createPeopleWorld, refusal } from './people-world.ts'

const database = await useDatabase()
const { db } = database
const world = createPeopleWorld(database)
const smtp = await startSmtp()
const mail = mailThrough(smtp.port)
const noMail = mailThrough(1)
const patient = mailThrough(smtp.port, 600_000)
const services: Services = { ...world.services, mail }
const system: Context = { ...world.system, mail }
const admin: Context = {
  ...system,
  actor: { kind: 'operator', role: 'admin', personId: newId(), sessionId: newId() },
}
const viewer: Context = { ...admin, actor: { ...admin.actor, role: 'viewer' } as Context['actor'] }
const minuteMs = 60_000

beforeEach(async () => {
  await db.delete(message)
  await db.delete(undeliverableAddress)
  smtp.behave({})
  smtp.received.length = 0
})

const queue = (changes: Partial<NewMessage<'password-reset'>> = {}, ctx = system) =>
  inTransaction(ctx, (tx) =>
    queueMessages(tx, [
      {
        kind: 'password-reset',
        facts: { hours: 24 },
        key: newId(),
        recipient: 'kettle@example.com',
        link: new Secret('https://gatehouse.example.com/reset#a-token-that-only-they-have'),
        expiresAt: new Date(ctx.now().getTime() + 86_400_000),
        ...changes,
      },
    ]),
  )
const drain = (changes: Partial<Services> = {}) => createSender({ ...services, ...changes }).drainDue()
const only = async () => {
  const [row, ...others] = await db.select().from(message)
  if (row === undefined || others.length > 0) throw new Error('not one message')
  return row
}

test('sends an email once, as text and HTML, and destroys its link', async () => {
  await queue()
  expect((await only()).linksSealed).not.toBeNull()
  expect(JSON.stringify(await only())).not.toContain('only-they-have')
  expect([await drain(), await drain()]).toEqual([1, 0])
  expect(smtp.received).toHaveLength(1)
  const [first] = smtp.received
  expect(first?.to).toBe('kettle@example.com')
  expect(first?.mail).toMatchObject({
    subject: 'Reset your password at Acme Tools',
    from: { name: 'Acme Tools', address: 'no-reply@acme.example.com' },
  })
  expect(first?.mail.text).toContain('https://gatehouse.example.com/reset#a-token-that-only-they-have')
  expect(first?.mail.html).toContain('href="https://gatehouse.example.com/reset#a-token-that-only-they-have"')
  expect(first?.mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
  expect(await only()).toMatchObject({ status: 'sent', linksSealed: null, attempts: 1, problem: null })
})

test('writes a message once, however many processes decide to send it', async () => {
  const key = newId()
  await Promise.all([queue({ key }), queue({ key }), queue({ key })])
  await Promise.all([drain(), drain(), drain()])
  expect(smtp.received).toHaveLength(1)
})

test('sends emails one after another through one connection', async () => {
  const before = smtp.connections()
  const recipients = ['one@example.com', 'two@example.com', 'three@example.com']
  for (const recipient of recipients) {
    await queue({ recipient })
    await drain({ mail: patient })
  }
  expect(smtp.received.map(({ to }) => to)).toEqual(recipients)
  expect(smtp.connections()).toBe(before + 1)
})

test.each([
  ['has ended it', () => smtp.endConnections()],
  ['accepts no more emails through it', () => smtp.behave({ refuseSenders: 1 })],
])('opens another connection if the server %s, without another attempt', async (_, change) => {
  await queue()
  await drain()
  const before = smtp.connections()
  change()
  await db.delete(message)
  await queue()
  await drain()
  expect(await only()).toMatchObject({ status: 'sent', attempts: 1 })
  expect(smtp.received).toHaveLength(2)
  expect(smtp.connections()).toBe(before + 1)
})

test('holds emails without an SMTP server, and sends those that are still useful once there is one', async () => {
  await queue({}, { ...system, mail: null })
  await queue({ expiresAt: new Date(system.now().getTime() + minuteMs) }, { ...system, mail: null })
  expect(await drain({ mail: null })).toBe(0)
  expect(await countOutbox(viewer)).toMatchObject({ held: 2, waiting: 0 })
  world.passMs(2 * minuteMs)
  expect(await drain()).toBe(2)
  expect(smtp.received).toHaveLength(1)
  expect(await countOutbox(viewer)).toMatchObject({ held: 0, sent: 1, canceled: 1 })
})

test('tries again with growing pauses when the server uses greylisting', async () => {
  smtp.behave({ refuseRecipient: '450 4.7.1 Greylisted, try again later' })
  await queue()
  await drain()
  expect(await only()).toMatchObject({
    status: 'waiting',
    problem: 'unreachable',
    attempts: 1,
    handedOverAt: null,
  })
  expect((await only()).response).toContain('450 4.7.1 Greylisted')
  expect(await drain()).toBe(0)
  world.passMs(1.2 * minuteMs)
  await drain()
  expect((await only()).attempts).toBe(2)
  world.passMs(1.2 * minuteMs)
  expect(await drain()).toBe(0)
  smtp.behave({})
  world.passMs(minuteMs)
  await drain()
  expect(await only()).toMatchObject({ status: 'sent', attempts: 3 })
  expect(smtp.received).toHaveLength(1)
})

test('fails a message that was never accepted before it expired', async () => {
  smtp.behave({ refuseContent: '421 4.3.2 Shutting down' })
  await queue()
  await drain()
  expect(await only()).toMatchObject({ status: 'waiting' })
  world.passMs(25 * 60 * minuteMs)
  await drain()
  expect(await only()).toMatchObject({ status: 'failed', problem: 'unreachable', linksSealed: null })
})

test('an unavailable server only causes a delay', async () => {
  await queue()
  await drain({ mail: noMail })
  expect(await only()).toMatchObject({ status: 'waiting', problem: 'unreachable' })
  world.passMs(2 * minuteMs)
  await drain()
  expect(smtp.received).toHaveLength(1)
})

test('marks an unknown address as undeliverable, and stops retrying obsolete messages', async () => {
  smtp.behave({ refuseRecipient: '550 5.1.1 No such user' })
  await queue()
  await drain()
  expect(await only()).toMatchObject({ status: 'failed', problem: 'address_undeliverable' })
  expect(await db.select().from(undeliverableAddress)).toMatchObject([{ email: 'kettle@example.com' }])
  await db.delete(message)
  smtp.behave({})
  const startedAt = '2026-11-22T12:00:00.000Z'
  const facts = { incidentId: newId(), applicationName: 'Harbor', problem: 'invalid_grant', startedAt }
  await queue({ kind: 'incident-opened', facts, link: null } as never)
  await drain()
  expect(await only()).toMatchObject({ status: 'failed', problem: 'address_undeliverable' })
  await sendAgain(admin, (await only()).id)
  await drain()
  expect(await only()).toMatchObject({ status: 'sent' })
  expect(await db.select().from(undeliverableAddress)).toEqual([])
})

test('a refusal for another reason says nothing about the address', async () => {
  smtp.behave({ refuseRecipient: '554 5.7.1 Blocked by policy' })
  await queue()
  await drain()
  expect(await only()).toMatchObject({ status: 'failed', problem: 'refused' })
  expect(await db.select().from(undeliverableAddress)).toEqual([])
})

test.each(['kept', 'lost'] as const)(
  'shows a message as possibly sent when the connection drops after its content (%s), and sends it again on request only',
  async (dropAfterContent) => {
    smtp.behave({ dropAfterContent })
    await queue()
    await drain()
    expect(await only()).toMatchObject({ status: 'possibly_sent', problem: 'no_answer' })
    smtp.behave({})
    world.passMs(60 * minuteMs)
    expect(await drain()).toBe(0)
    const { id } = await only()
    await expect(sendAgain(viewer, id)).rejects.toThrow(refusal('not_allowed'))
    await sendAgain(admin, id)
    await drain()
    expect(await only()).toMatchObject({ status: 'sent', linksSealed: null })
    expect(smtp.received).toHaveLength(dropAfterContent === 'kept' ? 2 : 1)
    expect(await world.trace(id)).toEqual(['message.sent-again'])
  },
)

test('an accepted email was sent, even if the address can’t be removed from the undeliverable ones', async () => {
  await refuseStatements(db, 'delete on undeliverable_address for each statement')
  await queue()
  await drain()
  expect(await only()).toMatchObject({ status: 'sent', problem: null, linksSealed: null })
  world.passMs(60 * minuteMs)
  await drain()
  expect(smtp.received).toHaveLength(1)
})

test('an email whose result can’t be recorded is shown as possibly sent, and isn’t sent again', async () => {
  await refuseStatements(db, "update on message for each row when (new.status = 'sent')")
  await queue()
  await drain()
  world.passMs(60 * minuteMs)
  await drain()
  expect(await only()).toMatchObject({ status: 'possibly_sent', problem: 'no_answer' })
  expect(smtp.received).toHaveLength(1)
})

test('an unexpected error after the content was sent shows the email as possibly sent', async () => {
  const failing: Mail = {
    ...mail,
    deliver: async (email, beforeContent) => {
      await mail.deliver(email, beforeContent)
      throw new Error('unexpected')
    },
  }
  await queue()
  await drain({ mail: failing })
  expect(await only()).toMatchObject({ status: 'possibly_sent', problem: 'no_answer' })
  world.passMs(60 * minuteMs)
  await drain()
  expect(smtp.received).toHaveLength(1)
})

/** A worker that dies in the middle: it does nothing more from there on. */
function dieAt(step: 'before connecting' | 'before content' | 'after content'): Mail {
  const never = new Promise<never>(() => {})
  return {
    ...mail,
    deliver: async (email, beforeContent) => {
      if (step === 'before connecting') return never
      if (step === 'before content') return mail.deliver(email, () => never)
      await mail.deliver(email, beforeContent)
      return never
    },
  }
}

test.each([
  ['before connecting', 'sent', 1],
  ['before content', 'sent', 1],
  ['after content', 'possibly_sent', 1],
] as const)('a worker that is killed %s leads to no second email', async (step, status, emails) => {
  await queue()
  // It never ends, and fails once the database of this file is gone.
  drain({ mail: dieAt(step) }).catch(() => {})
  if (step === 'after content') await expect.poll(() => smtp.received.length).toBe(1)
  else await expect.poll(async () => (await only()).status).toBe('sending')
  expect(await drain()).toBe(0)
  world.passMs(6 * minuteMs)
  await drain()
  expect((await only()).status).toBe(status)
  world.passMs(60 * minuteMs)
  await drain()
  expect(smtp.received).toHaveLength(emails)
})

test('a worker that was paused sends nothing after another has taken over', async () => {
  await queue()
  const paused = Promise.withResolvers<void>()
  let hasConnected = false
  const slow: Mail = {
    ...mail,
    deliver: (email, beforeContent) =>
      mail.deliver(email, async () => {
        hasConnected = true
        await paused.promise
        return beforeContent()
      }),
  }
  const late = drain({ mail: slow })
  await expect.poll(() => hasConnected).toBe(true)
  world.passMs(6 * minuteMs)
  await drain()
  expect(await only()).toMatchObject({ status: 'sent', attempts: 2 })
  paused.resolve()
  await late
  expect(await only()).toMatchObject({ status: 'sent', attempts: 2 })
  expect(smtp.received).toHaveLength(1)
})

test('a late answer still counts, as long as nobody has sent the message again', async () => {
  await queue()
  const answered = Promise.withResolvers<void>()
  smtp.behave({ before: () => answered.promise })
  const late = drain()
  await expect.poll(async () => (await only()).handedOverAt !== null).toBe(true)
  world.passMs(6 * minuteMs)
  await drain()
  expect(await only()).toMatchObject({ status: 'possibly_sent' })
  answered.resolve()
  await late
  expect(await only()).toMatchObject({ status: 'sent' })
})

test('an outdated claim sends nothing', async () => {
  await queue()
  const claim = (now: Date) =>
    claimMessages(autocommit(db), {
      claimId: newId(),
      now,
      channelKinds: ['email'] as const,
      limit: 1,
      mostPerLane: { email: 1, chat: 1 },
      busy: {},
      until: new Date(now.getTime() + minuteMs),
    })
  const [first] = await claim(system.realNow())
  if (first === undefined) throw new Error('nothing was claimed')
  await db.update(message).set({ status: 'waiting' })
  await claim(system.realNow())
  expect(await markHandedOver(autocommit(db), first, system.realNow())).toBe(false)
})

test('an admin can cancel waiting messages, and nobody can cancel sent ones', async () => {
  await queue({}, { ...system, mail: null })
  const { id } = await only()
  await expect(cancelMessage(viewer, id)).rejects.toThrow(refusal('not_allowed'))
  const results = await Promise.allSettled([cancelMessage(admin, id), cancelMessage(admin, id)])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await drain()
  expect(smtp.received).toEqual([])
  expect(await only()).toMatchObject({
    status: 'canceled',
    problem: 'canceled_by_operator',
    linksSealed: null,
  })
  await expect(sendAgain(admin, id)).rejects.toThrow(refusal('message_not_changeable'))
  await expect(cancelMessage(admin, newId())).rejects.toThrow(refusal('message_not_found'))
  expect(await world.trace(id)).toEqual(['message.canceled'])
})

test('the outbox shows a message’s text, and never its link', async () => {
  await queue()
  const { rows } = await listOutbox(viewer, { search: 'kettle' })
  expect(rows).toMatchObject([{ recipient: 'kettle@example.com', canCancel: true, canSendAgain: false }])
  expect(JSON.stringify(rows)).not.toMatch(/ealed|token|only-they-have/)
  expect(rows[0]?.text).toContain('Choose a new password')
  expect((await listOutbox(viewer, { search: 'other' })).rows).toEqual([])
  expect((await listOutbox(viewer, { status: 'sent' })).rows).toEqual([])
  await expect(listOutbox({ ...viewer, actor: { kind: 'visitor' } })).rejects.toThrow(
    refusal('sign_in_required'),
  )
})

test('messages of one topic keep their order, even if the first has to be tried again', async () => {
  const facts = {
    incidentId: newId(),
    applicationName: 'Harbor',
    problem: 'invalid_grant',
    startedAt: '2026-11-22T12:00:00.000Z',
  }
  const common = { link: null, topic: 'incident one', recipient: 'ops@example.com' }
  smtp.behave({ refuseRecipient: '450 4.2.0 Busy' })
  await queue({ ...common, kind: 'incident-opened', facts } as never)
  await drain()
  smtp.behave({})
  world.passMs(1)
  await queue({
    ...common,
    kind: 'incident-resolved',
    facts: { ...facts, minutes: 14, affected: 312 },
  } as never)
  expect(await drain()).toBe(0)
  world.passMs(2 * minuteMs)
  await drain()
  expect(smtp.received.map(({ mail }) => mail.subject)).toEqual([
    'Incident: Amazon is rejecting many of Harbor’s refresh tokens',
    'Resolved: Amazon is rejecting many of Harbor’s refresh tokens (after 14 min, 312 authorizations)',
  ])
  const rows = await db.select().from(message).where(eq(message.status, 'sent'))
  expect(rows).toHaveLength(2)
})
