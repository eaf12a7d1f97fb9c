import {
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { eq, like, sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { addSealedRows, countUnreadableRows } from '#bench/sealed-rows.ts'
import { accessToken, authorization, keyCanary } from '#drizzle/schema.ts'
import { openDatabase } from '#lib/database/pool.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { seals } from '#lib/seals.ts'
import { Secret } from '#lib/secret.ts'
import { createKeyRing } from '#lib/vault/key-ring.ts'
import { randomToken } from '#lib/vault/random.ts'
import { open } from '#lib/vault/seal.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { runGatehouse } from '../fixtures/run-gatehouse.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, simulator, system, variables } = own
// Its sessions don't say that they have keys, as those of the processes do.
const { db, close } = openDatabase(own.location)
afterAll(close)
const oldEntry = variables.GATEHOUSE_KEYS
const newKey = randomToken()
const newRing = createKeyRing('production', [{ id: 'k2', key: new Secret(newKey) }])
const both = { GATEHOUSE_KEYS: `k2:${newKey},${oldEntry}` }
const manyRows = 3_000
const kills = 3

/** Beside the processes. */
const runKeys = (
  args: readonly string[],
  keys: Readonly<Record<string, string>>,
  killWhen?: () => Promise<unknown>,
) => runGatehouse(['keys', ...args], { ...variables, ...keys }, { killWhen })

const countNew = () => db.$count(accessToken, like(accessToken.sealed, 'v1.k2.%'))

test('B6: thousands of values are re-sealed under load with kills in between, and no vend fails', async () => {
  await checkKeys(services)
  const admin = await addAdmin(services, (actor) => ({ ...system, actor }))
  const { key } = await makeKey(admin)
  const real = await Promise.all(
    ['A1USHARBORPINE', 'A1USHARBORPINE'].map((id) => addGrant(system, simulator, id)),
  )
  const many = await addSealedRows(db, services.keyRing, { count: manyRows, model: real[0] ?? '' })

  // This process has used its keys for the last time.
  await db.execute(sql`
    select pg_terminate_backend(pid, 60000) from pg_stat_activity where application_name like 'gatehouse keys=%'`)

  // A process without the new key couldn't open what is sealed with it.
  const old = await own.startApi()
  expect((await old.vend(real[0] ?? '', key)).status).toBe(200)
  expect(await runKeys(['reseal'], both)).toMatchObject({
    code: 1,
    output: expect.stringContaining('A running process is missing the current key'),
  })
  await old.end('SIGTERM')

  const api = await own.startApi([], both)
  expect((await runKeys(['retire', 'k1'], both)).output).toMatch(
    /^Values are still sealed with this key: .*authorization\.refresh_token_sealed 3002/,
  )
  const exposed = await runKeys(['exposed', 'k1'], both)
  expect(exposed.output).toMatch(/\n3,002 authorizations have a refresh token that is sealed with k1\.\n$/)
  expect(exposed.output).toContain(`${many[0]}\tA1USHARBORPINE\t`)
  const statuses: Record<number, number> = {}
  let isVending = true
  const vendAlways = async (index: number) => {
    for (let turn = index; isVending; turn += 7) {
      const isReal = turn % 10 === 0
      const id = (isReal ? real[turn % real.length] : many[turn % many.length]) ?? ''
      // So that these are refreshed again and again.
      if (isReal) await db.delete(accessToken).where(eq(accessToken.authorizationId, id))
      const { status } = await api.vend(id, key)
      statuses[status] = (statuses[status] ?? 0) + 1
    }
  }
  const vending = [0, 1, 2, 3].map(vendAlways)
  afterAll(() => {
    isVending = false
  })

  for (let kill = 0; kill < kills; kill += 1) {
    const before = await countNew()
    await runKeys(['reseal'], both, async () => {
      while ((await countNew()) < before + 400) await pause(5)
    })
  }
  expect(await countNew()).toBeLessThan(manyRows)
  const last = await runKeys(['reseal'], both)
  expect(last).toMatchObject({ code: 0, output: expect.stringContaining('Nothing needs k1 anymore') })
  isVending = false
  await Promise.all(vending)
  expect(Object.keys(statuses)).toEqual(['200'])

  // Every value opens with the new key alone, and no column of the database has a value sealed with the old key.
  for (const { id, refreshTokenSealed } of await db.select().from(authorization)) {
    open(newRing, refreshTokenSealed ?? '', seals.authorization.refreshTokenSealed({ id }))
  }
  for (const { authorizationId, sealed } of await db.select().from(accessToken)) {
    open(newRing, sealed, seals.accessToken.sealed({ authorizationId }))
  }
  expect(await countUnreadableRows(db, newRing, many)).toBe(0)
  expect(await placesWith('v1.k1.')).toEqual(['key_canary.sealed'])

  expect((await runKeys(['retire', 'k1'], both)).output).toMatch(/^k1 is retired/)
  expect((await runKeys(['status'], both)).output).toMatch(/k1 +retired on .* 0 values/)
  await api.end('SIGTERM')
  const alone = await own.startApi([], { GATEHOUSE_KEYS: `k2:${newKey}` })
  expect((await alone.vend(many[0] ?? '', key)).status).toBe(200)
  expect((await alone.vend(real[0] ?? '', key)).status).toBe(200)
  await alone.end('SIGTERM')
  expect(await db.$count(keyCanary)).toBe(2)
})

test('a new key becomes the first line of the file, and is printed only if there is no file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-keys-'))
  const file = join(folder, 'link')
  writeFileSync(join(folder, 'keys'), `# ours\nk2:${newKey}\n`, { mode: 0o640 })
  symlinkSync('keys', file)
  const { code, output } = await runKeys(['add'], { GATEHOUSE_KEYS: '', GATEHOUSE_KEYS_FILE: file })
  expect({ code, output }).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^The key k3 is now the first one in /),
  })
  const [first = '', ...others] = readFileSync(file, 'utf8').trim().split('\n')
  expect(first).toMatch(/^k3:[\w-]{43}$/)
  expect(others).toEqual(['# ours', `k2:${newKey}`])
  expect(readlinkSync(file)).toBe('keys')
  expect(statSync(file).mode & 0o777).toBe(0o640)
  expect(output).not.toContain(first.slice(3))
  expect(output).toMatch(/one after the other.* behind the others before any process restarts/)
  rmSync(folder, { recursive: true })

  const k2 = { GATEHOUSE_KEYS: `k2:${newKey}` }
  expect((await runKeys(['add', 'k1'], k2)).output).toMatch(/^The id k1 is already taken/)
  const printed = await runKeys(['add', 'next'], k2)
  expect(printed.output).toMatch(/\nnext:[\w-]{43}\n/)
  expect(printed.output).toMatch(/one after the other.* behind the others before any process restarts/)
  expect(printed.output).not.toContain(newKey)
})

test('a new key is printed if the file can’t be written, as one that Kubernetes mounts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-keys-'))
  // No file with a longer name can be put in its place.
  const file = join(folder, 'k'.repeat(255))
  writeFileSync(file, `k2:${newKey}\n`)
  const { code, output } = await runKeys(['add'], { GATEHOUSE_KEYS: '', GATEHOUSE_KEYS_FILE: file })
  expect({ code, output }).toEqual({
    code: 0,
    output: expect.stringMatching(
      / can't be changed from here \(ENAMETOOLONG\)\. .*:\n\nk3:[\w-]{43}\n\nRestart /,
    ),
  })
  expect(readFileSync(file, 'utf8')).toBe(`k2:${newKey}\n`)
  rmSync(folder, { recursive: true })
})

/** Columns of any table that hold this text. */
async function placesWith(text: string): Promise<string[]> {
  const columns = await db.execute<{ schema: string; table: string; column: string }>(sql`
    select table_schema as schema, table_name as "table", column_name as "column"
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
      and data_type in ('text', 'jsonb', 'json', 'ARRAY', 'character varying')`)
  const places: string[] = []
  for (const { schema, table, column } of columns) {
    const [found] = await db.execute(sql`
      select 1 from ${sql.identifier(schema)}.${sql.identifier(table)}
      where ${sql.identifier(column)}::text like ${`%${text}%`} limit 1`)
    if (found !== undefined) places.push(`${table}.${column}`)
  }
  return places
}
