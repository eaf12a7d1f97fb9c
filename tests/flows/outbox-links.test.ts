import { beforeEach, expect, test } from 'vitest'
import { message } from '#drizzle/schema.ts'
import type { Context } from '#lib/context.ts'
import { revokeLink } from '#lib/links/create.ts'
import { createSender } from '#lib/notifications/send.ts'
import { resendEmailConfirmation } from '#lib/people/confirm-email.ts'
import { freeAddress } from '#lib/people/free-address.ts'
import { cancelInvitation, inviteOperator } from '#lib/people/invite.ts'
import { listOpenInvitations } from '#lib/store/people/invitations.ts'
import { addAdmin } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { mailThrough, startSmtp } from '../fixtures/smtp.ts'
import { createAmazonWorld } from './amazon-world.ts'
import { createLinkWorld } from './link-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { operator, make } = await createLinkWorld(database, world)
const smtp = await startSmtp()
const mail = mailThrough(smtp.port)
const admin: Context = { ...(await addAdmin(world.services, world.as)), mail }
const drain = () => createSender({ ...world.services, mail }).drainDue()
const outbox = () => db.select().from(message)
const recipients = () => smtp.received.map(({ to }) => to)

beforeEach(async () => {
  await db.delete(message)
  smtp.received.length = 0
})

const notSent = { status: 'canceled', problem: 'no_longer_true', linksSealed: null }

test('the email of a connect link that was revoked before it was sent is never sent', async () => {
  const { id } = await make({ sendTo: 'revoked@example.com' })
  await make({ sendTo: 'open@example.com' })
  await revokeLink(operator, id)
  await drain()
  expect(recipients()).toEqual(['open@example.com'])
  expect(await outbox()).toContainEqual(expect.objectContaining({ ...notSent, key: `connect-link ${id}` }))
})

test('of several invitations for an address, only the one that works is sent; none, if it was canceled', async () => {
  const invite = (email: string) => inviteOperator(admin, { email, role: 'viewer', isSent: true })
  await invite('twice@example.com')
  await invite('twice@example.com')
  await invite('canceled@example.com')
  const open = await listOpenInvitations(db, world.services.now())
  await cancelInvitation(admin, open.find(({ email }) => email === 'canceled@example.com')?.id ?? '')
  await drain()
  expect(recipients()).toEqual(['twice@example.com'])
  expect((await outbox()).filter(({ problem }) => problem === 'no_longer_true')).toHaveLength(2)
})

test('the confirmation of an address that was taken out of the account is never sent', async () => {
  const seller = await world.addAccount('Taken out')
  await resendEmailConfirmation(seller)
  const personId = 'personId' in seller.actor ? seller.actor.personId : ''
  await freeAddress(admin, personId)
  await drain()
  expect(recipients()).toEqual([])
  expect((await outbox()).map(({ status }) => status)).toEqual(['canceled'])
})
