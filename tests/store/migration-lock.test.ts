import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, inject, onTestFinished, test } from 'vitest'
import { connect, type DatabaseLocation } from '#lib/database/connect.ts'
import { explainServerError } from '#lib/database/errors.ts'
import { migrateDatabase } from '#lib/database/migrate.ts'
import { childEnvironment } from '#lib/env.ts'
import { projectFolder } from '#scripts/load-environment.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'
import { asAdministrator, makeDatabase as createDatabase, locate } from '../fixtures/database-server.ts'
import { startPooler, urlOf } from './pooler.ts'

const server = inject('databaseServer')
const lockNumber = 0x67617465

async function makeDatabase(): Promise<DatabaseLocation> {
  const database = `${server.prefix}${randomBytes(6).toString('hex')}`
  await createDatabase(server, database)
  onTestFinished(() =>
    asAdministrator(server, (client) => client`drop database ${client(database)} with (force)`),
  )
  return locate(server, database)
}

/** A session that holds the lock, like an abandoned one in a pooler. */
async function holdLock(location: DatabaseLocation) {
  const settings = { max: 1, onnotice: () => {}, connection: { application_name: 'left behind' } }
  const client = connect(location, settings)
  onTestFinished(() => client.end({ timeout: 5 }))
  const [row] = await client<
    { pid: number }[]
  >`select pg_backend_pid() as pid, pg_advisory_lock(${lockNumber})`
  return {
    pid: row?.pid ?? 0,
    release: async () => void (await client`select pg_advisory_unlock(${lockNumber})`),
  }
}

/** As `DATABASE_URL` names it. */
test('does not wait forever for the migration lock, and says who holds it', async () => {
  const location = await makeDatabase()
  const { pid } = await holdLock(location)
  const error: unknown = await migrateDatabase(location, { patienceMs: 0 }).catch((reason: unknown) => reason)
  const { says, next } = explainServerError(error, '')
  expect(says).toMatch(
    new RegExp(
      `^server process ${pid} \\(left behind, from [^,]+, connected since 20[\\d-]+T[\\d:.]+Z, idle since 20[^)]+\\) has held`,
    ),
  )
  expect(next).toContain(`select pg_terminate_backend(${pid})`)
})

test('continues as soon as the migration lock is free, and says what it waited for', async () => {
  const location = await makeDatabase()
  const { pid, release } = await holdLock(location)
  const lines: string[] = []
  const told = Promise.withResolvers<void>()
  const migrated = migrateDatabase(location, {
    report: (line) => {
      lines.push(line)
      told.resolve()
    },
  })
  await told.promise
  await release()
  await migrated
  expect(lines).toEqual([expect.stringContaining(`server process ${pid} (left behind`)])
  await migrateDatabase(location, { patienceMs: 0 })
})

test('a start that waits for the migration lock says so, and ends on SIGTERM', async () => {
  const location = await makeDatabase()
  const { pid } = await holdLock(location)
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-lock-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const child = spawnLeashed([join(projectFolder, 'scripts/run.mjs'), 'worker'], {
    stdout: 'pipe',
    stderr: 'inherit',
    env: childEnvironment({
      DATABASE_URL: urlOf(location).href,
      GATEHOUSE_DATA: folder,
      GATEHOUSE_KEYS: `k1:${randomBytes(32).toString('base64url')}`,
      AUTH_SECRET: randomBytes(32).toString('base64url'),
    }),
  })
  const ended = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGKILL'))
  if (child.stdout === null) throw new Error('it has no output')
  const lines = createInterface(child.stdout)
  const waits = new Promise<void>((resolve) => {
    lines.on('line', (line) => line.includes(`server process ${pid} (left behind`) && resolve())
  })
  await Promise.race([waits, ended.then(([code]) => Promise.reject(new Error(`it ended with ${code}`)))])
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

test('leaves no lock behind if a pooler lends each transaction another session', async () => {
  const location = await makeDatabase()
  const pooler = await startPooler(urlOf(location))
  await migrateDatabase(pooler, { patienceMs: 0 })
  await migrateDatabase(pooler, { patienceMs: 0 })
  const client = connect(location, { max: 1, onnotice: () => {} })
  onTestFinished(() => client.end({ timeout: 5 }))
  expect(
    await client`select pid from pg_locks where locktype = 'advisory' and objid = ${lockNumber}
      and database = (select oid from pg_database where datname = current_database())`,
  ).toEqual([])
  await migrateDatabase(location, { patienceMs: 0 })
})
