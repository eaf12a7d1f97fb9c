import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, inject, onTestFinished, test } from 'vitest'
import { startCallers, vendOnce } from '#bench/chaos/callers.ts'
import { readOwners } from '#bench/chaos/owners.ts'
import { addGrant } from '#bench/grant.ts'
import { type OwnDatabase, startEmbeddedBehind } from '#bench/installation.ts'
import { addGrants, makeVendKey } from '#bench/vend-requests.ts'
import { accessToken, authorization } from '#drizzle/schema.ts'
import { backUp } from '#lib/backups/back-up.ts'
import { explainServerError } from '#lib/database/errors.ts'
import { migrateDatabase } from '#lib/database/migrate.ts'
import { requireOwnSessions } from '#lib/database/own-sessions.ts'
import { openDatabase, vendPool } from '#lib/database/pool.ts'
import { createSignals } from '#lib/database/signals.ts'
import { createLog } from '#lib/log.ts'
import { databaseLocation, signalChannels } from '#lib/services.ts'
import { listSessionKeys } from '#lib/store/key-canaries.ts'
import { randomToken } from '#lib/vault/random.ts'
import { checkStore } from '#scripts/doctor/check-store.ts'
import { urlOf } from '../fixtures/database-server.ts'
import { type PgBouncer, startPgBouncer } from '../fixtures/pgbouncer.ts'
import { createInstallation } from '../flows/own-installation.ts'

const sessions = 4
const plain: PgBouncer[] = []
const marked: PgBouncer[] = []

/** In front of the embedded database: one that the URL marks as a pooler, and one that it doesn't. */
const behindPgBouncer = (folder: string): Promise<OwnDatabase> =>
  startEmbeddedBehind(folder, async (location) => {
    const pooler = await startPgBouncer(inject('pgbouncer'), location, { sessions })
    marked.push(pooler)
    plain.push(await startPgBouncer(inject('pgbouncer'), location, { sessions, parameters: '' }))
    return {
      variables: { DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: urlOf(location) },
      stop: async () => {
        for (const one of [pooler, ...plain]) await one.stop()
      },
    }
  })

const own = await createInstallation({ startDatabase: behindPgBouncer })
const { services, simulator, system, environment } = own
const pooled = databaseLocation(environment)
const key = (await makeVendKey(system)).expose()

function open(connections = 5) {
  const pool = openDatabase(pooled, { connections })
  onTestFinished(pool.close)
  return pool.db
}

const settingsOf = sql`select current_setting('statement_timeout') as timeout,
  current_setting('search_path') as path, current_setting('transaction_isolation') as isolation,
  current_setting('TimeZone') as zone, current_setting('DateStyle') as dates`
const ours = { timeout: '15s', path: 'public', isolation: 'read committed', zone: 'UTC', dates: 'ISO, MDY' }

test('every transaction has our settings, whichever session it gets, and leaves none of them behind', async () => {
  const db = open(20)
  const reads = Array.from({ length: 40 }, () => db.execute(settingsOf))
  const transactions = Array.from({ length: 40 }, () => db.transaction((tx) => tx.execute(settingsOf)))
  for (const rows of await Promise.all([...reads, ...transactions])) expect(rows).toEqual([ours])
  const vend = vendPool(db)
  expect(await vend`select current_setting('statement_timeout') as timeout, ${'a'} as given`).toEqual([
    { timeout: '15s', given: 'a' },
  ])
  // A client that sets nothing gets the same sessions.
  const raw = openDatabase(plain[0]?.location ?? pooled, { connections: 1 })
  onTestFinished(raw.close)
  await expect(raw.db.execute(sql`select 1`)).rejects.toMatchObject({ cause: { code: '08P01' } })
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_stat_activity where application_name = 'gatehouse'`,
  )
  expect(row?.count).toBeLessThanOrEqual(sessions)
})

test('a statement that takes too long is canceled, and its connection keeps working', async () => {
  const db = open(1)
  const canceled = { cause: { code: '57014' } }
  await expect(db.execute(sql`select pg_sleep(3600)`)).rejects.toMatchObject(canceled)
  const shorter = db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 20`)
    await tx.execute(sql`select pg_sleep(3600)`)
  })
  await expect(shorter).rejects.toMatchObject(canceled)
  expect(await db.execute(settingsOf)).toEqual([ours])
})

test('two hundred simultaneous vends over two processes at expiry cause one call to LWA', async () => {
  const programs = [await own.startApi(), await own.startApi()]
  const id = await addGrant(system, simulator, 'A1USHARBORPINE')
  const before = own.tokenRequests().length
  const asking = own.hold('grant_type=refresh_token')
  const vending = Promise.all(
    Array.from({ length: 200 }, (_, index) => programs[index % 2]?.vend(id, key) as Promise<Response>),
  )
  await expect.poll(() => asking.count).toBe(1)
  asking.release()
  const answers = await vending
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(own.tokenRequests().length - before).toBe(1)
  expect(await Promise.all(programs.map(({ end }) => end('SIGTERM')))).toEqual([0, 0])
})

test('under load from forty callers, with a few sessions for two processes and their worker, every token is its seller’s', async () => {
  const ids = await addGrants(system, simulator, 50)
  const owners = readOwners(own, await services.db.select().from(authorization))
  const programs = [await own.startApi(), await own.startWorker()]
  const ports = programs.map(({ port }) => port)
  let expired = 0
  let isOver = false
  const { seen, done } = startCallers(
    40,
    ids,
    key,
    () => ports,
    () => isOver,
  )
  const vended = () => seen.answers.get('vended') ?? 0
  for (; expired < 3; expired += 1) {
    const at = vended()
    await expect.poll(vended).toBeGreaterThan(at + 500)
    await services.db.execute(sql`update refresh_lease set started_at = started_at - interval '61 seconds'`)
    await services.db.update(accessToken).set({ expiresAt: new Date() })
  }
  for (const id of ids) await expect.poll(() => vendOnce(seen, id, ports[0], key)).toBe('vended')
  isOver = true
  await done
  await owners.look()
  const wrong = [...seen.owners].filter(([token, id]) => owners.of(token) !== id)
  expect({ wrong, strangers: seen.strangers }).toEqual({ wrong: [], strangers: [] })
  expect([...seen.answers.keys()]).toEqual(['vended'])
  expect(await Promise.all(programs.map(({ end }) => end('SIGTERM')))).toEqual([0, 0])
})

test('when the pooler dies under load, the api refuses vends, keeps running, and vends again once it is back', async () => {
  const [pooler] = marked as [PgBouncer]
  const ids = await addGrants(system, simulator, 10)
  const program = await own.startApi()
  let isOver = false
  const { seen, done } = startCallers(
    20,
    ids,
    key,
    () => [program.port],
    () => isOver,
  )
  const count = (answer: string) => seen.answers.get(answer) ?? 0
  for (let round = 0; round < 3; round += 1) {
    const before = count('vended')
    await expect.poll(() => count('vended')).toBeGreaterThan(before + 200)
    const refused = count('database_unavailable')
    await pooler.kill()
    await expect.poll(() => count('database_unavailable')).toBeGreaterThan(refused)
    await pooler.start()
  }
  for (const id of ids) await expect.poll(() => vendOnce(seen, id, program.port, key)).toBe('vended')
  isOver = true
  await done
  expect([...seen.answers.keys()].sort()).toEqual(['database_unavailable', 'vended'])
  expect(seen.strangers).toEqual([])
  expect(await program.end('SIGTERM')).toBe(0)
})

test('a process shows its keys by its session that bypasses the pooler', async () => {
  const program = await own.startApi([], {
    GATEHOUSE_KEYS: `k2:${randomToken()},${own.variables.GATEHOUSE_KEYS}`,
  })
  const listening = sql`select application_name as name from pg_stat_activity where query like 'listen %'`
  await expect.poll(() => services.db.execute(listening)).toEqual([{ name: 'gatehouse keys=k2,k1' }])
  expect(await listSessionKeys(services.db)).toContainEqual({ keyIds: ['k2', 'k1'], isCut: false })
  expect(await program.end('SIGTERM')).toBe(0)
})

test('without a direct address, changes are polled once a second', async () => {
  const log = createLog('error', 'test')
  const signals = createSignals(pooled, signalChannels, log)
  onTestFinished(() => signals.close())
  let calls = 0
  signals.onEvents(() => {
    calls += 1
  })
  await expect.poll(() => calls).toBeGreaterThan(2)
})

test('a schema is migrated and a backup is made through the pooler, too', async () => {
  await expect(migrateDatabase(pooled)).resolves.toBeUndefined()
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-pooled-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { counts } = await backUp(pooled, join(folder, 'backup'), {
    keyRing: services.keyRing,
    now: new Date(),
  })
  expect(counts.authorization).toBeGreaterThan(0)
})

test('a pooler that the URL doesn’t mark is refused with the remedy, and the doctor names what is behind the pooler', async () => {
  const unmarked = plain[0]?.location ?? pooled
  const refused: unknown = await migrateDatabase(unmarked).catch((error: unknown) => error)
  expect(explainServerError(refused, '').next).toContain('add pooler=transaction')
  await expect(requireOwnSessions(unmarked)).rejects.toThrow('a pooler runs each transaction')
  await expect(requireOwnSessions(pooled)).resolves.toBeUndefined()
  const findings = await checkStore(environment, false)
  expect(findings.slice(0, 2).map(({ subject, verdict }) => [subject, verdict])).toEqual([
    ['database', 'good'],
    ['pooler', 'good'],
  ])
  const alone = await checkStore({ ...environment, databaseDirectUrl: null }, false)
  expect(alone.find(({ subject }) => subject === 'pooler')).toMatchObject({ verdict: 'note' })
})
