import { hash } from '@node-rs/argon2'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { audit, person, session } from '#drizzle/schema.ts'
import { isAppError } from '#lib/errors.ts'
import { changePassword } from '#lib/people/change-password.ts'
import { limits } from '#lib/people/limits.ts'
import { disablePerson } from '#lib/people/manage.ts'
import { findActor } from '#lib/people/sessions.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { allow } from '#lib/people/throttle.ts'
import { Secret } from '#lib/secret.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const database = await useDatabase()
const world = createPeopleWorld(database)
const { db } = database

const tryToSignIn = (email: string, password: string, address: string | null = '192.0.2.1') =>
  signIn(world.visitor(address), { email, password: new Secret(password), userAgent: null })

const makeSeller = (email: string) =>
  signUp(world.system, { email, name: 'Blue Kettle', password: new Secret(goodPassword) })

test('a person signs in with another spelling of their email address, and the sign-in leaves an audit entry', async () => {
  const { personId } = await makeSeller('ada@example.com')
  const { sessionToken, isOperator } = await tryToSignIn('  ADA@Example.com ', goodPassword)
  const found = await findActor(world.services, sessionToken)
  expect(found?.actor).toMatchObject({ kind: 'account', personId })
  expect(isOperator).toBe(false)
  expect(await world.trace(found?.session.id ?? '')).toEqual(['session.started'])
})

test('E4: every sign-in creates a new session, of which the database holds only a digest', async () => {
  await makeSeller('bea@example.com')
  const tokens = [
    (await tryToSignIn('bea@example.com', goodPassword)).sessionToken.expose(),
    (await tryToSignIn('bea@example.com', goodPassword)).sessionToken.expose(),
  ]
  expect(new Set(tokens).size).toBe(2)
  const rows = await db.select().from(session)
  for (const token of tokens) expect(JSON.stringify(rows)).not.toContain(token)
})

test('E4: signing in again in the same browser ends the previous session', async () => {
  await makeSeller('cleo@example.com')
  const first = await world.enter('cleo@example.com')
  await signIn(first.ctx, { email: 'cleo@example.com', password: new Secret(goodPassword), userAgent: null })
  expect(await findActor(world.services, first.token)).toBeNull()
  expect(await world.trace(first.session.id)).toEqual(['session.ended', 'session.started'])
})

test('E1: unknown people, disabled people and wrong passwords get the same answer, and the audit log has the reason (G6, G9)', async () => {
  const { personId } = await makeSeller('dora@example.com')
  const gone = await makeSeller('erin@example.com')
  await disablePerson(world.system, gone.personId)
  const answers = await Promise.allSettled([
    tryToSignIn('dora@example.com', 'wrong'),
    tryToSignIn('nobody@example.com', goodPassword),
    tryToSignIn('erin@example.com', goodPassword),
    tryToSignIn('not an address', goodPassword),
    tryToSignIn('', ''),
  ])
  const told = answers.map((answer) =>
    answer.status === 'rejected' && isAppError(answer.reason)
      ? [answer.reason.message, answer.reason.details]
      : null,
  )
  expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(told[0]?.[0]).toMatch(refusal('credentials_wrong'))
  const refused = await db.select().from(audit).where(eq(audit.action, 'session.refused'))
  const reasons = (id: string) =>
    refused.filter(({ targetId }) => targetId === id).map(({ details }) => details.reason)
  expect(reasons(personId)).toEqual(['password_wrong'])
  expect(reasons(gone.personId)).toEqual(['person_disabled'])
  expect(reasons('unknown')).toEqual(['person_unknown', 'person_unknown', 'person_unknown'])
  expect(JSON.stringify(refused)).not.toContain('nobody@example.com')
})

test('E1: guessing at one account from many addresses is limited, and its owner can still sign in from theirs', async () => {
  await makeSeller('gwen@example.com')
  await world.enter('gwen@example.com', '203.0.113.7')
  const { tries } = limits['sign-in.account']
  for (let round = 0; round < tries; round += 1) {
    await expect(tryToSignIn('gwen@example.com', 'wrong', `198.51.100.${100 + round}`)).rejects.toThrow(
      refusal('credentials_wrong'),
    )
  }
  await expect(tryToSignIn('gwen@example.com', goodPassword, '198.51.100.200')).rejects.toThrow(
    refusal('too_many_tries'),
  )
  await expect(world.enter('gwen@example.com', '203.0.113.7')).resolves.toBeDefined()
  world.passMs(limits['sign-in.account'].windowMs)
  await expect(tryToSignIn('gwen@example.com', goodPassword, '198.51.100.200')).resolves.toBeDefined()
})

test('E1: simultaneous tries count like successive ones', async () => {
  await makeSeller('hedy@example.com')
  const { tries } = limits['sign-in.account']
  const answers = await Promise.allSettled(
    Array.from({ length: tries + 5 }, (_, round) =>
      tryToSignIn('hedy@example.com', 'wrong', `198.51.100.${round}`),
    ),
  )
  const codes = answers.map((answer) => (answer.status === 'rejected' ? answer.reason.code : 'in'))
  expect(codes.filter((code) => code === 'credentials_wrong')).toHaveLength(tries)
  expect(codes.filter((code) => code === 'too_many_tries')).toHaveLength(5)
})

test('E1, A22: guessing at many accounts from one address is limited, and a flood leaves one audit entry', async () => {
  const { tries, windowMs } = limits['sign-in.address']
  for (let round = 0; round < tries; round += 1) {
    await tryToSignIn(`person-${round}@example.com`, 'wrong', '2001:db8:1:2::5').catch(() => {})
  }
  const before = await db.$count(audit)
  const from = (address: string) => tryToSignIn('ada@example.com', goodPassword, address)
  await expect(from('2001:db8:1:2::5')).rejects.toThrow(refusal('too_many_tries'))
  await expect(from('2001:DB8:1:2:ffff::9')).rejects.toThrow(refusal('too_many_tries'))
  expect((await db.$count(audit)) - before).toBe(1)
  await expect(from('2001:db8:1:3::5')).resolves.toBeDefined()
  world.passMs(windowMs)
  await expect(from('2001:db8:1:2::5')).resolves.toBeDefined()
})

test('correct passwords use up no tries', async () => {
  await makeSeller('ida@example.com')
  for (let round = 0; round < limits['sign-in.account'].tries + 3; round += 1) {
    await expect(tryToSignIn('ida@example.com', goodPassword, '203.0.113.99')).resolves.toBeDefined()
  }
})

test('A22: correct passwords are checked a limited number of times per address, without affecting others', async () => {
  await makeSeller('ivan@example.com')
  const { tries, windowMs } = limits['password.address']
  const busy = world.visitor('203.0.113.40')
  for (let round = 1; round < tries; round += 1) await allow(busy, 'password.address')
  await expect(tryToSignIn('ivan@example.com', goodPassword, '203.0.113.40')).resolves.toBeDefined()
  const again = () => tryToSignIn('ivan@example.com', goodPassword, '203.0.113.40')
  await expect(again()).rejects.toThrow(refusal('too_many_tries'))
  const { ctx } = await world.enter('ivan@example.com', '203.0.113.41')
  const change = { current: new Secret(goodPassword), wanted: new Secret('harbour-gravel-Monday-77') }
  await expect(changePassword({ ...ctx, address: '203.0.113.40' }, change)).rejects.toThrow(
    refusal('too_many_tries'),
  )
  world.passMs(windowMs)
  await expect(again()).resolves.toBeDefined()
})

test('an older, cheaper hash is replaced at the next sign-in', async () => {
  const { personId } = await makeSeller('june@example.com')
  const older = await hash(goodPassword, { memoryCost: 8192, timeCost: 1 })
  await db.update(person).set({ passwordHash: older }).where(eq(person.id, personId))
  await tryToSignIn('june@example.com', goodPassword)
  const [row] = await db.select().from(person).where(eq(person.id, personId))
  expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  await expect(tryToSignIn('june@example.com', goodPassword)).resolves.toBeDefined()
})

test('a password is the same however the keyboard composes its letters', async () => {
  const password = 'caf\u00e9-Zanzibar-verdigris'
  await signUp(world.system, { email: 'kate@example.com', name: 'K', password: new Secret(password) })
  await expect(tryToSignIn('kate@example.com', password.normalize('NFD'))).resolves.toBeDefined()
})

test('a person signs in after signing up, even if the address was tried too often before', async () => {
  for (let round = 0; round < limits['sign-in.account'].tries; round += 1)
    await expect(tryToSignIn('later@example.com', 'wrong')).rejects.toThrow(refusal('credentials_wrong'))
  await expect(tryToSignIn('later@example.com', 'wrong')).rejects.toThrow(refusal('too_many_tries'))
  await makeSeller('later@example.com')
  await expect(tryToSignIn('later@example.com', goodPassword)).resolves.toHaveProperty('sessionToken')
})
