import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { message, person } from '#drizzle/schema.ts'
import { acceptInvitation } from '#lib/people/accept-invitation.ts'
import { readOwnEmail, resendEmailConfirmation } from '#lib/people/confirm-email.ts'
import { freeAddress } from '#lib/people/free-address.ts'
import { inviteOperator, makeSetupLink } from '#lib/people/invite.ts'
import { listPeople } from '#lib/people/list.ts'
import { findActor } from '#lib/people/sessions.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { Secret } from '#lib/secret.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const { db, ...database } = await useDatabase()
const world = createPeopleWorld({ db, ...database })
await world.addOperator('admin@example.com', 'admin')
const admin = await world.enter('admin@example.com')

const strangersPassword = 'gravel-Monday-62-osprey'
const signUpAs = (email: string, password = strangersPassword) =>
  signUp(world.visitor(), { email, name: 'A stranger', password: new Secret(password) })
const signInAs = (email: string, password: string) =>
  signIn(world.visitor(), { email, password: new Secret(password), userAgent: null })
const accept = (token: Secret, email = '') =>
  acceptInvitation(world.visitor(), { token, name: 'Nina', email, password: new Secret(goodPassword) })
const personOf = async (id: string) => (await db.select().from(person).where(eq(person.id, id)))[0]

test('invites an operator although a stranger has signed up with the address, and names the stranger’s account', async () => {
  const { personId } = await signUpAs('new@example.com')
  const { token, displaces } = await inviteOperator(admin.ctx, { email: 'new@example.com', role: 'operator' })
  const stranger = await personOf(personId)
  expect(displaces).toMatchObject({ id: stranger?.accountId, name: 'A stranger' })
  await accept(token)
  expect((await world.enter('new@example.com')).actor).toMatchObject({ kind: 'operator', role: 'operator' })
})

test('an open invitation survives a stranger who signs up with its address', async () => {
  const { token } = await inviteOperator(admin.ctx, { email: 'later@example.com', role: 'viewer' })
  const { personId } = await signUpAs('Later@example.com')
  const before = await personOf(personId)
  const { sessionToken } = await signInAs('later@example.com', strangersPassword)
  await accept(token)
  expect((await world.enter('later@example.com')).actor).toMatchObject({ role: 'viewer' })

  // The stranger keeps the account, the session and the password; only the address is gone.
  const after = await personOf(personId)
  expect(after).toEqual({ ...before, email: `freed-${personId}@address.invalid` })
  expect((await findActor(world.services, sessionToken))?.actor).toMatchObject({ personId, kind: 'account' })
  await expect(signInAs('later@example.com', strangersPassword)).rejects.toThrow(refusal('credentials_wrong'))
  await expect(signInAs(after?.email ?? '', strangersPassword)).resolves.toHaveProperty('sessionToken')
  expect(await world.trace(personId)).toContain('person.address-freed')
})

test('a set-up link wins over a sign-up with the address that the administrator chooses', async () => {
  await signUpAs('chief@example.com')
  const link = await makeSetupLink(world.services)
  await accept(new Secret(new URL(link).hash.slice(1)), 'chief@example.com')
  expect((await world.enter('chief@example.com')).actor).toMatchObject({ role: 'admin' })
})

test('an invitation wins over a sign-up that happens at the same moment', async () => {
  for (let round = 0; round < 5; round += 1) {
    const email = `race-${round}@example.com`
    const { token } = await inviteOperator(admin.ctx, { email, role: 'operator' })
    const [accepted] = await Promise.allSettled([accept(token), signUpAs(email)])
    expect(accepted.status).toBe('fulfilled')
    const rows = await db.select().from(person).where(sql`lower(${person.email}) = ${email}`)
    expect(rows.map(({ role }) => role)).toEqual(['operator'])
  }
})

test('an invitation, a set-up link or a sign-up can’t take an operator’s address', async () => {
  const link = await makeSetupLink(world.services)
  const token = new Secret(new URL(link).hash.slice(1))
  await expect(accept(token, 'admin@example.com')).rejects.toThrow(refusal('email_taken'))
  await expect(inviteOperator(admin.ctx, { email: 'admin@example.com', role: 'admin' })).rejects.toThrow(
    refusal('person_exists'),
  )
  await expect(signUpAs('admin@example.com')).rejects.toThrow(refusal('email_taken'))
  expect((await world.enter('admin@example.com')).person.id).toBe(admin.person.id)
})

test('an administrator frees an address, and its owner signs up with it', async () => {
  const { personId } = await signUpAs('customer@example.com')
  const [listed] = (await listPeople(admin.ctx, { side: 'accounts', search: 'customer@' })).rows
  expect(listed).toMatchObject({ id: personId, accountName: 'A stranger' })
  const byId = await listPeople(admin.ctx, { side: 'operators', search: personId })
  expect(byId.rows, 'found by id on either side').toEqual([listed])
  expect(listed?.accountId).toBe((await personOf(personId))?.accountId)
  await expect(signUpAs('customer@example.com', goodPassword)).rejects.toThrow(refusal('email_taken'))

  await Promise.all([freeAddress(admin.ctx, personId), freeAddress(admin.ctx, personId)])
  expect((await world.trace(personId)).filter((action) => action === 'person.address-freed')).toHaveLength(1)
  const owner = await signUpAs('customer@example.com', goodPassword)
  expect((await world.enter('customer@example.com')).person.id).toBe(owner.personId)
})

test('a seller whose address was freed reads so, and gets no confirmation at the placeholder', async () => {
  const { personId } = await signUpAs('taken-out@example.com', goodPassword)
  const { ctx } = await world.enter('taken-out@example.com')
  expect(await readOwnEmail(ctx)).toMatchObject({ isTakenOut: false })
  await freeAddress(admin.ctx, personId)
  expect(await readOwnEmail(ctx)).toMatchObject({ isConfirmed: false, isTakenOut: true })
  await expect(resendEmailConfirmation(ctx)).rejects.toThrow(refusal('email_taken_out'))
  expect(await db.$count(message, eq(message.recipient, `freed-${personId}@address.invalid`))).toBe(0)
})

test('only an administrator can free an address, and only a seller’s', async () => {
  const { personId } = await signUpAs('kept@example.com')
  await world.addOperator('plain@example.com', 'operator')
  const plain = await world.enter('plain@example.com')
  const seller = world.as({ ...admin.actor, kind: 'account', accountId: newId() })
  await expect(freeAddress(plain.ctx, personId)).rejects.toThrow(refusal('not_allowed'))
  await expect(freeAddress(seller, personId)).rejects.toThrow(refusal('not_allowed'))
  await expect(freeAddress(world.visitor(), personId)).rejects.toThrow(refusal('sign_in_required'))
  await expect(freeAddress(admin.ctx, plain.person.id)).rejects.toThrow(refusal('person_is_operator'))
  for (const id of [newId(), 'x']) {
    await expect(freeAddress(admin.ctx, id)).rejects.toThrow(refusal('person_not_found'))
  }
  expect((await personOf(personId))?.email).toBe('kept@example.com')
})

test('nobody can sign up or be invited with a placeholder address', async () => {
  const email = `freed-${newId()}@address.invalid`
  await expect(signUpAs(email)).rejects.toThrow(refusal('email_invalid'))
  await expect(inviteOperator(admin.ctx, { email, role: 'viewer' })).rejects.toThrow(refusal('email_invalid'))
})
