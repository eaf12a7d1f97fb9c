import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { person, session } from '#drizzle/schema.ts'
import { changePassword } from '#lib/people/change-password.ts'
import { limits } from '#lib/people/limits.ts'
import { listPeople } from '#lib/people/list.ts'
import { changeRole, disablePerson, enablePerson } from '#lib/people/manage.ts'
import { endOtherSessions, endSession, findActor, listSessions } from '#lib/people/sessions.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { deleteOldPeopleRecords } from '#lib/people/tidy.ts'
import { Secret } from '#lib/secret.ts'
import { randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const database = await useDatabase()
const { db } = database
const world = createPeopleWorld(database)
const hourMs = 3_600_000
const isOpen = async (token: Secret) => (await findActor(world.services, token)) !== null

await signUp(world.system, {
  email: 'seller@example.com',
  name: 'Blue Kettle',
  password: new Secret(goodPassword),
})
await world.addOperator('admin@example.com', 'admin')
await world.addOperator('viewer@example.com', 'viewer')

test('E4: an operator is signed out after twelve idle hours, a seller after seven idle days', async () => {
  const operator = await world.enter('viewer@example.com')
  const seller = await world.enter('seller@example.com')
  world.passMs(12 * hourMs - 1)
  expect(await isOpen(operator.token)).toBe(true)
  world.passMs(12 * hourMs)
  expect(await isOpen(operator.token)).toBe(false)
  world.passMs(6 * 24 * hourMs - 1)
  expect(await isOpen(seller.token)).toBe(true)
  world.passMs(7 * 24 * hourMs)
  expect(await isOpen(seller.token)).toBe(false)
})

test('E4: an operator is signed out after seven days, however active', async () => {
  const { token } = await world.enter('viewer@example.com')
  for (let hours = 0; hours < 7 * 24; hours += 6) {
    expect(await isOpen(token)).toBe(true)
    world.passMs(6 * hourMs)
  }
  expect(await isOpen(token)).toBe(false)
})

test('E4: an ended session is invalid immediately, even with its cookie', async () => {
  const { ctx, token, session } = await world.enter('seller@example.com')
  await endSession(ctx, session.id)
  expect(await isOpen(token)).toBe(false)
  expect(await world.trace(session.id)).toEqual(['session.ended', 'session.started'])
  await endSession(ctx, session.id)
  expect(await world.trace(session.id)).toHaveLength(2)
})

test('a made-up token doesn’t work', async () => {
  expect(await isOpen(new Secret(randomToken()))).toBe(false)
  expect(await isOpen(new Secret(''))).toBe(false)
})

test('a person sees their own sessions only, and ends all but this one', async () => {
  const here = await world.enter('seller@example.com')
  const there = await world.enter('seller@example.com', '203.0.113.5')
  const stranger = await world.enter('viewer@example.com')
  const listed = await listSessions(here.ctx)
  expect(listed.map(({ id }) => id).sort()).toEqual([here.session.id, there.session.id].sort())
  expect(listed.filter(({ isCurrent }) => isCurrent).map(({ id }) => id)).toEqual([here.session.id])
  await endOtherSessions(here.ctx)
  expect(await Promise.all([here, there, stranger].map(({ token }) => isOpen(token)))).toEqual([
    true,
    false,
    true,
  ])
  expect(await world.trace(there.session.id)).toEqual(['session.ended', 'session.started'])
})

test("C12: another person's session can't be ended, nor one with an invalid id", async () => {
  const mine = await world.enter('seller@example.com')
  const theirs = await world.enter('viewer@example.com')
  await endSession(mine.ctx, theirs.session.id)
  await endSession(mine.ctx, "' or 1=1")
  expect(await isOpen(theirs.token)).toBe(true)
})

test('a visitor has no sessions to list or end', async () => {
  for (const verb of [listSessions, endOtherSessions, (ctx = world.visitor()) => endSession(ctx, 'x')]) {
    await expect(verb(world.visitor())).rejects.toThrow(refusal('sign_in_required'))
  }
})

test('E4: a disabled person is signed out immediately and can’t sign in until enabled', async () => {
  const { token, person } = await world.enter('viewer@example.com')
  await disablePerson(world.system, person.id)
  expect(await isOpen(token)).toBe(false)
  await expect(world.enter('viewer@example.com')).rejects.toThrow(refusal('credentials_wrong'))
  await enablePerson(world.system, person.id)
  expect(await isOpen(token)).toBe(false)
  await expect(world.enter('viewer@example.com')).resolves.toBeDefined()
  expect((await world.trace(person.id)).slice(0, 3)).toEqual([
    'person.enabled',
    'session.refused',
    'person.disabled',
  ])
})

test('E7: a changed role takes effect at the next request of an open session', async () => {
  const { token, person } = await world.enter('viewer@example.com')
  await changeRole(world.system, person.id, 'operator')
  expect((await findActor(world.services, token))?.actor).toMatchObject({
    kind: 'operator',
    role: 'operator',
  })
  await changeRole(world.system, person.id, 'viewer')
  expect((await findActor(world.services, token))?.actor).toMatchObject({ role: 'viewer' })
})

test('E4: a new password ends the other sessions and keeps this one', async () => {
  const here = await world.enter('seller@example.com')
  const there = await world.enter('seller@example.com')
  const wanted = new Secret('harbour-gravel-Monday-77')
  const [{ passwordHash } = { passwordHash: null }] = await db
    .select()
    .from(person)
    .where(eq(person.id, here.person.id))
  await changePassword(here.ctx, { current: new Secret(goodPassword), wanted })
  expect([await isOpen(here.token), await isOpen(there.token)]).toEqual([true, false])
  await expect(world.enter('seller@example.com')).rejects.toThrow(refusal('credentials_wrong'))
  const again = await signIn(world.visitor(), {
    email: 'seller@example.com',
    password: wanted,
    userAgent: null,
  })
  expect(await isOpen(again.sessionToken)).toBe(true)
  await expect(
    changePassword(here.ctx, { current: wanted, wanted: new Secret(goodPassword) }),
  ).rejects.toThrow(refusal('password_used_before'))
  await db.update(person).set({ passwordHash }).where(eq(person.id, here.person.id))
  expect(await world.trace(here.person.id)).toContain('person.password-changed')
})

test('changing a password requires the current one, and guessing it is limited', async () => {
  const { ctx } = await world.enter('seller@example.com')
  const change = () =>
    changePassword(ctx, { current: new Secret('wrong'), wanted: new Secret('harbour-gravel-Monday-77') })
  for (let round = 0; round < limits['password.person'].tries; round += 1) {
    await expect(change()).rejects.toThrow(refusal('password_wrong'))
  }
  await expect(change()).rejects.toThrow(refusal('too_many_tries'))
  world.passMs(limits['password.person'].windowMs)
  await expect(change()).rejects.toThrow(refusal('password_wrong'))
})

test('one of two simultaneous password changes is accepted', async () => {
  const { ctx } = await world.enter('viewer@example.com')
  const current = new Secret(goodPassword)
  const answers = await Promise.allSettled([
    changePassword(ctx, { current, wanted: new Secret('harbour-gravel-Monday-77') }),
    changePassword(ctx, { current, wanted: new Secret('lantern-gravel-Friday-78') }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('old rows are deleted, apart from the one that says when a person was seen last', async () => {
  const { session: earlier } = await world.enter('seller@example.com')
  world.passMs(hourMs)
  const { token, session: open } = await world.enter('seller@example.com')
  await expect(deleteOldPeopleRecords(world.visitor())).rejects.toThrow(refusal('sign_in_required'))
  await deleteOldPeopleRecords(world.system)
  expect(await isOpen(token)).toBe(true)
  world.passMs(121 * 24 * hourMs)
  await deleteOldPeopleRecords(world.system)
  expect(await db.select().from(session).where(eq(session.id, earlier.id))).toEqual([])
  const kept = await db.select().from(session).where(eq(session.id, open.id))
  expect(kept).toMatchObject([{ address: null, userAgent: null }])
  const admin = await world.enter('admin@example.com')
  const { rows } = await listPeople(admin.ctx, { side: 'accounts' })
  expect(
    rows.map(({ lastSeenAt }) => lastSeenAt),
    'not “Never”',
  ).toEqual([kept[0]?.seenAt])
})
