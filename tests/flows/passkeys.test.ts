import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { audit, ceremony, passkey, session } from '#drizzle/schema.ts'
import type { Context } from '#lib/context.ts'
import { autocommit } from '#lib/database/pool.ts'
import { disablePerson } from '#lib/people/manage.ts'
import { beginPasskeySignIn, signInWithPasskey } from '#lib/people/passkey-sign-in.ts'
import {
  addPasskey,
  beginPasskey,
  beginPasskeyConfirmation,
  confirmWithPasskey,
  hasPasskeys,
  listOwnPasskeys,
  removePasskey,
  renamePasskey,
} from '#lib/people/passkeys.ts'
import { findActor } from '#lib/people/sessions.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { deleteOldPeopleRecords } from '#lib/people/tidy.ts'
import { isConfirmed } from '#lib/require-confirmation.ts'
import { Secret } from '#lib/secret.ts'
import { createAuthenticator } from '../fixtures/authenticator.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const database = await useDatabase()
const { db } = database
const world = createPeopleWorld(database)
const { appUrl } = world.services.settings

let root: Awaited<ReturnType<typeof world.enter>>
beforeAll(async () => {
  await world.addOperator('root@example.com', 'admin')
  root = await world.enter('root@example.com')
})

type Authenticator = ReturnType<typeof createAuthenticator>

async function add(ctx: Context, name = 'Work laptop'): Promise<Authenticator> {
  const authenticator = createAuthenticator(appUrl)
  const { token, options } = await beginPasskey(ctx)
  await addPasskey(ctx, { token, answer: authenticator.create(options), name })
  return authenticator
}

/** Signs in as the authenticator's owner. */
async function enterWith(authenticator: Authenticator, changes = {}, ctx = world.visitor()) {
  const { token, options } = await beginPasskeySignIn(ctx)
  const answer = authenticator.sign(options, changes)
  return signInWithPasskey(ctx, { token, answer, userAgent: 'Test browser' })
}

async function newOperator(email: string) {
  await world.addOperator(email, 'viewer')
  return world.enter(email)
}

test('an operator adds a passkey, and signs in with it as themselves', async () => {
  const ada = await newOperator('ada@example.com')
  const authenticator = await add(ada.ctx, '  Work   laptop ')
  expect(await listOwnPasskeys(ada.ctx)).toMatchObject([{ name: 'Work laptop', usedAt: null }])
  const { sessionToken, isOperator } = await enterWith(authenticator)
  const found = await findActor(world.services, sessionToken)
  expect(found?.actor).toMatchObject({ personId: ada.actor.personId, role: 'viewer' })
  expect(isOperator).toBe(true)
  expect(await listOwnPasskeys(ada.ctx)).toMatchObject([{ usedAt: expect.any(Date) }])
  expect(await world.trace(ada.actor.personId)).toContain('person.passkey-added')
})

test('a seller adds a passkey, and the challenge names nobody', async () => {
  const { sessionToken } = await signUp(world.visitor(), {
    email: 'kettle@example.com',
    name: 'Blue Kettle',
    password: new Secret(goodPassword),
  }).then(() => signInAs('kettle@example.com'))
  const found = await findActor(world.services, sessionToken)
  const authenticator = await add(world.as(found?.actor as never))
  const { options } = await beginPasskeySignIn(world.visitor())
  expect(options).toMatchObject({ rpId: 'gatehouse.example.com', userVerification: 'required' })
  expect(options.allowCredentials).toBeUndefined()
  const entered = await enterWith(authenticator)
  expect(entered).toMatchObject({ isOperator: false, personId: found?.person.id })
})

const signInAs = async (email: string) => ({ sessionToken: (await world.enter(email)).token })

test('an answer works once: replayed on the sign-in page, it starts no second session', async () => {
  const bea = await newOperator('bea@example.com')
  const authenticator = await add(bea.ctx)
  const ctx = world.visitor()
  const { token, options } = await beginPasskeySignIn(ctx)
  const request = { token, answer: authenticator.sign(options), userAgent: null }
  const both = await Promise.allSettled([signInWithPasskey(ctx, request), signInWithPasskey(ctx, request)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const count = await db.$count(session)
  await expect(signInWithPasskey(ctx, request)).rejects.toThrow(refusal('ceremony_over'))
  // With a challenge of its own, too.
  const another = await beginPasskeySignIn(ctx)
  await expect(signInWithPasskey(ctx, { ...request, token: another.token })).rejects.toThrow(
    refusal('passkey_refused'),
  )
  // A wrong answer has consumed the challenge.
  const late = { ...request, token: another.token, answer: authenticator.sign(another.options) }
  await expect(signInWithPasskey(ctx, late)).rejects.toThrow(refusal('ceremony_over'))
  expect(await db.$count(session)).toBe(count)
})

test('a challenge is valid for five minutes, in the browser that requested it, for its purpose', async () => {
  const cy = await newOperator('cy@example.com')
  const authenticator = await add(cy.ctx)
  const { token, options } = await beginPasskeySignIn(world.visitor())
  const answer = authenticator.sign(options)
  for (const other of [null, new Secret('x')])
    await expect(
      signInWithPasskey(world.visitor(), { token: other, answer, userAgent: null }),
    ).rejects.toThrow(refusal('ceremony_over'))
  await expect(confirmWithPasskey(cy.ctx, { token, answer })).rejects.toThrow(refusal('ceremony_over'))
  world.passMs(5 * 60_000)
  await expect(signInWithPasskey(world.visitor(), { token, answer, userAgent: null })).rejects.toThrow(
    refusal('ceremony_over'),
  )
  await deleteOldPeopleRecords(world.system)
  expect(await db.select().from(ceremony)).toEqual([])
})

test('one account’s challenge is refused when another account answers it', async () => {
  const [dan, eva] = [await newOperator('dan@example.com'), await newOperator('eva@example.com')]
  const begun = await beginPasskey(dan.ctx)
  const stray = createAuthenticator(appUrl)
  await expect(
    addPasskey(eva.ctx, { token: begun.token, answer: stray.create(begun.options), name: 'x' }),
  ).rejects.toThrow(refusal('ceremony_over'))
  expect(await listOwnPasskeys(eva.ctx)).toEqual([])

  const [own, other] = [await add(dan.ctx), await add(eva.ctx)]
  const asked = await beginPasskeyConfirmation(dan.ctx)
  expect(asked.options.allowCredentials).toMatchObject([{ id: own.id }])
  await expect(
    confirmWithPasskey(dan.ctx, { token: asked.token, answer: other.sign(asked.options) }),
  ).rejects.toThrow(refusal('passkey_refused'))
  const again = await beginPasskeyConfirmation(dan.ctx)
  await expect(
    confirmWithPasskey(eva.ctx, { token: again.token, answer: own.sign(again.options) }),
  ).rejects.toThrow(refusal('ceremony_over'))
})

test('another origin, a missing PIN, a counter that went back and garbage are refused alike', async () => {
  const fay = await newOperator('fay@example.com')
  const authenticator = await add(fay.ctx)
  await enterWith(authenticator, { counter: 40 })
  for (const changes of [{ origin: 'https://evil.example.com' }, { verified: false }, { counter: 40 }])
    await expect(enterWith(authenticator, changes)).rejects.toThrow(refusal('passkey_refused'))
  await expect(enterWith(createAuthenticator(appUrl))).rejects.toThrow(refusal('passkey_refused'))
  for (const answer of [
    '',
    '{}',
    'null',
    '[]',
    JSON.stringify({ id: authenticator.id }),
    'x'.repeat(70_000),
  ]) {
    const { token } = await beginPasskeySignIn(world.visitor())
    await expect(signInWithPasskey(world.visitor(), { token, answer, userAgent: null })).rejects.toThrow(
      refusal('passkey_refused'),
    )
  }
  await enterWith(authenticator, { counter: 41 })
  const [stored] = await db.select().from(passkey).where(eq(passkey.credentialId, authenticator.id))
  expect(stored?.counter).toBe(41)

  const begun = await beginPasskey(fay.ctx)
  const answer = createAuthenticator(appUrl).create(begun.options, { verified: false })
  await expect(addPasskey(fay.ctx, { token: begun.token, answer, name: 'x' })).rejects.toThrow(
    refusal('passkey_refused'),
  )
})

test('a disabled person’s passkey is refused like an unknown one, and the audit has the reason', async () => {
  const gus = await newOperator('gus@example.com')
  const authenticator = await add(gus.ctx)
  await disablePerson(root.ctx, gus.actor.personId)
  await expect(enterWith(authenticator)).rejects.toThrow(refusal('passkey_refused'))
  const [entry] = await db
    .select()
    .from(audit)
    .where(eq(audit.targetId, gus.actor.personId))
    .orderBy(audit.id)
    .then((rows) => rows.toReversed())
  expect(entry).toMatchObject({ action: 'session.refused', details: { reason: 'person_changed' } })
})

test('a passkey of another person’s can’t be renamed or removed', async () => {
  const [hal, ida] = [await newOperator('hal@example.com'), await newOperator('ida@example.com')]
  await add(hal.ctx)
  const [{ id } = { id: '' }] = await listOwnPasskeys(hal.ctx)
  for (const other of [id, 'x', ida.actor.personId]) {
    await expect(renamePasskey(ida.ctx, other, 'Mine')).rejects.toThrow(refusal('passkey_not_found'))
    await expect(removePasskey(ida.ctx, other)).rejects.toThrow(refusal('passkey_not_found'))
  }
  await renamePasskey(hal.ctx, id, 'Phone')
  await renamePasskey(hal.ctx, id, 'Phone')
  await expect(renamePasskey(hal.ctx, id, ' ')).rejects.toThrow(refusal('name_invalid'))
  await removePasskey(hal.ctx, id)
  expect(await listOwnPasskeys(hal.ctx)).toEqual([])
  const own = (await world.trace(hal.actor.personId)).filter((action) => action.includes('passkey'))
  expect(own).toEqual(['person.passkey-removed', 'person.passkey-renamed', 'person.passkey-added'])
})

test('a removed passkey no longer signs in', async () => {
  const jo = await newOperator('jo@example.com')
  const authenticator = await add(jo.ctx)
  const [{ id } = { id: '' }] = await listOwnPasskeys(jo.ctx)
  await removePasskey(jo.ctx, id)
  await expect(enterWith(authenticator)).rejects.toThrow(refusal('passkey_refused'))
})

test('E6: adding and removing require a confirmation within ten minutes, and a passkey counts as one', async () => {
  const kim = await newOperator('kim@example.com')
  const authenticator = await add(kim.ctx)
  const [{ id } = { id: '' }] = await listOwnPasskeys(kim.ctx)
  const begun = await beginPasskey(kim.ctx)
  world.passMs(4 * 60_000)
  world.passMs(6 * 60_000)
  await expect(beginPasskey(kim.ctx)).rejects.toThrow(refusal('confirmation_required'))
  await expect(removePasskey(kim.ctx, id)).rejects.toThrow(refusal('confirmation_required'))
  await expect(addPasskey(kim.ctx, { token: begun.token, answer: '', name: 'x' })).rejects.toThrow(
    refusal('confirmation_required'),
  )
  const { token, options } = await beginPasskeyConfirmation(kim.ctx)
  await confirmWithPasskey(kim.ctx, { token, answer: authenticator.sign(options) })
  expect(await isConfirmed(kim.ctx)).toBe(true)
  await removePasskey(kim.ctx, id)
  expect(await world.trace(kim.session.id)).toContain('session.confirmed')
})

test('with OIDC_ONLY, an operator’s passkey doesn’t bypass the provider', async () => {
  const lea = await newOperator('lea@example.com')
  const authenticator = await add(lea.ctx)
  const only = (breakGlassEmail: string): Context => ({
    ...world.visitor(),
    providers: { operators: { access: { breakGlassEmail } } as never, sellers: null },
  })
  await expect(enterWith(authenticator, {}, only('root@example.com'))).rejects.toThrow(
    refusal('provider_required'),
  )
  await expect(enterWith(authenticator, {}, only('lea@example.com'))).resolves.toMatchObject({
    isOperator: true,
  })
  expect(await world.trace(lea.actor.personId)).toContain('session.break-glass-used')
})

test('a person has at most 20 passkeys, and each authenticator only once', async () => {
  const mia = await newOperator('mia@example.com')
  const first = await add(mia.ctx)
  const { token, options } = await beginPasskey(mia.ctx)
  expect(options.excludeCredentials).toMatchObject([{ id: first.id }])
  await expect(addPasskey(mia.ctx, { token, answer: first.create(options), name: 'Again' })).rejects.toThrow(
    refusal('passkey_refused'),
  )
  for (let index = 1; index < 20; index += 1) await add(mia.ctx, `Key ${index}`)
  await expect(beginPasskey(mia.ctx)).rejects.toThrow(refusal('passkeys_full'))
})

test('a person without a password or a provider can’t remove their last passkey', async () => {
  const ned = await newOperator('ned@example.com')
  await add(ned.ctx)
  const { person } = await import('#drizzle/schema.ts')
  await autocommit(db).update(person).set({ passwordHash: null }).where(eq(person.id, ned.actor.personId))
  const [{ id } = { id: '' }] = await listOwnPasskeys(ned.ctx)
  await expect(removePasskey(ned.ctx, id)).rejects.toThrow(refusal('identity_needed'))
  expect(await listOwnPasskeys(ned.ctx)).toHaveLength(1)
})

test('unanswered challenges are limited by address', async () => {
  const ctx = world.visitor('198.51.100.77')
  for (let count = 0; count < 60; count += 1) await beginPasskeySignIn(ctx)
  await expect(beginPasskeySignIn(ctx)).rejects.toThrow(refusal('too_many_tries'))
})

test('at an IP address or without https, there are no passkeys', () => {
  const at = (url: string) => hasPasskeys({ settings: { ...world.services.settings, appUrl: url } })
  expect(['https://a.example', 'http://localhost:3000'].map(at)).toEqual([true, true])
  expect(['http://a.example', 'http://127.0.0.1:3000', 'https://[::1]', 'https://192.0.2.1'].map(at)).toEqual(
    [...[false, false, false, false]],
  )
})
