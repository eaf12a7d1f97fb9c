import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, inject, onTestFinished, test } from 'vitest'
import type { DatabaseLocation } from '#lib/database/connect.ts'
import { explainServerError, isDatabaseAway } from '#lib/database/errors.ts'
import { migrateDatabase } from '#lib/database/migrate.ts'
import { autocommit, openDatabase } from '#lib/database/pool.ts'
import { Secret } from '#lib/secret.ts'
import { insertKeyCanary, listKeyCanaries } from '#lib/store/key-canaries.ts'
import { asAdministrator, locate, locateAsAdministrator } from '../fixtures/database-server.ts'

const server = inject('databaseServer')

/** An empty database, and a role that can only sign in. */
async function makeDatabase(statements: (names: { database: string; role: string }) => readonly string[]) {
  const database = `${server.prefix}${randomBytes(6).toString('hex')}`
  const role = `${database}_role`
  const password = randomBytes(12).toString('hex')
  onTestFinished(() =>
    asAdministrator(server, async (client) => {
      await client.unsafe(`drop database if exists ${database} with (force)`)
      await client.unsafe(`drop role if exists ${role}`)
    }),
  )
  await asAdministrator(server, async (client) => {
    await client.unsafe(`create role ${role} login password '${password}'`)
    // Only a superuser can give a database to another's role.
    await client.unsafe(`grant ${role} to current_user`)
    for (const statement of statements({ database, role })) await client.unsafe(statement)
  })
  return {
    database,
    location: locateAsAdministrator(server, database),
    asRole: signInAs(locate(server, database), role, password),
    role,
  }
}

function signInAs(location: DatabaseLocation, role: string, password: string): DatabaseLocation {
  if (location.kind === 'socket') return { ...location, username: role }
  const url = new URL(location.url.expose())
  url.username = role
  url.password = password
  return { kind: 'server', url: new Secret(url.href) }
}

async function using<T>(
  location: DatabaseLocation,
  work: (db: ReturnType<typeof openDatabase>['db']) => Promise<T>,
) {
  const { db, close } = openDatabase(location, { connections: 1 })
  try {
    return await work(db)
  } finally {
    await close()
  }
}

const refusal = async (location: DatabaseLocation) => {
  const error: unknown = await migrateDatabase(location).then(
    () => null,
    (reason: unknown) => reason,
  )
  const { says, next } = explainServerError(error, 'no advice')
  return `${says}. ${next}`
}

test('a role that owns its database needs no other right', async () => {
  const { asRole } = await makeDatabase(({ database, role }) => [`create database ${database} owner ${role}`])
  await migrateDatabase(asRole)
  expect(await using(asRole, listKeyCanaries)).toEqual([])
})

test('when several processes migrate at the same time, one does the work', async () => {
  const { asRole } = await makeDatabase(({ database, role }) => [`create database ${database} owner ${role}`])
  await Promise.all(Array.from({ length: 4 }, () => migrateDatabase(asRole)))
  expect(await using(asRole, listKeyCanaries)).toEqual([])
})

test('a database that is up to date requires no right to change it', async () => {
  const { database, location, asRole, role } = await makeDatabase(({ database, role }) => [
    `create database ${database} owner ${role}`,
  ])
  await migrateDatabase(asRole)
  await using(location, (db) => db.execute(sql.raw(`revoke create on database ${database} from ${role}`)))
  await expect(migrateDatabase(asRole)).resolves.toBeUndefined()
})

test('the tables are in public, whatever schema the role would choose', async () => {
  const { location, asRole, role } = await makeDatabase(({ database, role }) => [
    `create database ${database} owner ${role}`,
  ])
  await using(location, (db) => db.execute(sql`create schema authorization ${sql.raw(role)}`))
  await migrateDatabase(asRole)
  expect(await using(asRole, listKeyCanaries)).toEqual([])
  expect(
    await using(location, (db) => db.execute(sql`select to_regclass('public.key_canary') as name`)),
  ).toEqual([{ name: 'key_canary' }])
})

test('the database’s session settings affect no time that is written or read', async () => {
  const { asRole } = await makeDatabase(({ database, role }) => [
    `create database ${database} owner ${role}`,
    `alter database ${database} set datestyle to 'German'`,
    `alter database ${database} set timezone to 'America/New_York'`,
  ])
  await migrateDatabase(asRole)
  const row = {
    keyId: 'k1',
    sealed: 'sealed',
    createdAt: new Date('2026-11-02T03:04:05.678Z'),
    retiredAt: null,
    compromisedAt: null,
  }
  await using(asRole, (db) => insertKeyCanary(autocommit(db), row))
  expect(await using(asRole, listKeyCanaries)).toEqual([row])
})

test('a database role without ownership gets an error that names the missing right', async () => {
  const { asRole } = await makeDatabase(({ database }) => [`create database ${database}`])
  expect(await refusal(asRole)).toMatch(/^permission denied for database .*has to own the database/)
})

test('a database that is missing, accepts no writes or can’t store every name is refused', async () => {
  const missing = await makeDatabase(() => [])
  expect(await refusal(missing.location)).toMatch(/does not exist\. Create it: create database/)
  const still = await makeDatabase(({ database }) => [
    `create database ${database}`,
    `alter database ${database} set default_transaction_read_only to on`,
  ])
  expect(await refusal(still.location)).toMatch(/it is read-only\. .*primary/)
  const narrow = await makeDatabase(({ database }) => [
    `create database ${database} encoding 'LATIN1' locale 'C' template template0`,
  ])
  expect(await refusal(narrow.location)).toMatch(/its encoding LATIN1 .*encoding 'UTF8'/)
})

test('a database that stops accepting writes, as after a failover, counts as unavailable', async () => {
  const { database, location } = await makeDatabase(({ database }) => [`create database ${database}`])
  await migrateDatabase(location)
  await using(location, (db) =>
    db.execute(sql.raw(`alter database ${database} set default_transaction_read_only to on`)),
  )
  const row = { keyId: 'k1', sealed: 'sealed', createdAt: new Date() }
  const refused: unknown = await using(location, (db) => insertKeyCanary(autocommit(db), row)).catch(
    (error: unknown) => error,
  )
  expect(isDatabaseAway(refused)).toBe(true)
})

test('a database of a newer version is left alone, and one of another program', async () => {
  const { location } = await makeDatabase(({ database }) => [`create database ${database}`])
  await migrateDatabase(location)
  const later = sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('', 9999999999999)`
  await using(location, (db) => db.execute(later))
  expect(await refusal(location)).toMatch(/a newer version of Gatehouse/)
  const other = await makeDatabase(({ database }) => [`create database ${database}`])
  await using(other.location, async (db) => {
    await db.execute(sql`create schema drizzle`)
    await db.execute(sql`create table drizzle.__drizzle_migrations (id serial, hash text, created_at bigint)`)
    await db.execute(later)
  })
  expect(await refusal(other.location)).toMatch(/another program\. .*of its own/)
  expect(
    await using(other.location, (db) => db.execute(sql`select to_regclass('public.key_canary') as name`)),
  ).toEqual([{ name: null }])
})
