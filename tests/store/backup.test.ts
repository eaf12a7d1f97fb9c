import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { account, audit, draft, person } from '#drizzle/schema.ts'
import { readArchive } from '#lib/backups/archive.ts'
import { backUp, checkArchive, restore } from '#lib/backups/back-up.ts'
import { connect, type DatabaseLocation } from '#lib/database/connect.ts'
import { lockMigrations, migrationTimes } from '#lib/database/migrate.ts'
import { Secret } from '#lib/secret.ts'
import { createKeyRing } from '#lib/vault/key-ring.ts'
import { newId, randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { asAdministrator, locate, makeDatabase, templateOf } from '../fixtures/database-server.ts'
import { migrateUntil } from '../fixtures/migrate-until.ts'

const server = inject('databaseServer')
const { db, location } = await useDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-backup-'))
const made: string[] = []
const now = new Date('2026-11-22T12:00:00Z')
const keyRing = createKeyRing('production', [{ id: 'k1', key: new Secret(randomToken()) }])
const facts = { keyRing, now }
const options = { keyRing }
let files = 0
const newFile = () => {
  files += 1
  return join(folder, `${files}.backup`)
}

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await asAdministrator(server, async (sql) => {
    for (const name of made) await sql`drop database ${sql(name)} with (force)`
  })
})

/** Without tables, unless `template` names a migrated database. */
async function emptyDatabase(template?: string): Promise<DatabaseLocation> {
  const name = `${server.prefix}${randomBytes(6).toString('hex')}`
  await makeDatabase(server, name, template)
  made.push(name)
  return locate(server, name)
}

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

/** Every row of every table, and the positions of the sequences. */
const contentOf = (place: DatabaseLocation) =>
  using(place, async (sql) => {
    const tables = await sql<{ name: string; kind: string }[]>`
      select relname as name, relkind as kind from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') order by 1`
    const content: Record<string, unknown> = {}
    for (const { name, kind } of tables) {
      const rows =
        kind === 'S'
          ? await sql`select jsonb_build_array(last_value, is_called) as row from ${sql(name)}`
          : await sql`select to_jsonb(t) as row from ${sql(name)} t order by to_jsonb(t)::text`
      content[name] = rows.map(({ row }) => row)
    }
    return content
  })

const strange = 'tab\tnewline\nbackslash\\.\n\\.\nquote"\u2028 é 漢字 🙂'

const seller = (id: string, email: string) =>
  ({ id, email, name: 'Ada', passwordHash: 'x', role: 'account', accountId: id }) as const

beforeAll(async () => {
  const ids = Array.from({ length: 300 }, () => newId())
  await db
    .insert(account)
    .values(ids.map((id, index) => ({ id, name: `${strange} ${index}`, createdAt: now })))
  await db.insert(person).values(
    ids.map((id, index) => ({
      ...seller(id, `${index}@example.com`),
      createdAt: now,
    })),
  )
  await db.insert(draft).values(ids.map((personId) => ({ personId, sealed: 'v1.k1.a.b.c', keptAt: now })))
  await db.insert(audit).values(
    ids.map((id) => ({
      happenedAt: now,
      action: 'account.created',
      outcome: 'done' as const,
      actorKind: 'system',
      targetKind: 'account',
      targetId: id,
      details: { text: strange, none: null },
    })),
  )
})

test('I1: a restore reproduces the backed-up data, sequences included', async () => {
  const file = newFile()
  const { counts, header } = await backUp(location, file, facts)
  expect(counts).toMatchObject({ account: 300, person: 300, draft: 300, audit: 300 })
  expect(header.migrations).toEqual(migrationTimes())
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(existsSync(`${file}.part`)).toBe(false)
  const target = await emptyDatabase()
  expect((await restore(target, file, options)).counts).toEqual(counts)
  expect(await contentOf(target)).toEqual(await contentOf(location))
})

test('a backup neither overwrites, follows nor removes another process’s unfinished file', async () => {
  const file = newFile()
  const other = newFile()
  writeFileSync(other, 'precious')
  symlinkSync(other, `${file}.part`)
  await expect(backUp(location, file, facts)).rejects.toMatchObject({ code: 'EEXIST' })
  expect(readFileSync(`${file}.part`, 'utf8')).toBe('precious')
  expect(existsSync(file)).toBe(false)
})

test('a backup is a consistent snapshot under concurrent writes', async () => {
  const file = newFile()
  const writing = { isOver: false, error: null as unknown }
  const writer = (async () => {
    while (!writing.isOver) {
      const id = newId()
      await db.transaction(async (tx) => {
        await tx.insert(account).values({ id, name: 'meanwhile', createdAt: now })
        await tx.insert(person).values({
          ...seller(id, `${id}@example.com`),
          createdAt: now,
        })
      })
    }
  })()
  await backUp(location, file, facts)
  writing.isOver = true
  await writer
  const target = await emptyDatabase()
  await restore(target, file, options)
  const [row] = await using(
    target,
    (sql) => sql`
    select (select count(*) from account) = (select count(*) from person) as "isSame"`,
  )
  expect(row).toEqual({ isSame: true })
})

test('an existing file is not overwritten, and a failed backup leaves none', async () => {
  const file = newFile()
  writeFileSync(file, 'precious')
  await expect(backUp(location, file, facts)).rejects.toMatchObject({ code: 'EEXIST' })
  expect(readFileSync(file, 'utf8')).toBe('precious')
  const other = newFile()
  await expect(backUp(await emptyDatabase(), other, facts)).rejects.toThrow(
    'it contains no data of Gatehouse',
  )
  expect(existsSync(other)).toBe(false)
})

test('a truncated backup is refused wherever it ends', async () => {
  const file = newFile()
  await backUp(location, file, facts)
  const whole = readFileSync(file)
  const content = gunzipSync(whole)
  const target = await emptyDatabase()
  const ends = [0, 1, 20, Math.floor(whole.length / 2), whole.length - 9, whole.length - 1]
  const cut = [
    ...ends.map((end) => whole.subarray(0, end)),
    // The compression is complete, and lines are missing.
    ...[content.indexOf('\n') + 1, Math.floor(content.length / 2), content.lastIndexOf('\n', -2) + 1].map(
      (end) => gzipSync(content.subarray(0, end)),
    ),
  ]
  for (const bytes of cut) {
    writeFileSync(file, bytes)
    await expect(restore(target, file, options)).rejects.toThrow(
      /^(?:The backup is truncated|The backup was altered|This is not)/,
    )
  }
  expect(await contentOf(target)).toEqual({})
})

test('an altered backup is refused: a changed row, a removed row, a removed table, extra data after its end', async () => {
  const file = newFile()
  await backUp(location, file, facts)
  const text = gunzipSync(readFileSync(file)).toString()
  const lines = text.split('\n')
  const rows = lines.indexOf(lines.find((line) => line.startsWith('{"table":"account"')) ?? '')
  const altered = [
    text.replace('0@example.com', '9@example.com'),
    lines.toSpliced(rows + 1, 1).join('\n'),
    lines.toSpliced(rows, lines.indexOf('\\.', rows) - rows + 1).join('\n'),
    `${text}{"more":1}\n`,
  ]
  for (const content of altered) {
    writeFileSync(file, gzipSync(content))
    await expect(checkArchive(file, options)).rejects.toThrow(
      'The backup was altered or damaged: its checksum is wrong.',
    )
  }
  for (const content of ['{}\n', 'hello', '']) {
    writeFileSync(file, gzipSync(content))
    await expect(checkArchive(file, options)).rejects.toThrow('This is not a Gatehouse backup')
  }
  const bytes = gzipSync(text)
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff
  writeFileSync(file, bytes)
  await expect(checkArchive(file, options)).rejects.toThrow(/altered or damaged/)
})

test('a backup of a newer version is refused', async () => {
  const file = newFile()
  await backUp(location, file, facts)
  const text = gunzipSync(readFileSync(file)).toString()
  const newer = [...migrationTimes(), Date.parse('2100-01-01')]
  writeFileSync(
    file,
    gzipSync(text.replace(/"migrations":\[[^\]]*\]/, `"migrations":${JSON.stringify(newer)}`)),
  )
  await expect(restore(await emptyDatabase(), file, options)).rejects.toThrow(
    'The backup comes from a newer version of Gatehouse: install that version first.',
  )
  writeFileSync(file, gzipSync(text.replace('"version":2', '"version":3')))
  await expect(checkArchive(file, options)).rejects.toThrow(
    'The backup is in the format of a newer version of Gatehouse.',
  )
})

test('a backup of an older version is restored and migrated, but not into a newer schema', async () => {
  const old = await emptyDatabase()
  await using(old, async (sql) => {
    await migrateUntil(sql, 12)
    await sql`insert into account (id, name, created_at) values (${newId()}, 'Old', now())`
  })
  const file = newFile()
  const { header } = await backUp(old, file, facts)
  expect(header.migrations).toEqual(migrationTimes().slice(0, 12))
  await expect(restore(await emptyDatabase(templateOf(server)), file, options)).rejects.toThrow(
    'its schema is newer than the one of the backup',
  )
  const target = await emptyDatabase()
  await restore(target, file, options)
  const names = await using(target, (sql) => sql`select name, tags from account`)
  expect(names.map((row) => ({ ...row }))).toEqual([{ name: 'Old', tags: {} }])
})

test('nothing is restored over data, or into another program’s database', async () => {
  const file = newFile()
  await backUp(location, file, facts)
  const before = await contentOf(location)
  await expect(restore(location, file, options)).rejects.toThrow(/^its table (?:person|account) isn't empty$/)
  expect(await contentOf(location)).toEqual(before)
  const foreign = await emptyDatabase()
  await using(foreign, (sql) => sql`create table orders (id int)`)
  await expect(restore(foreign, file, options)).rejects.toThrow(
    'it holds the table orders of another program',
  )
  // A database that was migrated and never used.
  const fresh = await emptyDatabase(templateOf(server))
  await restore(fresh, file, options)
  expect(await contentOf(fresh)).toEqual(before)
})

/** Forged without the key: every checksum is right. */
function forge(text: string, change: (text: string) => string, mac: object | undefined): Buffer {
  const body = change(text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1))
  const { rows } = JSON.parse(text.slice(text.lastIndexOf('\n', text.length - 2) + 1))
  const sha256 = createHash('sha256').update(body).digest('hex')
  return gzipSync(`${body}${JSON.stringify({ rows, sha256, mac })}\n`)
}

test('a manipulated backup is refused, though its checksum is right, and so is one that pretends to be older', async () => {
  const file = newFile()
  await backUp(location, file, facts)
  const text = gunzipSync(readFileSync(file)).toString()
  const { mac } = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '')
  expect(mac).toEqual({ keyId: 'k1', mac: expect.stringMatching(/^[\w-]{43}$/) })
  const promote = (body: string) => body.replace('\taccount\t', '\tadmin\t')
  const target = await emptyDatabase()
  for (const kept of [mac, { ...mac, mac: 'A'.repeat(43) }]) {
    writeFileSync(file, forge(text, promote, kept))
    await expect(restore(target, file, options)).rejects.toThrow('The backup was altered, or the key k1')
  }
  writeFileSync(file, forge(text, promote, undefined))
  await expect(restore(target, file, options)).rejects.toThrow('its checksum is wrong')
  const older = (body: string) => body.replace('"version":2', '"version":1')
  writeFileSync(file, forge(text, older, undefined))
  await expect(restore(target, file, options)).rejects.toThrow('--accept-unauthenticated')
  expect(await contentOf(target)).toEqual({})
  // Archives of an older version can still be read by someone who trusts where they are stored.
  await restore(target, file, { ...options, acceptsUnauthenticated: true })
  expect(await contentOf(target)).toEqual(await contentOf(location))
})

test('a backup needs the key that made it, and the same GATEHOUSE_ENVIRONMENT', async () => {
  const file = newFile()
  await backUp(location, file, facts)
  const key = () => new Secret(randomToken())
  const other = createKeyRing('production', [{ id: 'k2', key: key() }])
  await expect(checkArchive(file, { keyRing: other })).rejects.toThrow('without the key k1')
  const sameName = createKeyRing('production', [{ id: 'k1', key: key() }])
  await expect(checkArchive(file, { keyRing: sameName })).rejects.toThrow(
    "isn't the one that it was made with",
  )
  const staging = { ...keyRing, environment: 'staging' }
  await expect(checkArchive(file, { keyRing: staging })).rejects.toThrow(
    'The backup is of GATEHOUSE_ENVIRONMENT=production, and this configuration says staging',
  )
  const rotated = createKeyRing('production', [{ id: 'k2', key: key() }])
  const both = { ...rotated, keys: new Map([...rotated.keys, ...keyRing.keys]) }
  expect((await checkArchive(file, { keyRing: both })).header.environment).toBe('production')
})

test('replaces the target’s data on request, but not while a process uses it or if the archive is damaged', async () => {
  const file = newFile()
  await backUp(location, file, facts)
  const target = await emptyDatabase()
  await restore(target, file, options)
  await using(
    target,
    (sql) => sql`insert into account (id, name, created_at) values (${newId()}, 'Stays?', now())`,
  )
  const before = await contentOf(target)
  await expect(restore(target, file, options)).rejects.toThrow("isn't empty")
  const running = connect(target, { max: 1, connection: { application_name: 'gatehouse keys=k1' } })
  await running`select 1`
  await expect(restore(target, file, { ...options, replaces: true })).rejects.toThrow('still using it')
  await running.end()
  const damaged = newFile()
  writeFileSync(damaged, readFileSync(file).subarray(0, -20))
  await expect(restore(target, damaged, { ...options, replaces: true })).rejects.toThrow('truncated')
  expect(await contentOf(target)).toEqual(before)
  await restore(target, file, { ...options, replaces: true })
  expect(await contentOf(target)).toEqual(await contentOf(location))
})

test('a file that is replaced while it is restored is refused, and leaves nothing', async () => {
  const file = newFile()
  await backUp(location, file, facts)
  const text = gunzipSync(readFileSync(file)).toString()
  const target = await emptyDatabase()
  await using(target, async (sql) => {
    let restoring: Promise<unknown> = Promise.resolve()
    await sql.begin(async (tx) => {
      await lockMigrations(tx)
      restoring = restore(target, file, options)
      restoring.catch(() => {})
      const isWaiting = async () => {
        const waiting = await tx`select from pg_locks join pg_database on pg_database.oid = database
          where not granted and datname = current_database()`
        return waiting.length > 0
      }
      await expect.poll(isWaiting).toBe(true)
      const older = (body: string) => body.replace('"version":2', '"version":1')
      writeFileSync(file, forge(text, older, undefined))
    })
    await expect(restoring).rejects.toThrow('The backup was altered or damaged')
  })
  expect(await contentOf(target)).toEqual({})
})

test('a row without an end is read in pieces, never as a whole', async () => {
  const piece = Buffer.alloc(100_000, 'x')
  async function* endless() {
    yield Buffer.from(
      gunzipSync(readFileSync(await backedUp()))
        .toString()
        .split('\n')[0] ?? '',
    )
    yield Buffer.from('\n{"table":"account","columns":["id"]}\n')
    for (let count = 0; count < 50; count += 1) yield piece
  }
  const archive = await readArchive(endless(), () => 'altered')
  let longest = 0
  const read = async () => {
    for await (const { rows } of archive.tables())
      for await (const part of rows) longest = Math.max(longest, part.length)
  }
  await expect(read()).rejects.toThrow('The backup is truncated')
  expect(longest).toBeLessThanOrEqual(piece.length)
  expect(longest).toBeGreaterThan(0)
})

async function backedUp(): Promise<string> {
  const file = newFile()
  await backUp(location, file, facts)
  return file
}
