import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { account, person } from '#drizzle/schema.ts'
import type { Context } from '#lib/context.ts'
import { limits } from '#lib/people/limits.ts'
import { listPeople } from '#lib/people/list.ts'
import { changeRole, disablePerson, enablePerson } from '#lib/people/manage.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { Secret } from '#lib/secret.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const database = await useDatabase()
const world = createPeopleWorld(database)
const { db } = database
const join = (ctx: Context, email: string, name = 'Blue Kettle', password = goodPassword) =>
  signUp(ctx, { email, name, password: new Secret(password) })
const roleOf = async (id: string) => (await db.select().from(person).where(eq(person.id, id)))[0]?.role

const first = await world.addOperator('first@example.com', 'admin')
await world.addOperator('viewer@example.com', 'viewer')
const seller = await join(world.system, 'seller@example.com')

test('E8: the last administrator can be neither demoted nor disabled', async () => {
  const { ctx } = await world.enter('first@example.com')
  await expect(changeRole(ctx, first, 'viewer')).rejects.toThrow(refusal('last_admin'))
  await expect(disablePerson(ctx, first)).rejects.toThrow(refusal('last_admin'))
  const second = await world.addOperator('second@example.com', 'admin')
  await disablePerson(ctx, second)
  await expect(changeRole(ctx, first, 'operator')).rejects.toThrow(refusal('last_admin'))
  await enablePerson(ctx, second)
  await changeRole(ctx, second, 'viewer')
  expect((await world.trace(second))[0]).toBe('person.role-changed')
})

test('E8: when two administrators demote each other at the same time, one stays', async () => {
  const rival = await world.addOperator('rival@example.com', 'admin')
  const [one, two] = [await world.enter('first@example.com'), await world.enter('rival@example.com')]
  for (let round = 0; round < 10; round += 1) {
    const answers = await Promise.allSettled([
      changeRole(one.ctx, rival, 'viewer'),
      round % 2 === 0 ? changeRole(two.ctx, first, 'operator') : disablePerson(two.ctx, first),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    for (const id of [first, rival]) {
      await changeRole(world.system, id, 'admin')
      await enablePerson(world.system, id)
    }
  }
  await changeRole(world.system, rival, 'viewer')
})

test('E7: only an administrator can see and change people', async () => {
  const visitor = world.visitor()
  for (const email of ['viewer@example.com', 'seller@example.com']) {
    const { ctx, person } = await world.enter(email)
    for (const refused of [
      () => listPeople(ctx, { side: 'operators' }),
      () => changeRole(ctx, person.id, 'admin'),
      () => disablePerson(ctx, first),
      () => enablePerson(ctx, first),
    ]) {
      await expect(refused()).rejects.toThrow(refusal('not_allowed'))
    }
  }
  await expect(changeRole(visitor, first, 'viewer')).rejects.toThrow(refusal('sign_in_required'))
  expect(await roleOf(first)).toBe('admin')
})

test("a seller never becomes an operator, and people who don't exist are not found", async () => {
  const { ctx } = await world.enter('first@example.com')
  await expect(changeRole(ctx, seller.personId, 'admin')).rejects.toThrow(refusal('input_invalid'))
  await expect(changeRole(ctx, first, 'account')).rejects.toThrow(refusal('input_invalid'))
  for (const id of [newId(), 'no id']) {
    await expect(disablePerson(ctx, id)).rejects.toThrow(refusal('person_not_found'))
  }
})

test('signing up creates an account and its person, and leaves an audit entry', async () => {
  const { personId } = await join(world.visitor(), ' New.Seller@Example.com ', '  Nine   Pins Ltd ')
  const [row] = await db.select().from(person).where(eq(person.id, personId))
  expect(row).toMatchObject({ email: 'new.seller@example.com', name: 'Nine Pins Ltd', role: 'account' })
  expect(await world.trace(row?.accountId ?? '')).toEqual(['account.signed-up'])
})

test('an email address can sign up once, even if the form is sent twice, and leaves no partial account', async () => {
  const accounts = await db.$count(account)
  await expect(join(world.visitor(), 'SELLER@example.com')).rejects.toThrow(refusal('email_taken'))
  const answers = await Promise.allSettled([1, 2, 3].map(() => join(world.visitor(), 'twice@example.com')))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db.$count(account)).toBe(accounts + 1)
})

test('E2: short, endless and easy passwords are refused, long ones and any characters are accepted', async () => {
  const tryPassword = (password: string, email = 'pw@example.com') =>
    join(world.system, email, 'Marigold Trading', password)
  await expect(tryPassword('kelp-51-xylo')).resolves.toBeDefined()
  for (const [password, code] of [
    ['kelp-51-xyl', 'password_too_short'],
    ['\u{1F511}'.repeat(11), 'password_too_short'],
    ['x7-'.repeat(43), 'password_too_long'],
    ['password1234', 'password_too_common'],
    ['P4ssw0rd!P4ssw0rd!', 'password_too_common'],
    ['MarigoldTrading', 'password_too_common'],
    ['some.seller@example.com', 'password_too_common'],
    ['AcmeTools2026', 'password_too_common'],
  ] as const) {
    await expect(tryPassword(password, 'some.seller@example.com'), password).rejects.toThrow(refusal(code))
  }
  const long = Array.from({ length: 128 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)).join('')
  await expect(tryPassword(long, 'long@example.com')).resolves.toBeDefined()
})

test('invalid names and addresses are refused', async () => {
  for (const email of ['', 'nobody', 'a@b', 'a b@example.com', `${'a'.repeat(250)}@example.com`]) {
    await expect(join(world.system, email), email).rejects.toThrow(refusal('email_invalid'))
  }
  for (const name of ['', '   ', 'x'.repeat(101), 'a\u0000b', 'a\u202eb']) {
    await expect(join(world.system, 'name@example.com', name)).rejects.toThrow(refusal('name_invalid'))
  }
})

test('sign-up can be turned off', async () => {
  const closed = { ...world.visitor(), settings: { ...world.services.settings, signUpOpen: false } }
  await expect(join(closed, 'late@example.com')).rejects.toThrow(refusal('sign_up_closed'))
})

test('A22: trying many addresses is limited', async () => {
  const ask = () => join(world.visitor('203.0.113.42'), 'seller@example.com')
  for (let round = 0; round < limits['sign-up.address'].tries; round += 1) {
    await expect(ask()).rejects.toThrow(refusal('email_taken'))
  }
  await expect(ask()).rejects.toThrow(refusal('too_many_tries'))
})

test('A22: a flood of weak passwords is throttled before they are checked', async () => {
  const ask = () =>
    join(world.visitor('203.0.113.43'), 'easy@example.com', 'Marigold Trading', 'password1234')
  for (let round = 0; round < limits['sign-up.address'].tries; round += 1) {
    await expect(ask()).rejects.toThrow(refusal('password_too_common'))
  }
  await expect(ask()).rejects.toThrow(refusal('too_many_tries'))
})

test('people are listed by side, searched as typed, and paged', async () => {
  const { ctx } = await world.enter('first@example.com')
  for (let index = 0; index < 5; index += 1)
    await join(world.system, `row${index}@example.com`, `100%_${index} Ltd`)
  const emails = async (search: string, side: 'operators' | 'accounts' = 'accounts') =>
    (await listPeople(ctx, { side, search })).rows.map(({ email }) => email)
  expect(await emails('', 'operators')).toContain('viewer@example.com')
  expect(await emails('viewer')).toEqual([])
  expect(await emails('0%_')).toHaveLength(5)
  expect(await emails('0%_3 LTD')).toEqual(['row3@example.com'])
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listPeople(ctx, {
      side: 'accounts',
      search: '100%',
      limit: 2,
      ...(after && { after }),
    })
    seen.push(...page.rows.map(({ email }) => email))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(seen.sort()).toEqual([0, 1, 2, 3, 4].map((index) => `row${index}@example.com`))
  await expect(listPeople(ctx, { side: 'accounts', after: 'x' })).rejects.toThrow(refusal('input_invalid'))
})
