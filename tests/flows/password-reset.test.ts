import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { passwordReset } from '#drizzle/schema.ts'
import { changePassword } from '#lib/people/change-password.ts'
import { freeAddress } from '#lib/people/free-address.ts'
import { limits } from '#lib/people/limits.ts'
import { disablePerson, enablePerson } from '#lib/people/manage.ts'
import {
  createPasswordReset,
  passwordResetLink,
  readPasswordReset,
  resetLifeMs,
  resetPassword,
} from '#lib/people/password-reset.ts'
import { findActor } from '#lib/people/sessions.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { allow } from '#lib/people/throttle.ts'
import { Secret } from '#lib/secret.ts'
import { newId, randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const database = await useDatabase()
const { db } = database
const world = createPeopleWorld(database)
await world.addOperator('admin@example.com', 'admin')
await world.addOperator('plain@example.com', 'operator')
const admin = await world.enter('admin@example.com')
const newPassword = 'copper-Sunday-91-lantern'

const join = async (email: string) => {
  const password = new Secret(goodPassword)
  return (await signUp(world.visitor(), { email, name: 'Blue Kettle', password })).personId
}
const reset = (token: Secret, password = newPassword, address?: string) =>
  resetPassword(world.visitor(address), { token, password: new Secret(password) })
const signInWith = (email: string, password: string) =>
  signIn(world.visitor(), { email, password: new Secret(password), userAgent: null })

beforeEach(() => world.confirm(admin.ctx))

test('a person who forgot the password sets a new one with a link, and is signed out everywhere', async () => {
  const personId = await join('kettle@example.com')
  const before = await world.enter('kettle@example.com')
  const { token } = await createPasswordReset(admin.ctx, personId)
  const link = passwordResetLink(world.services.settings, token)
  expect(link).toBe(`https://gatehouse.example.com/reset#${token.expose()}`)
  expect(JSON.stringify(await db.select().from(passwordReset))).not.toContain(token.expose())
  expect(await readPasswordReset(world.visitor(), token)).toEqual({ email: 'kettle@example.com' })

  await expect(reset(token, 'short')).rejects.toThrow(refusal('password_too_short'))
  expect(await reset(token)).toEqual({ email: 'kettle@example.com' })
  expect(await findActor(world.services, before.token)).toBeNull()
  await expect(signInWith('kettle@example.com', goodPassword)).rejects.toThrow(refusal('credentials_wrong'))
  await expect(signInWith('kettle@example.com', newPassword)).resolves.toHaveProperty('sessionToken')
  expect((await world.trace(personId)).filter((action) => action.startsWith('person.'))).toEqual([
    ...['person.password-reset', 'person.reset-link-created'],
  ])
})

test('a person gets in with the new password, however many wrong ones were tried before', async () => {
  const personId = await join('guessed@example.com')
  for (let round = 0; round < limits['sign-in.account'].tries; round += 1)
    await expect(signInWith('guessed@example.com', 'wrong')).rejects.toThrow(refusal('credentials_wrong'))
  await expect(signInWith('guessed@example.com', goodPassword)).rejects.toThrow(refusal('too_many_tries'))
  const { token } = await createPasswordReset(admin.ctx, personId)
  await reset(token)
  await expect(signInWith('guessed@example.com', newPassword)).resolves.toHaveProperty('sessionToken')
})

test('the form that sets a password signs in, even from an address with too many wrong ones', async () => {
  await join('neighbor@example.com')
  const visitor = world.visitor('203.0.113.78')
  const request = { email: 'neighbor@example.com', password: new Secret(goodPassword), userAgent: null }
  for (let round = 0; round < limits['sign-in.address'].tries; round += 1)
    await allow(visitor, 'sign-in.address')
  await expect(signIn(visitor, request)).rejects.toThrow(refusal('too_many_tries'))
  await expect(signIn(visitor, { ...request, isJustSet: true })).resolves.toHaveProperty('sessionToken')
  const wrong = { ...request, password: new Secret('wrong'), isJustSet: true }
  await expect(signIn(visitor, wrong)).rejects.toThrow(refusal('credentials_wrong'))
})

test('a link works once, also for two at the same time, and not after a day', async () => {
  const personId = await join('once@example.com')
  const { token } = await createPasswordReset(admin.ctx, personId)
  const answers = await Promise.allSettled([reset(token), reset(token)])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(reset(token)).rejects.toThrow(refusal('reset_not_found'))
  const late = await createPasswordReset(admin.ctx, personId)
  world.passMs(resetLifeMs)
  await expect(readPasswordReset(world.visitor(), late.token)).rejects.toThrow(refusal('reset_not_found'))
})

test('a newer link, a password change and disabling the person invalidate an unused link', async () => {
  const personId = await join('ended@example.com')
  const first = await createPasswordReset((await world.enter('admin@example.com')).ctx, personId)
  const second = await createPasswordReset(admin.ctx, personId)
  await expect(reset(first.token)).rejects.toThrow(refusal('reset_not_found'))

  const { ctx } = await world.enter('ended@example.com')
  await changePassword(ctx, { current: new Secret(goodPassword), wanted: new Secret(`${newPassword}-2`) })
  await expect(reset(second.token)).rejects.toThrow(refusal('reset_not_found'))

  const third = await createPasswordReset(admin.ctx, personId)
  await disablePerson(admin.ctx, personId)
  await expect(reset(third.token)).rejects.toThrow(refusal('reset_not_found'))
  await expect(createPasswordReset(admin.ctx, personId)).rejects.toThrow(refusal('person_is_disabled'))
  await enablePerson(admin.ctx, personId)
  await expect(reset(third.token)).rejects.toThrow(refusal('reset_not_found'))
  await expect(createPasswordReset(admin.ctx, personId)).resolves.toHaveProperty('token')
})

test('a seller whose address was freed gets back in with a link', async () => {
  const personId = await join('lost@example.com')
  await freeAddress(admin.ctx, personId)
  const { token } = await createPasswordReset(admin.ctx, personId)
  const email = `freed-${personId}@address.invalid`
  expect(await reset(token)).toEqual({ email })
  await expect(signInWith(email, newPassword)).resolves.toHaveProperty('sessionToken')
})

test('only an administrator can create a link, and guessing links is limited', async () => {
  const personId = await join('target@example.com')
  const plain = await world.enter('plain@example.com')
  const seller = world.as({ ...admin.actor, kind: 'account', accountId: newId() })
  await expect(createPasswordReset(plain.ctx, personId)).rejects.toThrow(refusal('not_allowed'))
  await expect(createPasswordReset(seller, personId)).rejects.toThrow(refusal('not_allowed'))
  await expect(createPasswordReset(world.visitor(), personId)).rejects.toThrow(refusal('sign_in_required'))
  for (const id of [newId(), 'x'])
    await expect(createPasswordReset(admin.ctx, id)).rejects.toThrow(refusal('person_not_found'))
  expect(await db.select().from(passwordReset).where(eq(passwordReset.personId, personId))).toEqual([])

  const guess = () => readPasswordReset(world.visitor('203.0.113.77'), new Secret(randomToken()))
  for (let round = 0; round < limits['reset.address'].tries; round += 1)
    await expect(guess()).rejects.toThrow(refusal('reset_not_found'))
  await expect(guess()).rejects.toThrow(refusal('too_many_tries'))
})
