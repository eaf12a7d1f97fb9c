import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { message, passwordReset, passwordResetRequest, person, throttle } from '#drizzle/schema.ts'
import type { Context } from '#lib/context.ts'
import { createSender } from '#lib/notifications/send.ts'
import {
  confirmEmail,
  readEmailConfirmation,
  readOwnEmail,
  resendEmailConfirmation,
} from '#lib/people/confirm-email.ts'
import { freeAddress } from '#lib/people/free-address.ts'
import { inviteOperator } from '#lib/people/invite.ts'
import { disablePerson } from '#lib/people/manage.ts'
import { requestPasswordReset, resetPassword } from '#lib/people/password-reset.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { Secret } from '#lib/secret.ts'
import { addOperator } from '../fixtures/add-operator.ts'
import { useDatabase } from '../fixtures/database.ts'
import { linkIn, mailThrough, startSmtp } from '../fixtures/smtp.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const database = await useDatabase()
const { db } = database
const world = createPeopleWorld(database)
const smtp = await startSmtp()
const mail = mailThrough(smtp.port)
const sender = createSender({ ...world.services, mail })
const visitor = (address?: string): Context => ({ ...world.visitor(address), mail })
await world.addOperator('admin@example.com', 'admin')
const admin: Context = { ...(await world.enter('admin@example.com')).ctx, mail }
const newPassword = 'copper-Sunday-91-lantern'

beforeEach(async () => {
  await sender.drainDue()
  smtp.received.length = 0
  await db.delete(throttle)
  await db.delete(message)
})

const join = async (email: string) => {
  const request = { email, name: 'Blue Kettle', password: new Secret(goodPassword) }
  return (await signUp(visitor(), request)).personId
}
const tokenIn = (words: string): Secret => {
  const received = smtp.received.at(-1)
  if (received === undefined) throw new Error('no email was received')
  return new Secret(linkIn(received, words).split('#')[1] ?? '')
}
const own = async (email: string): Promise<Context> => ({ ...(await world.enter(email)).ctx, mail })

test('a new seller confirms the address with the link of an email, once', async () => {
  const personId = await join('new@example.com')
  const ctx = await own('new@example.com')
  expect(await readOwnEmail(ctx)).toMatchObject({ isConfirmed: false, wantsReminders: true })
  await sender.drainDue()
  expect(smtp.received.map(({ to }) => to)).toEqual(['new@example.com'])
  const token = tokenIn('/confirm-email')
  const unconfirmed = { email: 'new@example.com', isUnconfirmed: true }
  expect(await readEmailConfirmation(visitor(), token)).toEqual({ ...unconfirmed, isOwn: false })
  expect(await readEmailConfirmation(ctx, token)).toEqual({ ...unconfirmed, isOwn: true })
  const results = await Promise.allSettled([confirmEmail(ctx, token), confirmEmail(ctx, token)])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await readOwnEmail(ctx)).toMatchObject({ isConfirmed: true })
  expect(await world.trace(personId)).toContain('person.email-confirmed')
  await resendEmailConfirmation(ctx)
  await sender.drainDue()
  expect(smtp.received).toHaveLength(1)
})

test('another link can be requested, but only a limited number of times', async () => {
  await join('resend@example.com')
  const ctx = await own('resend@example.com')
  for (let time = 0; time < 5; time += 1) await resendEmailConfirmation(ctx)
  await expect(resendEmailConfirmation(ctx)).rejects.toThrow(refusal('too_many_tries'))
  await sender.drainDue()
  expect(smtp.received).toHaveLength(6)
  await confirmEmail(ctx, tokenIn('/confirm-email'))
})

test('a link confirms nothing once it has expired, or once the address belongs to somebody else', async () => {
  await join('late@example.com')
  const person = await own('late@example.com')
  await sender.drainDue()
  const late = tokenIn('/confirm-email')
  const personId = await join('freed@example.com')
  await sender.drainDue()
  const freed = tokenIn('/confirm-email')
  const stranger = await own('freed@example.com')
  await freeAddress(admin, personId)
  await expect(confirmEmail(stranger, freed)).rejects.toThrow(refusal('confirmation_not_found'))
  world.passMs(8 * 86_400_000)
  await expect(confirmEmail(person, late)).rejects.toThrow(refusal('confirmation_not_found'))
})

test('a person who forgot their password gets a link by email, which also confirms the address', async () => {
  const personId = await join('forgot@example.com')
  await sender.drainDue()
  await requestPasswordReset(visitor(), { email: ' Forgot@Example.com ' })
  await sender.drainDue()
  await resetPassword(visitor(), { token: tokenIn('/reset'), password: new Secret(newPassword) })
  const request = { email: 'forgot@example.com', password: new Secret(newPassword), userAgent: null }
  expect((await signIn(visitor(), request)).sessionToken).toBeDefined()
  const [row] = await db.select().from(person).where(eq(person.id, personId))
  expect(row?.emailConfirmedAt).not.toBeNull()
  expect(await world.trace(personId)).toContain('person.reset-link-created')
})

test('a reset request doesn’t reveal who has an account', async () => {
  const disabled = await join('disabled@example.com')
  await world.confirm(admin)
  await disablePerson(admin, disabled)
  await sender.drainDue()
  smtp.received.length = 0
  await db.delete(passwordReset)
  for (const email of ['nobody@example.com', 'disabled@example.com', 'admin@example.com']) {
    expect(await requestPasswordReset(visitor(), { email })).toBeUndefined()
  }
  expect(await db.select().from(passwordResetRequest)).toHaveLength(3)
  expect(await db.select().from(passwordReset)).toEqual([])
  await sender.drainDue()
  expect(smtp.received.map(({ to }) => to)).toEqual(['admin@example.com'])
  expect(await db.select().from(passwordResetRequest)).toEqual([])
})

test('after five reset requests, no more emails are sent, without revealing that', async () => {
  for (let time = 0; time < 8; time += 1) {
    await requestPasswordReset(visitor(`192.0.2.${time}`), { email: 'admin@example.com' })
    await requestPasswordReset(visitor(`192.0.2.${time}`), { email: 'nobody@example.com' })
  }
  await sender.drainDue()
  expect(smtp.received).toHaveLength(5)
  for (let time = 0; time < 20; time += 1) {
    await requestPasswordReset(visitor('198.51.100.1'), { email: `${time}@example.com` })
  }
  await expect(requestPasswordReset(visitor('198.51.100.1'), { email: 'x@example.com' })).rejects.toThrow(
    refusal('too_many_tries'),
  )
})

test('using a link invalidates the person’s other links', async () => {
  await requestPasswordReset(visitor(), { email: 'admin@example.com' })
  await sender.drainDue()
  const first = tokenIn('/reset')
  await requestPasswordReset(visitor(), { email: 'admin@example.com' })
  await sender.drainDue()
  const password = new Secret(newPassword)
  await resetPassword(visitor(), { token: tokenIn('/reset'), password })
  await expect(resetPassword(visitor(), { token: first, password })).rejects.toThrow(
    refusal('reset_not_found'),
  )
})

test('without an SMTP server, no reset link can be requested', async () => {
  await expect(requestPasswordReset(world.visitor(), { email: 'admin@example.com' })).rejects.toThrow(
    refusal('smtp_not_configured'),
  )
})

test('an invitation is sent by email if the administrator chooses that', async () => {
  const ctx: Context = { ...world.as(await addOperator(world.services)), mail }
  await inviteOperator(ctx, { email: 'silent@example.com', role: 'viewer' })
  await inviteOperator(ctx, { email: 'invited@example.com', role: 'viewer', isSent: true })
  await sender.drainDue()
  expect(smtp.received.map(({ to }) => to)).toEqual(['invited@example.com'])
  expect(smtp.received[0]?.mail.text).toContain('dashboard as a viewer')
  expect(tokenIn('/setup').expose()).toHaveLength(43)
})
