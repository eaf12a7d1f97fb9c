import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, inject, onTestFinished, test } from 'vitest'
import { freePort } from '#bench/free-port.ts'
import { apiKey, setting } from '#drizzle/schema.ts'
import { connect, type DatabaseLocation } from '#lib/database/connect.ts'
import { sqlClient } from '#lib/database/pool.ts'
import { childEnvironment, readEnvironment } from '#lib/env.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { insertApiKey } from '#lib/store/api-keys.ts'
import { findPersonByEmail } from '#lib/store/people/people.ts'
import { writeSetting } from '#lib/store/settings.ts'
import { newId } from '#lib/vault/random.ts'
import { demoEnvironment } from '#scripts/demo/environment.ts'
import { demoPasswords, requireDemoDatabase, seedDemo } from '#scripts/demo/seed.ts'
import { adminEmail } from '#scripts/demo/seed-people.ts'
import { projectFolder } from '#scripts/load-environment.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'
import { type TestDatabase, useDatabase } from '../fixtures/database.ts'
import {
  asAdministrator,
  locate,
  locateAsAdministrator,
  makeDatabase,
  urlOf,
} from '../fixtures/database-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-demo-'))
afterAll(() => rmSync(folder, { recursive: true }))

const environmentOf = (location: DatabaseLocation) =>
  unwrapEnvironment(
    readEnvironment({ ...demoEnvironment({}, folder), DATABASE_URL: urlOf(location), LOG_LEVEL: 'error' }),
  )

/** `npm run demo -- --empty` up to where its programs start. */
async function seed({ location }: TestDatabase, { isReset = false } = {}): Promise<void> {
  const environment = await environmentOf(location)
  await seedDemo(environment, demoPasswords(environment), { isEmpty: true, isReset }, () => {})
}

const newKey = () => ({
  id: newId(),
  name: 'Imports',
  prefix: 'ghk_1',
  digest: newId(),
  scopes: ['tokens:vend' as const],
  createdAt: new Date(),
})

const installation = await useDatabase()

test('a demo touches nothing in the database of an installation that has no people yet', async () => {
  const { db } = installation
  await insertApiKey(db, newKey())
  await sqlClient(db)`create table ledger as select 1 as entry`
  for (const isReset of [false, true]) {
    await expect(seed(installation, { isReset })).rejects.toThrow('it is in use and is not a demo')
  }
  expect(await db.$count(apiKey)).toBe(1)
  expect(await sqlClient(db)`select from ledger`).toHaveLength(1)
})

const untouched = await useDatabase()

test('a demo leaves a real database as it is: it neither migrates it nor sets anything up in it', async () => {
  const { db, location } = untouched
  await insertApiKey(db, newKey())
  // As an older version has left it.
  await db.execute(`delete from drizzle.__drizzle_migrations
    where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`)
  const listMigrations = () => sqlClient(db)`select created_at from drizzle.__drizzle_migrations`
  const before = await listMigrations()
  const child = spawnLeashed([join(projectFolder, 'scripts/run.mjs'), 'demo', '--empty'], {
    env: childEnvironment({
      GATEHOUSE_DATA: folder,
      LWA_CLIENT_ID: '',
      DATABASE_URL: urlOf(location),
      ...(await freePorts()),
    }),
    stdout: 'ignore',
    stderr: 'pipe',
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  if (child.stderr === null) throw new Error('it has no output')
  const [said] = await Promise.all([text(child.stderr), once(child, 'exit')])
  expect(said).toContain(
    'Cannot use the database of DATABASE_URL: it is in use and is not a demo. Point DATABASE_URL at an empty database, or leave it out.',
  )
  expect(await listMigrations()).toEqual(before)
})

async function freePorts(): Promise<Readonly<Record<string, string>>> {
  const names = ['PORT', 'API_PORT', 'SIMULATOR_PORT', 'MAILBOX_PORT', 'MAILBOX_SMTP_PORT']
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, String(await freePort())] as const)),
  )
}

test('a demo accepts a database whose only tables are an extension’s, and refuses one with those of another program', async () => {
  const server = inject('databaseServer')
  const name = `${server.prefix}${randomBytes(6).toString('hex')}`
  await makeDatabase(server, name)
  onTestFinished(() => asAdministrator(server, (sql) => sql`drop database ${sql(name)} with (force)`))
  const location = locate(server, name)
  const environment = await environmentOf(location)
  await expect(requireDemoDatabase(environment)).resolves.toBeUndefined()
  const administrator = connect(locateAsAdministrator(server, name), { max: 1 })
  await administrator`create extension pg_buffercache`
  await administrator.end({ timeout: 5 })
  await expect(requireDemoDatabase(environment)).resolves.toBeUndefined()
  const sql = connect(location, { max: 1 })
  await sql`create table ledger as select 1 as entry`
  await sql.end({ timeout: 5 })
  await expect(requireDemoDatabase(environment)).rejects.toThrow(
    'it holds the table ledger of another program',
  )
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
