import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { application, authorization, connectLink, message, person } from '#drizzle/schema.ts'
import { autocommit } from '#lib/database/pool.ts'
import { type ComingReminder, readComingReminders, readReach } from '#lib/notifications/coming-reminders.ts'
import { writeReminders } from '#lib/notifications/reminders.ts'
import { changeSellerEmails } from '#lib/notifications/seller-emails.ts'
import { addUndeliverable } from '#lib/store/events/messages.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createNotificationsWorld } from './notifications-world.ts'
import { refusal } from './people-world.ts'

const database = await useDatabase()
const world = await createNotificationsWorld(database)
const { db, admin, viewer, system, smtp } = world
const dayMs = 86_400_000

beforeEach(async () => {
  await db.delete(connectLink)
  await db.delete(authorization)
  await db.delete(message)
  smtp.received.length = 0
  await changeSellerEmails(admin, { renewals: true, accessLost: false })
})

async function coming(ctx = viewer) {
  const { rows } = await readComingReminders(ctx)
  return rows
}
const inDays = (at: Date) => Math.round((at.getTime() - world.services.now().getTime()) / dayMs)

test('a year of coming reminders is what is then sent, on the days that were announced', async () => {
  const { accountId, email } = await world.addSeller('Announced')
  const id = await world.addAuthorization(accountId, { storeName: 'Harbor Pine' })
  const announced = await coming()
  expect(announced).toMatchObject([60, 30, 7].map((daysBefore) => ({ daysBefore, recipients: [email] })))
  expect(announced.map(({ sendsAt }) => inDays(sendsAt))).toEqual([305, 335, 358])
  expect(announced.map(({ dueAt }) => inDays(dueAt))).toEqual([365, 365, 365])
  expect(announced[0]).toMatchObject({ authorizationId: id, name: 'Harbor Pine', applicationName: 'Harbor' })

  const sent: number[] = []
  for (let day = 0; day < 366; day += 1) {
    sent.push(...Array.from({ length: await writeReminders(system) }, () => day))
    // What was sent is no longer to come, and what is to come lies ahead.
    expect(await coming()).toHaveLength(3 - sent.length)
    world.passMs(dayMs)
  }
  expect(sent).toEqual([305, 335, 358])
})

test('the list names the next warning only, once several have passed unnoticed', async () => {
  const { accountId } = await world.addSeller('Unnoticed')
  await world.addAuthorization(accountId)
  world.passMs(340 * dayMs)
  expect((await coming()).map(({ daysBefore }) => daysBefore)).toEqual([30, 7])
  expect(await writeReminders(system)).toBe(1)
  expect((await coming()).map(({ daysBefore }) => daysBefore)).toEqual([7])
})

test('nobody is announced as reminded who isn’t reminded', async () => {
  const { accountId } = await world.addSeller('Left Out')
  const now = world.services.now()
  await world.addAuthorization(accountId, { pausedAt: now })
  await world.addAuthorization(accountId, { disconnectedAt: now })
  await world.addAuthorization(accountId, { workflow: 'self', sellingPartnerId: null })
  const gone = await world.addAuthorization(accountId)
  await db.update(authorization).set({ releasedAt: now }).where(eq(authorization.id, gone))
  expect(await coming()).toEqual([])
})

test('where nobody can be written to, the list says why, and the reminder stays to come', async () => {
  const reasons = [
    ['Unconfirmed', { emailConfirmedAt: null }, 'unconfirmed'],
    ['Unsubscribed', { unsubscribedAt: new Date() }, 'unsubscribed'],
    ['Disabled', { disabledAt: new Date() }, 'disabled'],
    ['Unknown Address', {}, 'undeliverable'],
  ] as const
  for (const [name, changes, obstacle] of reasons) {
    const seller = await world.addSeller(name, changes)
    if (obstacle === 'undeliverable')
      await addUndeliverable(autocommit(db), seller.email, '550 no such user', new Date())
    const id = await world.addAuthorization(seller.accountId, { storeName: name })
    expect(await readReach(viewer, id)).toEqual({ recipients: [], obstacle })
  }
  const { accountId, personId } = await world.addSeller('Nobody Left')
  const left = await world.addAuthorization(accountId, { storeName: 'Nobody Left' })
  await db.delete(person).where(eq(person.id, personId))
  expect(await readReach(viewer, left)).toEqual({ recipients: [], obstacle: 'nobody' })

  world.passMs(310 * dayMs)
  expect(await writeReminders(system)).toBe(0)
  const due = (await coming()).filter(({ daysBefore }) => daysBefore === 60)
  expect(Object.fromEntries(due.map(({ name, obstacle }) => [name, obstacle]))).toEqual({
    ...Object.fromEntries(reasons.map(([name, , obstacle]) => [name, obstacle])),
    'Nobody Left': 'nobody',
  })
})

test('nobody is named as reminded where no reminder will be sent, and the reason is', async () => {
  const { accountId, email } = await world.addSeller('Not Reminded')
  const now = world.services.now()
  const without = {
    paused: { pausedAt: now },
    disconnected: { disconnectedAt: now },
    released: { disconnectedAt: now, releasedAt: now },
    self_authorized: { workflow: 'self' },
    over: { renewedAt: new Date(now.getTime() - 366 * dayMs) },
  } as const
  for (const [obstacle, changes] of Object.entries(without)) {
    const id = await world.addAuthorization(accountId, changes)
    expect(await readReach(viewer, id)).toEqual({ recipients: [], obstacle })
  }
  const id = await world.addAuthorization(accountId)
  const [stored] = await db.select().from(application).where(eq(application.id, world.applicationId))
  const reached = async (changes: Partial<typeof application.$inferInsert>) => {
    await db.update(application).set(changes)
    const found = await readReach(viewer, id)
    await db.update(application).set(stored ?? {})
    return found.obstacle
  }
  expect(await reached({ renewalTermDays: null })).toBe('no_warnings')
  expect(await reached({ renewalWarningDays: [] })).toBe('no_warnings')
  expect(await reached({ retiredAt: now })).toBe('application_retired')
  expect(await readReach(viewer, id)).toEqual({ recipients: [email], obstacle: null })
  await changeSellerEmails(admin, { renewals: false, accessLost: true })
  expect(await readReach(viewer, id)).toEqual({ recipients: [], obstacle: 'off' })
})

test('of several people, those who can be reached are named', async () => {
  const { accountId, email } = await world.addSeller('Two People')
  const other = await world.addSeller('Second Person', { emailConfirmedAt: null })
  await db.update(person).set({ accountId }).where(eq(person.id, other.personId))
  const id = await world.addAuthorization(accountId)
  expect(await readReach(viewer, id)).toEqual({ recipients: [email], obstacle: null })
})

test('of an account with many people, those who can be reached are read first', async () => {
  const { accountId } = await world.addSeller('Crowd')
  await db.delete(person).where(eq(person.accountId, accountId))
  const createdAt = world.services.now()
  await db.insert(person).values(
    Array.from({ length: 200 }, (_, index) => ({
      id: newId(),
      email: `crowd-${index + 100}@example.com`,
      name: 'Crowd',
      role: 'account' as const,
      accountId,
      createdAt,
      emailConfirmedAt: index === 199 ? createdAt : null,
    })),
  )
  const id = await world.addAuthorization(accountId)
  expect(await readReach(viewer, id)).toEqual({ recipients: ['crowd-299@example.com'], obstacle: null })
})

test('an incident and the switch are told apart from a missing address', async () => {
  const { accountId } = await world.addSeller('Waits')
  await world.addAuthorization(accountId)
  expect((await readComingReminders(viewer)).isOn).toBe(true)
  const incidentId = await world.openIncident()
  expect((await coming()).map(({ isSilenced }) => isSilenced)).toEqual([true, true, true])
  await world.closeIncident(incidentId)
  expect((await coming()).map(({ isSilenced }) => isSilenced)).toEqual([false, false, false])
  await changeSellerEmails(admin, { renewals: false, accessLost: false })
  expect((await readComingReminders(viewer)).isOn).toBe(false)
})

test('pages follow each other without a gap or a repetition', async () => {
  const { accountId } = await world.addSeller('Many Pages')
  for (let index = 0; index < 7; index += 1) {
    const renewedAt = new Date(world.services.now().getTime() - (index % 3) * 10 * dayMs)
    await world.addAuthorization(accountId, { renewedAt, storeName: `Store ${index}` })
  }
  const all = await coming()
  expect(all).toHaveLength(21)
  const paged: ComingReminder[] = []
  for (let after: string | null = null, more = true; more; more = after !== null) {
    const page = await readComingReminders(viewer, { after, limit: 4 })
    paged.push(...page.rows)
    after = page.next
  }
  expect(paged).toEqual(all)
  const times = all.map(({ sendsAt }) => sendsAt.getTime())
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  await expect(readComingReminders(viewer, { after: 'damaged' })).rejects.toThrow(refusal('input_invalid'))
})

test('sellers don’t see whom others are reminded with', async () => {
  const { accountId, ctx } = await world.addSeller('Not Theirs')
  const id = await world.addAuthorization(accountId)
  await expect(readComingReminders(ctx)).rejects.toThrow(refusal('not_allowed'))
  await expect(readReach(ctx, id)).rejects.toThrow(refusal('not_allowed'))
})
