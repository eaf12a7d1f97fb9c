import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, expect, inject, test } from 'vitest'
import { readArchive, writeArchive } from '#lib/backups/archive.ts'
import { backUp, restore } from '#lib/backups/back-up.ts'
import { connect, type DatabaseLocation } from '#lib/database/connect.ts'
import { migrateDatabase } from '#lib/database/migrate.ts'
import { Secret } from '#lib/secret.ts'
import { ownTables } from '#lib/store/own-tables.ts'
import { authenticateArchive } from '#lib/vault/archive-mac.ts'
import { createKeyRing } from '#lib/vault/key-ring.ts'
import { newId, randomToken } from '#lib/vault/random.ts'
import { asAdministrator, locate, makeDatabase, templateOf } from '../fixtures/database-server.ts'

const server = inject('databaseServer')
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-shared-'))
const made: string[] = []
const keyRing = createKeyRing('production', [{ id: 'k1', key: new Secret(randomToken()) }])
const facts = { keyRing, now: new Date('2026-11-22T12:00:00Z') }
const options = { keyRing }
const newFile = () => join(folder, newId())

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await asAdministrator(server, async (sql) => {
    for (const name of made) await sql`drop database ${sql(name)} with (force)`
  })
})

async function using<T>(
  place: DatabaseLocation,
  work: (sql: ReturnType<typeof connect>) => Promise<T>,
): Promise<T> {
  const sql = connect(place, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function emptyDatabase(template?: string): Promise<DatabaseLocation> {
  const name = `${server.prefix}${randomBytes(6).toString('hex')}`
  await makeDatabase(server, name, template)
  made.push(name)
  return locate(server, name)
}

/**
 * A migrated database with an account, if any, beside tables and functions of another program. The functions have names
 * of ours: one of a table, and one of a function with other parameters.
 */
async function sharedDatabase(account?: string): Promise<DatabaseLocation> {
  const place = await emptyDatabase(templateOf(server))
  await using(place, async (sql) => {
    if (account !== undefined)
      await sql`insert into account (id, name, created_at) values (${newId()}, ${account}, now())`
    await sql.unsafe(`
      create table orders (id serial primary key, parent int references orders, item text);
      create table circle (id int primary key, orders int references orders);
      alter table orders add column circle int references circle;
      create function trigrams(orders int) returns int language sql as 'select orders';
      create function person() returns int language sql as 'select trigrams(count(*)::int) from orders';
      insert into orders (item) values ('kept');`)
  })
  return place
}

const contentOf = (place: DatabaseLocation) =>
  using(place, async (sql) => {
    const accounts = await sql<{ name: string }[]>`select name from account`
    const [orders] = await sql<{ count: string }[]>`select person()::text as count`
    return { accounts: accounts.map(({ name }) => name), orders: orders?.count }
  })

test('a backup leaves out the tables of other programs, and can be restored anywhere', async () => {
  const file = newFile()
  const { counts, header } = await backUp(await sharedDatabase('Acme'), file, facts)
  expect(Object.keys(counts).toSorted()).toEqual(ownTables.toSorted())
  expect(header.sequences.map(({ sequence }) => sequence)).not.toContain('orders_id_seq')
  expect(header.sequences.map(({ sequence }) => sequence)).toContain('audit_id_seq')
  const target = await emptyDatabase()
  expect((await restore(target, file, options)).skipped).toEqual([])
  expect(await using(target, (sql) => sql`select name from account`)).toMatchObject([{ name: 'Acme' }])
})

test('a restore keeps the tables of other programs, also when it replaces everything of Gatehouse', async () => {
  const file = newFile()
  await backUp(await sharedDatabase('Acme'), file, facts)
  const unused = await sharedDatabase()
  await restore(unused, file, options)
  expect(await contentOf(unused)).toEqual({ accounts: ['Acme'], orders: '1' })
  const used = await sharedDatabase('Other')
  await expect(restore(used, file, options)).rejects.toThrow("its table account isn't empty")
  await restore(used, file, { ...options, replaces: true })
  expect(await contentOf(used)).toEqual({ accounts: ['Acme'], orders: '1' })
})

test('a backup of an older version, which contains tables of other programs, is restored without them', async () => {
  const file = newFile()
  await backUp(await sharedDatabase('Acme'), file, facts)
  await addTable(file, 'orders')
  const target = await emptyDatabase()
  const { skipped, counts } = await restore(target, file, options)
  expect(skipped).toEqual(['orders'])
  expect(counts).not.toHaveProperty('orders')
  expect(await using(target, (sql) => sql`select name from account`)).toMatchObject([{ name: 'Acme' }])
})

/** Writes the archive again with another table in it and its sequence, as the key's owner. */
async function addTable(file: string, table: string): Promise<void> {
  async function* content() {
    yield gunzipSync(readFileSync(file))
  }
  const { header, tables } = await readArchive(content(), () => 'authentic')
  const sources = []
  for await (const { rows, ...rest } of tables()) {
    const parts: Buffer[] = []
    for await (const part of rows) parts.push(part)
    sources.push({ ...rest, rows: async () => toAsync(parts) })
  }
  sources.push({ table, columns: ['id'], rows: async () => toAsync([Buffer.from('1\n')]) })
  const { format: _, version: __, ...kept } = header
  const sequences = [...header.sequences, { sequence: `${table}_id_seq`, value: '1', isCalled: true }]
  const parts: Buffer[] = []
  const authenticate = (digest: string) => authenticateArchive(keyRing, digest)
  for await (const part of writeArchive({ ...kept, sequences }, sources, authenticate)) parts.push(part)
  writeFileSync(file, gzipSync(Buffer.concat(parts)))
}

async function* toAsync(parts: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* parts
}

test('after going back one version, a backup contains the newer version’s tables, and a restore replaces them', async () => {
  const next = newFile()
  cpSync(new URL('../../drizzle/migrations', import.meta.url), next, { recursive: true })
  const path = join(next, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(path, 'utf8'))
  journal.entries.push({ idx: journal.entries.length, when: Date.parse('2100-01-01'), tag: '9999_next' })
  writeFileSync(path, JSON.stringify(journal))
  writeFileSync(join(next, '9999_next.sql'), 'create table "news" ("id" int primary key);')
  const file = newFile()
  const older = newFile()
  const place = await sharedDatabase('Acme')
  expect(await backUp(place, older, facts)).toMatchObject({ needsNewerVersion: false })
  await migrateDatabase(place, { folder: next })
  const { counts, needsNewerVersion } = await backUp(place, file, facts)
  expect(needsNewerVersion).toBe(true)
  await expect(restore(await emptyDatabase(), file, options)).rejects.toThrow('install that version first')
  expect(counts).toHaveProperty('news', 0)
  expect(counts).not.toHaveProperty('orders')
  await restore(place, older, { ...options, replaces: true })
  await migrateDatabase(place, { folder: next })
  expect(await contentOf(place)).toEqual({ accounts: ['Acme'], orders: '1' })
})
