import { expect, test } from 'vitest'
import { draft } from '#drizzle/schema.ts'
import { draftLifeMs, dropDraft, keepDraft, readDraft } from '#lib/people/drafts.ts'
import { disablePerson } from '#lib/people/manage.ts'
import { endSession } from '#lib/people/sessions.ts'
import { deleteOldPeopleRecords } from '#lib/people/tidy.ts'
import { Secret } from '#lib/secret.ts'
import { createKeyRing } from '#lib/vault/key-ring.ts'
import { randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createPeopleWorld, refusal } from './people-world.ts'

const database = await useDatabase()
const world = createPeopleWorld(database)
const typed = { path: '/ops/keys', values: { name: 'Repricer \u0000 🪁', roles: 'Pricing\n'.repeat(5_000) } }
const [ann, bob] = ['ann@example.com', 'bob@example.com'] as const
for (const email of [ann, bob]) await world.addOperator(email, 'admin')

/** Signed in before, and out since. */
async function leave(email: string): Promise<Secret> {
  const { ctx, session, token } = await world.enter(email)
  await endSession(ctx, session.id)
  return token
}

test('a draft is stored only for the person whose session it was', async () => {
  expect(await keepDraft(world.services, await leave(ann), typed)).toBe(true)
  const other = await world.enter(bob)
  expect(await readDraft(other.ctx)).toBeNull()
  expect(await dropDraft(other.ctx, typed.path)).toBe(false)
  await expect(readDraft(world.visitor())).rejects.toThrow(refusal('sign_in_required'))
  const { ctx } = await world.enter(ann)
  expect(await readDraft(ctx)).toEqual(typed)
  expect(await dropDraft(ctx, '/ops/links'), 'of another page').toBe(false)
  expect(await dropDraft(ctx, typed.path)).toBe(true)
  expect(await readDraft(ctx)).toBeNull()
  expect(await dropDraft(ctx, typed.path)).toBe(false)
})

test('a person’s last draft is stored for half an hour, and sealed', async () => {
  const token = await leave(ann)
  await keepDraft(world.services, token, typed)
  await keepDraft(world.services, token, { path: '/ops/links', values: { name: 'Harbor Pine' } })
  const rows = await database.db.select().from(draft)
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain('Harbor')
  const { ctx } = await world.enter(ann)
  world.passMs(draftLifeMs - 1)
  expect(await readDraft(ctx)).toMatchObject({ values: { name: 'Harbor Pine' } })
  await deleteOldPeopleRecords(world.system)
  expect(await database.db.select().from(draft)).toHaveLength(1)
  world.passMs(1)
  expect(await readDraft(ctx)).toBeNull()
  await deleteOldPeopleRecords(world.system)
  expect(await database.db.select().from(draft)).toEqual([])
})

test('a made-up token stores nothing, and a draft whose key is gone is forgotten', async () => {
  expect(await keepDraft(world.services, new Secret(randomToken()), typed)).toBe(false)
  await keepDraft(world.services, await leave(ann), typed)
  const { ctx } = await world.enter(ann)
  const keyRing = createKeyRing('test', [{ id: 'k2', key: new Secret(randomToken()) }])
  expect(await readDraft({ ...ctx, keyRing })).toBeNull()
  expect(await readDraft(ctx)).toEqual(typed)
})

test('a draft of a disabled person is stored, but can’t be read', async () => {
  const { token, person } = await world.enter(bob)
  const admin = await world.enter(ann)
  await disablePerson(admin.ctx, person.id)
  expect(await keepDraft(world.services, token, typed)).toBe(true)
  await expect(world.enter(bob)).rejects.toThrow(refusal('credentials_wrong'))
})
