import { expect, test } from 'vitest'
import { migrateDatabase } from '#lib/database/migrate.ts'
import { embeddedAdministrator } from '#lib/embedded-postgres/connection.ts'
import { startEmbedded } from '#lib/embedded-postgres/server.ts'
import { query, temporaryFolder } from './embedded-processes.ts'

type Connection = Awaited<ReturnType<typeof startEmbedded>>['connection']

const locate = ({ path, username, database }: Connection) =>
  ({ kind: 'socket', path, username, database }) as const

/** Statements that a role that only owns its database can't run. */
const forbidden = [
  `copy (select 1) to program 'cat'`,
  `select pg_read_file('/etc/passwd')`,
  `create role another superuser`,
  `alter system set fsync = off`,
  `create database another`,
  `set role ${embeddedAdministrator}`,
]

const attributes = `select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls
  from pg_roles where rolname = current_user`
const none = {
  rolsuper: false,
  rolcreaterole: false,
  rolcreatedb: false,
  rolreplication: false,
  rolbypassrls: false,
}
const objectsOfOthers = `select relname from pg_class
  where relnamespace::regnamespace::text in ('public', 'drizzle', 'pgboss', 'Odd "name"')
    and relowner <> current_user::regrole`

async function expectOrdinary(connection: Connection): Promise<void> {
  expect(await query(connection, attributes)).toMatchObject([none])
  for (const statement of forbidden) {
    await expect(query(connection, statement), statement).rejects.toMatchObject({ code: '42501' })
  }
}

test('Gatehouse works with a role that owns its database and nothing else', async () => {
  using place = temporaryFolder()
  const database = await startEmbedded(place.folder)
  try {
    await expectOrdinary(database.connection)
    await migrateDatabase(locate(database.connection))
    expect(await query(database.connection, objectsOfOthers)).toEqual([])
  } finally {
    await database.stop()
  }
})

test('a data folder whose role was a superuser keeps its data, and loses the superuser', async () => {
  using place = temporaryFolder()
  const first = await startEmbedded(place.folder)
  const old = { ...first.connection, username: embeddedAdministrator }
  // As version one left it: everything belongs to the superuser.
  for (const statement of [
    `alter database gatehouse owner to ${old.username}`,
    `reassign owned by ${first.connection.username} to ${old.username}`,
    `drop owned by ${first.connection.username}`,
    `drop role ${first.connection.username}`,
  ])
    await query(old, statement)
  await migrateDatabase(locate(old))
  for (const statement of [
    `create schema "Odd ""name"""`,
    `create type "Odd ""name""".mood as enum ('good')`,
    `create table "Odd ""name"""."Table" (id bigserial primary key, other bigint generated always as identity, mood "Odd ""name""".mood)`,
    `create index on "Odd ""name"""."Table" (mood)`,
    `create view "Odd ""name""".view as select * from "Odd ""name"""."Table"`,
    `create materialized view "Odd ""name""".kept as select 1 as one`,
    `create sequence "Odd ""name""".free`,
    `create function "Odd ""name""".double(n int) returns int language sql return n * 2`,
    `insert into "Odd ""name"""."Table" (mood) values ('good')`,
  ])
    await query(old, statement)
  await first.stop()

  const second = await startEmbedded(place.folder)
  try {
    await expectOrdinary(second.connection)
    expect(await query(second.connection, objectsOfOthers)).toEqual([])
    // It reads, changes and removes the superuser's objects, and can migrate.
    await migrateDatabase(locate(second.connection))
    expect(await query(second.connection, `select mood from "Odd ""name"""."Table"`)).toEqual([
      { mood: 'good' },
    ])
    await query(second.connection, `alter table "Odd ""name"""."Table" add column more text`)
    await query(second.connection, `alter type "Odd ""name""".mood add value 'bad'`)
    await query(second.connection, `drop schema "Odd ""name""" cascade`)
    await query(second.connection, `alter table person add column more text`)
  } finally {
    await second.stop()
  }
})

test('several simultaneous starters hand a database over without conflict', async () => {
  using place = temporaryFolder()
  const starters = await Promise.all([1, 2, 3].map(() => startEmbedded(place.folder)))
  for (const { connection } of starters) expect(await query(connection, attributes)).toMatchObject([none])
  for (const { stop } of starters) await stop()
})
