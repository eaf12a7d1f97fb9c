import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { sql } from 'drizzle-orm'
import { expect, inject, onTestFinished, test } from 'vitest'
import type { DatabaseLocation } from '#lib/database/connect.ts'
import { isDatabaseAway } from '#lib/database/errors.ts'
import { createExecutor } from '#lib/database/executor.ts'
import { type Autocommit, type Database, openDatabase, pingDatabase } from '#lib/database/pool.ts'
import { Secret } from '#lib/secret.ts'
import { insertKeyCanary } from '#lib/store/key-canaries.ts'
import { useDatabase } from '../fixtures/database.ts'
import { asAdministrator } from '../fixtures/database-server.ts'

const { db: operator, location } = await useDatabase()
const [row] = await operator.execute<{ name: string }>(sql`select current_database() as name`)
const database = row?.name ?? ''

const setReadOnly = (value: 'on' | 'off') =>
  asAdministrator(inject('databaseServer'), (client) =>
    client.unsafe(`alter database ${database} set default_transaction_read_only to ${value}`),
  )

function open(at: DatabaseLocation) {
  const lines: string[] = []
  const pool = openDatabase(at, { connections: 5, report: (line) => lines.push(line) })
  onTestFinished(pool.close)
  return { db: pool.db, lines }
}

/** Holds every connection of the pool at the same time, so that all of them are open. */
const openAll = (db: Database) =>
  Promise.all(Array.from({ length: 20 }, () => db.execute(sql`select pg_sleep(0.05)`)))

let keys = 0
const write = (db: Database) => {
  keys += 1
  return insertKeyCanary(db as Autocommit, { keyId: `k${keys}`, sealed: 'sealed', createdAt: new Date() })
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

test('writes again as soon as the database does, although its sessions were opened read-only', async () => {
  await setReadOnly('on')
  const { db, lines } = open(location)
  await openAll(db)
  expect(isDatabaseAway(await refusal(write(db)))).toBe(true)
  expect(await pingDatabase(db)).toBe('read-only')
  expect(isDatabaseAway(await refusal(db.transaction((tx) => write(tx))))).toBe(true)
  await openAll(db)
  expect(lines).toEqual(['the database refuses writes; waiting until it accepts them again'])

  await setReadOnly('off')
  await expect.poll(() => pingDatabase(db), { timeout: 10_000 }).toBe('ok')
  await Promise.all(Array.from({ length: 20 }, () => write(db)))
  // A session that was being opened meanwhile may need a second round.
  expect(lines.at(-1)).toBe('the database accepts writes again; all connections were replaced')
})

test('a probe of readiness notices read-only sessions before a write fails', async () => {
  await setReadOnly('on')
  const { db } = open(location)
  await openAll(db)
  expect(await pingDatabase(db)).toBe('read-only')
  await setReadOnly('off')
  await expect.poll(() => pingDatabase(db), { timeout: 10_000 }).toBe('ok')
  await Promise.all(Array.from({ length: 20 }, () => write(db)))
})

test('keeps reading while nothing can be written, and finishes running statements when it reconnects', async () => {
  const { db } = open(location)
  const before = db.transaction(async (tx) => {
    await tx.execute(sql`select pg_sleep(0.5)`)
    await write(tx)
    return 'written'
  })
  await openAll(db)
  const [session] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
  // One session of many, as behind an address that led to a standby for a moment.
  const strayed = db.transaction(async (tx) => {
    await tx.execute(sql`set transaction read only`)
    await write(tx)
  })
  expect(isDatabaseAway(await refusal(strayed))).toBe(true)
  expect(await db.execute(sql`select 1 as one`)).toEqual([{ one: 1 }])
  expect(await before).toBe('written')
  await expect.poll(() => pingDatabase(db), { timeout: 10_000 }).toBe('ok')
  const sessions = await db.execute<{ pid: number }>(
    sql`select pg_backend_pid() as pid from generate_series(1, 1)`,
  )
  expect(sessions[0]?.pid).not.toBe(session?.pid)
})

test('jobs are written again as soon as the database takes writes, although their sessions were opened read-only', async () => {
  const executor = createExecutor(location, { sessionName: 'gatehouse jobs', connections: 2 })
  onTestFinished(executor.close)
  const insert = (keyId: string) =>
    executor.executeSql(
      `insert into key_canary (key_id, sealed, created_at) select id, 'sealed', $2 from unnest($1::text[]) as id returning array[key_id] as ids`,
      [[keyId], new Date()],
    )
  const script = () => executor.executeSql('begin; create table if not exists written (id int); commit;')
  await setReadOnly('on')
  expect(await refusal(insert('read-only'))).toMatchObject({ code: '25006' })
  expect(await refusal(script())).toMatchObject({ code: '25006' })
  await setReadOnly('off')
  await expect.poll(() => refusal(insert('a "key", {with} marks'))).toBeNull()
  await expect.poll(() => refusal(script())).toBeNull()
  expect(await insert('another')).toEqual({ rows: [{ ids: ['another'] }] })
  const { rows } = await executor.executeSql(
    `select key_id as id from key_canary where key_id like '%marks'; select 2 as id`,
  )
  expect(rows).toEqual([{ id: 'a "key", {with} marks' }, { id: 2 }])
})

test('leaves a standby once the address leads to the new primary', async () => {
  // The database's address leads to a standby, as in the middle of a failover.
  let role: 'standby' | 'primary' = 'standby'
  const proxy = createServer((client) => {
    const server =
      location.kind === 'socket'
        ? connect(location.path)
        : connect(portOf(location.url), hostOf(location.url))
    client.on('error', () => server.destroy())
    server.on('error', () => client.destroy())
    client.once('data', (startup) => {
      server.write(role === 'standby' ? asStandby(startup) : startup)
      client.pipe(server)
    })
    server.pipe(client)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  onTestFinished(() => void proxy.close())
  const url = new URL(
    location.kind === 'server'
      ? location.url.expose()
      : `postgres://${location.username}@localhost/${location.database}`,
  )
  url.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const { db } = open({ kind: 'server', url: new Secret(url.href) })
  await openAll(db)
  expect(await pingDatabase(db)).toBe('read-only')
  expect(isDatabaseAway(await refusal(write(db)))).toBe(true)
  role = 'primary'
  await expect.poll(() => pingDatabase(db), { timeout: 10_000 }).toBe('ok')
  await Promise.all(Array.from({ length: 20 }, () => write(db)))
})

const portOf = (url: Secret) => Number(new URL(url.expose()).port || 5432)
const hostOf = (url: Secret) => new URL(url.expose()).hostname

/** The first message of a session, with one more setting: like a standby, it then refuses every write. */
function asStandby(startup: Buffer): Buffer {
  const setting = Buffer.from('default_transaction_read_only\0on\0\0')
  const changed = Buffer.concat([startup.subarray(0, -1), setting])
  changed.writeInt32BE(changed.length, 0)
  return changed
}
