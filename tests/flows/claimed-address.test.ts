import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { identity, message, throttle } from '#drizzle/schema.ts'
import type { Context } from '#lib/context.ts'
import { createSender } from '#lib/notifications/send.ts'
import { confirmEmail, disownEmail, readOwnEmail } from '#lib/people/confirm-email.ts'
import { beginPasskeySignIn, signInWithPasskey } from '#lib/people/passkey-sign-in.ts'
import { addPasskey, beginPasskey } from '#lib/people/passkeys.ts'
import { createPasswordReset, requestPasswordReset, resetPassword } from '#lib/people/password-reset.ts'
import { beginApp, createRecoveryCodes, enableApp } from '#lib/people/second-factor.ts'
import { beginSignIn } from '#lib/people/sign-in.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { Secret } from '#lib/secret.ts'
import { newId } from '#lib/vault/random.ts'
import { createAuthenticator } from '../fixtures/authenticator.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createPhone } from '../fixtures/phone.ts'
import { linkIn, mailThrough, startSmtp } from '../fixtures/smtp.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const database = await useDatabase()
const { db } = database
const world = createPeopleWorld(database)
const smtp = await startSmtp()
const mail = mailThrough(smtp.port)
const sender = createSender({ ...world.services, mail })
const visitor: Context = { ...world.visitor(), mail }
await world.addOperator('admin@example.com', 'admin')
const admin: Context = { ...(await world.enter('admin@example.com')).ctx, mail }
const owners = 'copper-Sunday-91-lantern'

beforeEach(async () => {
  smtp.received.length = 0
  await db.delete(throttle)
  await db.delete(message)
})

/** A stranger signs up with somebody's address. */
async function claim(email: string) {
  const { personId } = await signUp(visitor, {
    email,
    name: 'A stranger',
    password: new Secret(goodPassword),
  })
  await sender.drainDue()
  return { personId, ctx: (await world.enter(email)).ctx }
}

async function plantPasskey(ctx: Context) {
  const authenticator = createAuthenticator(world.services.settings.appUrl)
  const { token, options } = await beginPasskey(ctx)
  await addPasskey(ctx, { token, answer: authenticator.create(options), name: 'Laptop' })
  return async () => {
    const begun = await beginPasskeySignIn(visitor)
    const answer = authenticator.sign(begun.options)
    return signInWithPasskey(visitor, { token: begun.token, answer, userAgent: null })
  }
}

function mailedToken(words: string): Secret {
  const received = smtp.received.findLast((one) => one.mail.text?.includes(words))
  if (received === undefined) throw new Error(`no email with ${words}`)
  return new Secret(linkIn(received, words).split('#')[1] ?? '')
}

async function resetByMail(email: string) {
  await requestPasswordReset(visitor, { email })
  await sender.drainDue()
  await resetPassword(visitor, { token: mailedToken('/reset'), password: new Secret(owners) })
}

test('after the owner of an address resets the password by email, a stranger’s passkey, app and provider no longer open the account', async () => {
  const email = 'victim@example.com'
  const stranger = await claim(email)
  const enterWithPasskey = await plantPasskey(stranger.ctx)
  const { key } = await beginApp(stranger.ctx)
  await enableApp(stranger.ctx, createPhone(key, world.services.now)())
  await db.insert(identity).values({
    id: newId(),
    personId: stranger.personId,
    side: 'sellers',
    issuer: 'https://id.example.com',
    subject: 'stranger',
    createdAt: world.services.now(),
    usedAt: world.services.now(),
  })
  await enterWithPasskey()

  await resetByMail(email)
  await expect(enterWithPasskey()).rejects.toThrow(refusal('passkey_refused'))
  // No code of the stranger's app is asked for.
  const credentials = { email, password: new Secret(owners), userAgent: null }
  expect(await beginSignIn(visitor, credentials)).toHaveProperty('sessionToken')
  expect(await db.select().from(identity).where(eq(identity.personId, stranger.personId))).toEqual([])
  expect(await world.trace(stranger.personId)).toContain('person.factors-removed')
})

test('a seller who has confirmed the address, and an operator, keep their passkeys when they reset the password', async () => {
  const email = 'owner@example.com'
  const owner = await claim(email)
  await resetByMail(email)
  const signedIn = await beginSignIn(visitor, { email, password: new Secret(owners), userAgent: null })
  if (!('sessionToken' in signedIn)) throw new Error('a code was asked for')
  const ctx = await world.contextOf(signedIn.sessionToken)
  const enterAsOwner = await plantPasskey(ctx)
  await createRecoveryCodes(ctx)
  const enterAsAdmin = await plantPasskey(admin)
  await requestPasswordReset(visitor, { email })
  await sender.drainDue()
  await resetPassword(visitor, { token: mailedToken('/reset'), password: new Secret(`${owners}-2`) })
  await resetByMail('admin@example.com')
  await enterAsOwner()
  await enterAsAdmin()
  expect(await world.trace(owner.personId)).not.toContain('person.factors-removed')
})

test('a reset link from an administrator proves no mailbox, and removes no passkey', async () => {
  const seller = await claim('helped@example.com')
  const enter = await plantPasskey(seller.ctx)
  await world.addOperator('second@example.com', 'admin')
  const { token } = await createPasswordReset((await world.enter('second@example.com')).ctx, seller.personId)
  await resetPassword(visitor, { token, password: new Secret(owners) })
  await expect(enter()).resolves.toHaveProperty('sessionToken')
})

test('a reset link for a seller whose account was taken over shuts out the intruder until it is used', async () => {
  const email = 'taken-over@example.com'
  const seller = await claim(email)
  const enter = await plantPasskey(seller.ctx)
  await db.insert(identity).values({
    id: newId(),
    personId: seller.personId,
    side: 'sellers',
    issuer: 'https://id.example.com',
    subject: 'intruder',
    createdAt: world.services.now(),
    usedAt: world.services.now(),
  })
  await world.addOperator('third@example.com', 'admin')
  const helper = (await world.enter('third@example.com')).ctx
  const { token } = await createPasswordReset(helper, seller.personId, { isTakenOver: true })
  await expect(enter()).rejects.toThrow(refusal('passkey_refused'))
  const known = { email, password: new Secret(goodPassword), userAgent: null }
  await expect(beginSignIn(visitor, known)).rejects.toThrow(refusal('credentials_wrong'))
  expect(await db.select().from(identity).where(eq(identity.personId, seller.personId))).toEqual([])
  expect(await world.trace(seller.personId)).toContain('person.factors-removed')
  await resetPassword(visitor, { token, password: new Secret(owners) })
  const chosen = { ...known, password: new Secret(owners) }
  expect(await beginSignIn(visitor, chosen)).toHaveProperty('sessionToken')
})

test('with OIDC_ONLY, a reset link can’t shut out an intruder at the provider, and says so', async () => {
  const operatorId = await world.addOperator('provider-only@example.com', 'operator')
  await world.addOperator('fourth@example.com', 'admin')
  const { ctx } = await world.enter('fourth@example.com')
  const access = { breakGlassEmail: 'root@example.com' }
  const only: Context = { ...ctx, providers: { operators: { access } as never, sellers: null } }
  const reset = createPasswordReset(only, operatorId, { isTakenOver: true })
  await expect(reset).rejects.toThrow(refusal('person_enters_by_provider'))
  await expect(createPasswordReset(only, operatorId)).resolves.toHaveProperty('token')
})

test('opening the confirmation email of a stranger’s account doesn’t confirm the account', async () => {
  const stranger = await claim('clicked@example.com')
  const token = mailedToken('/confirm-email')
  await expect(confirmEmail(visitor, token)).rejects.toThrow(refusal('sign_in_required'))
  const other = await claim('other@example.com')
  await expect(confirmEmail(other.ctx, token)).rejects.toThrow(refusal('not_allowed'))
  await expect(confirmEmail(admin, token)).rejects.toThrow(refusal('not_allowed'))
  expect(await readOwnEmail(stranger.ctx)).toMatchObject({ isConfirmed: false })
})

test('the owner of an address takes it out of a stranger’s account, and signs up with it', async () => {
  const email = 'disowned@example.com'
  const stranger = await claim(email)
  const token = mailedToken('/confirm-email')
  await requestPasswordReset(visitor, { email })
  await sender.drainDue()
  const reset = mailedToken('/reset')
  const both = await Promise.allSettled([disownEmail(visitor, token), disownEmail(visitor, token)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await world.trace(stranger.personId)).toContain('person.address-freed')
  // The stranger keeps the account; neither link opens it anymore.
  expect(await readOwnEmail(stranger.ctx)).toMatchObject({
    email: `freed-${stranger.personId}@address.invalid`,
    isConfirmed: false,
  })
  await expect(confirmEmail(stranger.ctx, token)).rejects.toThrow(refusal('confirmation_not_found'))
  await expect(resetPassword(visitor, { token: reset, password: new Secret(owners) })).rejects.toThrow(
    refusal('reset_not_found'),
  )
  await expect(claim(email)).resolves.toBeDefined()
})

test('a confirmed address stays its person’s, even if somebody opens an older link', async () => {
  const email = 'confirmed@example.com'
  const owner = await claim(email)
  const older = mailedToken('/confirm-email')
  await resetByMail(email)
  await expect(disownEmail(visitor, older)).rejects.toThrow(refusal('confirmation_not_found'))
  expect(await readOwnEmail(owner.ctx)).toMatchObject({ email, isConfirmed: true })
})
