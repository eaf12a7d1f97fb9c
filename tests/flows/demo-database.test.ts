import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { apiKey, setting } from '#drizzle/schema.ts'
import { sqlClient } from '#lib/database/pool.ts'
import { readEnvironment } from '#lib/env.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { insertApiKey } from '#lib/store/api-keys.ts'
import { findPersonByEmail } from '#lib/store/people/people.ts'
import { writeSetting } from '#lib/store/settings.ts'
import { newId } from '#lib/vault/random.ts'
import { demoEnvironment } from '#scripts/demo/environment.ts'
import { demoPasswords, seedDemo } from '#scripts/demo/seed.ts'
import { adminEmail } from '#scripts/demo/seed-people.ts'
import { type TestDatabase, useDatabase } from '../fixtures/database.ts'
import { urlOf } from '../fixtures/database-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-demo-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** `npm run demo -- --empty` up to where its programs start. */
async function seed({ location }: TestDatabase, { isReset = false } = {}): Promise<void> {
  const environment = await unwrapEnvironment(
    readEnvironment({ ...demoEnvironment({}, folder), DATABASE_URL: urlOf(location), LOG_LEVEL: 'error' }),
  )
  await seedDemo(environment, demoPasswords(environment), { isEmpty: true, isReset }, () => {})
}

const newKey = () => ({
  ...{ id: newId(), name: 'Imports', prefix: 'ghk_1', digest: newId(), scopes: ['tokens:vend' as const] },
  createdAt: new Date(),
})

const installation = await useDatabase()

test('a demo touches nothing in the database of an installation that has no people yet', async () => {
  const { db } = installation
  await insertApiKey(db, newKey())
  await sqlClient(db)`create table ledger as select 1 as entry`
  for (const isReset of [false, true]) {
    await expect(seed(installation, { isReset })).rejects.toThrow('is in use and is not a demo. Point')
  }
  expect(await db.$count(apiKey)).toBe(1)
  expect(await sqlClient(db)`select from ledger`).toHaveLength(1)
})

const shared = await useDatabase()

test('resetting a demo removes its data, and leaves the tables of another program alone', async () => {
  const { db } = shared
  await sqlClient(db)`create table ledger as select 1 as entry`
  await seed(shared)
  await insertApiKey(db, newKey())
  await seed(shared)
  expect(await db.$count(apiKey)).toBe(1)
  await seed(shared, { isReset: true })
  expect(await db.$count(apiKey)).toBe(0)
  expect(await findPersonByEmail(db, adminEmail)).not.toBeNull()
  expect(await sqlClient(db)`select from ledger`).toHaveLength(1)
})

const interrupted = await useDatabase()

test('a demo whose year was interrupted waits for the disk again when it starts empty', async () => {
  const { db } = interrupted
  const sql = sqlClient(db)
  await writeSetting(db, 'demo', 'true')
  await writeSetting(db, 'demo_world', 'building')
  await sql.unsafe(`do $$ begin execute format(
    'alter role current_user in database %I set synchronous_commit = off', current_database()); end $$`)
  await seed(interrupted)
  expect(
    await sql`
    select setconfig from pg_db_role_setting join pg_database on pg_database.oid = setdatabase
    where datname = current_database() and 'synchronous_commit=off' = any(setconfig)`,
  ).toEqual([])
})

const halfMarked = await useDatabase()

test('a demo that is killed while it marks its database begins again', async () => {
  const { db } = halfMarked
  await db.execute(`create function refuse_world() returns trigger language plpgsql
    as $$ begin if new.name = 'demo_world' then raise exception 'refused by a test'; end if; return new; end $$`)
  await db.execute(
    `create trigger refuse_world before insert on setting for each row execute function refuse_world()`,
  )
  await expect(seed(halfMarked)).rejects.toThrow()
  expect(await db.$count(setting)).toBe(0)
})
