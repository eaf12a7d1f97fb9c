import { and, eq } from 'drizzle-orm'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { application, authorization, connectLink, message, person, reminder } from '#drizzle/schema.ts'
import { moveAuthorization } from '#lib/authorizations/move.ts'
import { createRenewalLink, revokeLink } from '#lib/links/create.ts'
import { readLink } from '#lib/links/redeem.ts'
import { readRecipients } from '#lib/notifications/coming-reminders.ts'
import { reminderStretches, writeReminders } from '#lib/notifications/reminders.ts'
import { changeSellerEmails, readSellerEmails, sellerEmailsForm } from '#lib/notifications/seller-emails.ts'
import { changeOwnReminders, readUnsubscribe, unsubscribe } from '#lib/people/unsubscribe.ts'
import { Secret } from '#lib/secret.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { linkIn } from '../fixtures/smtp.ts'
import { createNotificationsWorld } from './notifications-world.ts'
import { refusal } from './people-world.ts'

const database = await useDatabase()
const world = await createNotificationsWorld(database)
const { db, admin, viewer, system, smtp, applicationId } = world
const minuteMs = 60_000
const dayMs = 86_400_000

beforeEach(async () => {
  await db.delete(connectLink)
  await db.delete(authorization)
  await db.delete(message)
  smtp.received.length = 0
  await changeSellerEmails(admin, { renewals: true, accessLost: false })
})

/** The worker does both each minute. */
async function tick(): Promise<void> {
  await writeReminders(system)
  await world.sender.drainDue()
}
const subjects = () => smtp.received.map(({ mail }) => mail.subject)
const reminders = (id: string) => db.select().from(reminder).where(eq(reminder.authorizationId, id))

test('in a year, every reminder is sent once and in order, and none after the renewal', async () => {
  const { accountId } = await world.addSeller('Year Of One')
  const id = await world.addAuthorization(accountId, { storeName: 'Harbor Pine' })
  const days: number[] = []
  for (let day = 0; day < 365; day += 1) {
    await tick()
    while (days.length < smtp.received.length) days.push(day)
    world.passMs(dayMs)
  }
  expect(days).toEqual([305, 335, 358])
  expect(new Set(subjects()).size).toBe(1)
  await db.update(authorization).set({ renewedAt: world.services.now() }).where(eq(authorization.id, id))
  for (let day = 0; day < 300; day += 10) {
    await tick()
    world.passMs(10 * dayMs)
  }
  expect(smtp.received).toHaveLength(3)
  expect(await reminders(id)).toHaveLength(3)
})

test('a reminder has a link to renew, and a way to stop reminders', async () => {
  const { accountId, email } = await world.addSeller('One Link')
  const id = await world.addAuthorization(accountId, { storeName: 'Harbor Pine' })
  world.passMs(340 * dayMs)
  await tick()
  const [only] = smtp.received
  if (only === undefined) throw new Error('nothing was received')
  expect(only.to).toBe(email)
  const token = linkIn(only, '/connect/link/').split('/').at(-1) ?? ''
  expect(await readLink(world.people.visitor(), new Secret(token))).toMatchObject({
    renews: true,
    applicationName: 'Harbor',
  })
  expect(await db.select().from(connectLink)).toMatchObject([{ authorizationId: id, accountId }])
  const [row] = await db.select().from(message)
  expect(row?.linksSealed).toBeNull()

  const stop = new Secret(linkIn(only, '/unsubscribe/').split('/').at(-1) ?? '')
  expect(await readUnsubscribe(world.people.visitor(), stop)).toEqual({ email })
  await unsubscribe(world.people.visitor(), stop)
  await unsubscribe(world.people.visitor(), stop)
  world.passMs(20 * dayMs)
  await tick()
  expect(smtp.received).toHaveLength(1)
  await expect(unsubscribe(world.people.visitor(), new Secret('x'))).rejects.toThrow(
    refusal('unsubscribe_not_found'),
  )
})

test('a reminder whose link was revoked before it could be sent is never sent', async () => {
  const { accountId } = await world.addSeller('Revoked Link')
  await world.addAuthorization(accountId, { storeName: 'Harbor Pine' })
  world.passMs(340 * dayMs)
  await writeReminders(system)
  const [link] = await db.select().from(connectLink)
  await revokeLink(admin, link?.id ?? '')
  await world.sender.drainDue()
  expect(smtp.received).toEqual([])
  expect(await db.select().from(message)).toMatchObject([{ status: 'canceled', problem: 'no_longer_true' }])
})

test('a reminder that still waits goes to the account that the selling partner is moved to', async () => {
  const [owner, heir] = [await world.addSeller('Old Owner'), await world.addSeller('New Owner')]
  const id = await world.addAuthorization(owner.accountId)
  const move = (from: typeof owner, to: typeof owner) =>
    moveAuthorization(admin, id, {
      fromAccountId: from.accountId,
      account: to.accountId,
      confirmedAccountId: null,
    })
  world.passMs(340 * dayMs)
  await writeReminders(system)
  // Also to the same person as before, after a mistaken move.
  await move(owner, heir)
  await writeReminders(system)
  await move(heir, owner)
  await writeReminders(system)
  await move(owner, heir)
  await tick()
  expect(smtp.received.map(({ to }) => to)).toEqual([heir.email])
  // What was sent isn't sent again.
  await move(heir, owner)
  await tick()
  expect(smtp.received).toHaveLength(1)
})

test('an operator emails the people of an account a link to renew, unless nobody can be reached', async () => {
  const { accountId, email, ctx } = await world.addSeller('Ask Me')
  const authorizationId = await world.addAuthorization(accountId)
  const personId = newId()
  const known = { name: 'Olga', email: 'olga@example.com', passwordHash: 'none', createdAt: system.now() }
  await db.insert(person).values({ ...known, id: personId, role: 'operator' })
  const operator = {
    ...admin,
    actor: { kind: 'operator', personId, role: 'operator', sessionId: newId() } as const,
  }
  const create = () => createRenewalLink(operator, { id: newId(), authorizationId, days: 7, isSent: true })
  expect(await readRecipients(admin, authorizationId)).toEqual([email])
  expect((await create()).sentTo).toEqual([email])
  await world.sender.drainDue()
  expect(smtp.received.map(({ to }) => to)).toEqual([email])
  await changeOwnReminders(ctx, false)
  expect(await readRecipients(admin, authorizationId)).toEqual([])
  const before = await db.select().from(connectLink)
  await expect(create()).rejects.toThrow(refusal('link_no_recipient'))
  expect(await db.select().from(connectLink)).toEqual(before)
})

test('a seller who wants reminders again gets the next one', async () => {
  const seller = await world.addSeller('Again Please')
  await world.addAuthorization(seller.accountId)
  await changeOwnReminders(seller.ctx, false)
  world.passMs(310 * dayMs)
  await tick()
  expect(smtp.received).toEqual([])
  await changeOwnReminders(seller.ctx, true)
  await changeOwnReminders(seller.ctx, true)
  await tick()
  expect(smtp.received).toHaveLength(1)
  expect(await world.people.trace(seller.personId)).toEqual(['person.resubscribed', 'person.unsubscribed'])
})

test('two schedulers, and a clock that is set forward and back, send no reminder twice', async () => {
  const { accountId } = await world.addSeller('Two Clocks')
  const id = await world.addAuthorization(accountId)
  world.passMs(306 * dayMs)
  await Promise.all([tick(), tick(), tick()])
  expect(smtp.received).toHaveLength(1)
  world.passMs(55 * dayMs)
  await tick()
  expect(smtp.received).toHaveLength(2)
  world.passMs(-55 * dayMs)
  await Promise.all([tick(), tick()])
  expect(smtp.received).toHaveLength(2)
  world.passMs(30 * dayMs)
  await tick()
  expect(smtp.received).toHaveLength(3)
  world.passMs(25 * dayMs)
  await Promise.all([tick(), tick()])
  expect(smtp.received).toHaveLength(3)
  expect((await reminders(id)).map(({ daysBefore }) => daysBefore).toSorted()).toEqual([30, 60, 7])
})

test('a scheduler that was down for days still sends the last reminder, once', async () => {
  const { accountId } = await world.addSeller('Long Away')
  await world.addAuthorization(accountId)
  world.passMs(360 * dayMs)
  await tick()
  await tick()
  expect(smtp.received).toHaveLength(1)
})

test.each([
  ['is disconnected', { disconnectedAt: new Date() }],
  ['is paused', { pausedAt: new Date() }],
  ['belongs to a developer account of the company', { workflow: 'self' as const }],
  ['was released', { releasedAt: new Date() }],
])('nobody is reminded of an authorization that %s', async (_reason, change) => {
  const { accountId } = await world.addSeller(`Off ${newId()}`)
  const id = await world.addAuthorization(accountId, change)
  world.passMs(340 * dayMs)
  await tick()
  expect(smtp.received).toEqual([])
  expect(await reminders(id)).toEqual([])
})

test.each([
  ['has not confirmed the address', { emailConfirmedAt: null }],
  ['has stopped reminders', { unsubscribedAt: new Date() }],
  ['is disabled', { disabledAt: new Date() }],
])('a person who %s is not reminded', async (_reason, change) => {
  const { accountId } = await world.addSeller(`No ${newId()}`, change)
  await world.addAuthorization(accountId)
  world.passMs(340 * dayMs)
  await tick()
  expect(smtp.received).toEqual([])
})

test('a seller who renews while the reminder waits does not get it', async () => {
  const { accountId } = await world.addSeller('Quick Renewal')
  const id = await world.addAuthorization(accountId)
  world.passMs(340 * dayMs)
  await writeReminders(system)
  await db.update(authorization).set({ renewedAt: world.services.now() }).where(eq(authorization.id, id))
  await world.sender.drainDue()
  expect(smtp.received).toEqual([])
  expect(await db.select().from(message)).toMatchObject([{ status: 'canceled', problem: 'no_longer_true' }])
})

test('a reminder that still waits is replaced by the next one', async () => {
  const { accountId } = await world.addSeller('Held For Long')
  await world.addAuthorization(accountId)
  const held = { ...system, mail: null }
  world.passMs(306 * dayMs)
  await writeReminders(held)
  world.passMs(30 * dayMs)
  await writeReminders(held)
  await world.sender.drainDue()
  expect(smtp.received).toHaveLength(1)
  const superseded = and(eq(message.status, 'canceled'), eq(message.problem, 'superseded'))
  expect(await db.select().from(message).where(superseded)).toHaveLength(1)
})

test('while an incident is open, reminders wait', async () => {
  const { accountId } = await world.addSeller('Silenced')
  await world.addAuthorization(accountId)
  world.passMs(340 * dayMs)
  const incidentId = await world.openIncident({ problem: 'amazon_unavailable' })
  await tick()
  expect(smtp.received).toEqual([])
  await world.closeIncident(incidentId)
  await tick()
  expect(smtp.received).toHaveLength(1)
})

test('a reminder that waited for the end of an incident is retried as soon as any other', async () => {
  const { accountId } = await world.addSeller('Patient')
  await world.addAuthorization(accountId)
  world.passMs(340 * dayMs)
  await writeReminders(system)
  const incidentId = await world.openIncident({ problem: 'amazon_unavailable' })
  for (let minutes = 0; minutes < 45; minutes += 5) {
    await world.sender.drainDue()
    world.passMs(5 * minuteMs)
  }
  expect(await db.select().from(message)).toMatchObject([{ status: 'waiting', attempts: 0 }])
  await world.closeIncident(incidentId)
  onTestFinished(() => smtp.behave({}))
  smtp.behave({ refuseRecipient: '450 4.7.1 Greylisted, try again later' })
  await world.sender.drainDue()
  expect(await db.select().from(message)).toMatchObject([{ problem: 'unreachable', attempts: 1 }])
  smtp.behave({})
  world.passMs(1.2 * minuteMs)
  await world.sender.drainDue()
  expect(smtp.received).toHaveLength(1)
})

test('the second of two administrators who switch emails is refused', async () => {
  const { seenAt } = sellerEmailsForm(await readSellerEmails(viewer))
  const wishes = [
    { renewals: true, accessLost: true },
    { renewals: false, accessLost: true },
  ]
  const results = await Promise.allSettled(wishes.map((wanted) => changeSellerEmails(admin, wanted, seenAt)))
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'settings_changed' },
  })
  await changeSellerEmails(admin, { renewals: true, accessLost: false })
})

test('nobody is reminded unless an administrator wants it, nor of a retired application', async () => {
  const { accountId } = await world.addSeller('Not Wanted')
  await world.addAuthorization(accountId)
  world.passMs(340 * dayMs)
  await expect(changeSellerEmails(viewer, { renewals: false, accessLost: false })).rejects.toThrow(
    refusal('not_allowed'),
  )
  await changeSellerEmails(admin, { renewals: false, accessLost: false })
  expect(await readSellerEmails(viewer)).toEqual({ renewals: false, accessLost: false })
  await tick()
  await changeSellerEmails(admin, { renewals: true, accessLost: false })
  await db.update(application).set({ retiredAt: world.services.now() })
  await tick()
  expect(smtp.received).toEqual([])
  await db.update(application).set({ retiredAt: null })
  await tick()
  expect(smtp.received).toHaveLength(1)
})

test('each authorization is within at most one warning', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const at = (days: number) => new Date(now.getTime() - (365 - days) * dayMs).toISOString()
  const warnings = { id: applicationId, renewalTermDays: 365, renewalWarningDays: [7, 60, 30, 30, 0] }
  expect(
    reminderStretches(warnings, now).map(({ daysBefore, after, until }) => [
      daysBefore,
      after.toISOString(),
      until.toISOString(),
    ]),
  ).toEqual([
    [60, at(30), at(60)],
    [30, at(7), at(30)],
    [7, at(0), at(7)],
  ])
  expect(reminderStretches({ ...warnings, renewalTermDays: null }, now)).toEqual([])
})
