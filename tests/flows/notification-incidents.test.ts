import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { incident, message } from '#drizzle/schema.ts'
import { changeSellerEmails } from '#lib/notifications/seller-emails.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createNotificationsWorld } from './notifications-world.ts'

const database = await useDatabase()
const world = await createNotificationsWorld(database)
const { db, admin, applicationId, refused, words } = world
const minuteMs = 60_000
const hourMs = 60 * minuteMs

beforeEach(world.clear)

test('500 sellers failing in one outage cause one message, followed by one when it ends', async () => {
  const channel = await world.addSlack()
  await world.addRule(channel)
  const { accountId } = await world.addSeller('Many Stores')
  const id = await world.addAuthorization(accountId)
  const since = world.services.now()
  await world.publish(Array.from({ length: 5 }, () => refused(id, since)))
  const incidentId = await world.openIncident()
  await world.publish([{ type: 'incident.opened', subjectId: incidentId, applicationId }])
  await world.publish(Array.from({ length: 495 }, () => refused(id, since)))
  await world.settle()
  expect(words()).toHaveLength(1)
  expect(words()[0]).toContain('Amazon is rejecting many of Harbor’s refresh tokens')
  world.passMs(14 * minuteMs - 31_000)
  await db.update(incident).set({ endedAt: world.services.now() })
  await world.publish([{ type: 'incident.resolved', subjectId: incidentId, applicationId }])
  await world.settle()
  expect(words()).toHaveLength(2)
  expect(words()[1]).toContain('(after 14 min, 312 authorizations)')
})

test('failures shortly before an incident opens are withdrawn before they are sent', async () => {
  await world.addRule(await world.addSlack())
  const { accountId } = await world.addSeller('Early Bird')
  const id = await world.addAuthorization(accountId)
  await world.publish([refused(id, world.services.now())])
  await world.readEvents()
  const incidentId = await world.openIncident()
  await world.publish([{ type: 'incident.opened', subjectId: incidentId, applicationId }])
  await world.settle()
  expect(words()).toHaveLength(1)
  expect(words()[0]).toContain('Incident')
  const [withdrawn] = await db.select().from(message).where(eq(message.kind, 'event'))
  expect(withdrawn).toMatchObject({ status: 'canceled', problem: 'covered_by_incident' })
})

test('failures that no incident explains are announced while one is open, to operators and to the seller', async () => {
  await world.addRule(await world.addSlack())
  await changeSellerEmails(admin, { renewals: false, accessLost: true })
  const { accountId, email } = await world.addSeller('Left Alone')
  const id = await world.addAuthorization(accountId, { health: 'reauthorization_needed' })
  const before = world.services.now()
  world.passMs(minuteMs)
  await world.openIncident({ problem: 'amazon_unavailable' })
  await world.publish([refused(id, world.services.now())])
  await world.settle()
  await world.openIncident({ problem: 'invalid_grant' })
  await world.publish([refused(id, before)])
  await world.settle()
  expect(words()).toHaveLength(2)
  const emails = await db.select().from(message).where(eq(message.kind, 'access-lost'))
  // It is sent once the incident has ended.
  expect(emails).toMatchObject([{ recipient: email, status: 'waiting' }])
  await changeSellerEmails(admin, { renewals: false, accessLost: false })
})

test('sellers who are still refused when an incident ends are announced', async () => {
  await world.addRule(await world.addSlack())
  const { accountId } = await world.addSeller('Left Together')
  const id = await world.addAuthorization(accountId)
  const since = world.services.now()
  const incidentId = await world.openIncident()
  world.passMs(hourMs)
  await world.closeIncident(incidentId)
  await world.publish([refused(id, since)])
  await world.settle()
  expect(words()).toHaveLength(1)
})

test('refused credentials are one message per channel, even if two rules are about them', async () => {
  const channel = await world.addSlack()
  await world.addRule(channel, { eventTypes: ['incident.opened'] })
  await world.addRule(channel, { eventTypes: ['authorization.blocked'] })
  const incidentId = await world.openIncident({ problem: 'application_refused' })
  await world.publish([
    { type: 'incident.opened', subjectId: incidentId, applicationId },
    { type: 'authorization.blocked', subjectId: applicationId, applicationId },
  ])
  await world.settle()
  expect(words()).toHaveLength(1)
  expect(words()[0]).toContain('Incident')
})
