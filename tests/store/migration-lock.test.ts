import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, inject, onTestFinished, test } from 'vitest'
import { connect, type DatabaseLocation } from '#lib/database/connect.ts'
import { explainServerError } from '#lib/database/errors.ts'
import { migrateDatabase } from '#lib/database/migrate.ts'
import { childEnvironment } from '#lib/env.ts'
import { Secret } from '#lib/secret.ts'
import { projectFolder } from '#scripts/load-environment.ts'
import { spawnLeashed } from '#scripts/spawn-leashed.ts'
import { asAdministrator, makeDatabase as createDatabase, locate } from '../fixtures/database-server.ts'

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

/** A session that holds the lock, as a pooler keeps one that was left behind. */
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
function urlOf(location: DatabaseLocation): URL {
  if (location.kind === 'server') return new URL(location.url.expose())
  const port = basename(location.path).split('.').at(-1)
  const url = new URL(`postgres://${location.username}@localhost:${port}/${location.database}`)
  url.searchParams.set('host', dirname(location.path))
  return url
}

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

test('goes on as soon as the migration lock is free, and says what it waited for', async () => {
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
}, 60_000)

test('leaves no lock behind where a pooler lends each transaction another session', async () => {
  const location = await makeDatabase()
  const pooler = await startPooler(location)
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

/**
 * As PgBouncer in transaction mode: greets clients itself, and lends the next session of a few for each transaction.
 * Sessions stay open when their client leaves.
 */
async function startPooler(location: DatabaseLocation): Promise<DatabaseLocation> {
  const url = urlOf(location)
  const sessions = await Promise.all([0, 1, 2].map(() => openSession(url)))
  let next = 0
  const proxy = createServer((client) => {
    let session: Session | null = null
    // Until the first message, the client introduces itself; the greeting is that of any session.
    client.once('data', () => {
      client.write(sessions[0]?.greeting ?? '')
      client.on('data', (bytes) => {
        session ??= sessions[next++ % sessions.length] ?? null
        session?.lend(client, () => {
          session = null
        })
        session?.socket.write(withoutTerminate(bytes))
      })
    })
    client.on('error', () => {})
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  onTestFinished(() => {
    proxy.close()
    for (const { socket } of sessions) socket.destroy()
  })
  const at = `postgres://${url.username}@127.0.0.1:${(proxy.address() as AddressInfo).port}${url.pathname}`
  return { kind: 'server', url: new Secret(at) }
}

interface Session {
  readonly socket: Socket
  /** What the server says to a client that has signed in, up to its first "ready". */
  readonly greeting: Buffer
  lend(client: Socket, returned: () => void): void
}

async function openSession(url: URL): Promise<Session> {
  const folder = url.searchParams.get('host')
  const port = Number(url.port || 5432)
  const socket = folder === null ? dial(port, url.hostname) : dial(`${folder}/.s.PGSQL.${port}`)
  const fields = `user\0${url.username}\0database\0${url.pathname.slice(1)}\0\0`
  const startup = Buffer.alloc(8 + Buffer.byteLength(fields))
  startup.writeInt32BE(startup.length, 0)
  startup.writeInt32BE(196_608, 4)
  startup.write(fields, 8)
  socket.write(startup)
  let greeting = Buffer.alloc(0)
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    greeting = Buffer.concat([greeting, chunk])
    if (isReady(greeting)) break
  }
  let borrower: { client: Socket; returned: () => void } | null = null
  let said = Buffer.alloc(0)
  socket.on('data', (bytes) => {
    borrower?.client.write(bytes)
    said = Buffer.concat([said, bytes])
    if (!isReady(said)) return
    said = Buffer.alloc(0)
    borrower?.returned()
  })
  const lend: Session['lend'] = (client, returned) => {
    borrower = { client, returned }
  }
  return { socket, greeting, lend }
}

/** Ends with "ready for query", outside of a transaction. */
const isReady = (bytes: Buffer) => bytes.subarray(-6).equals(Buffer.from([0x5a, 0, 0, 0, 5, 0x49]))

/** A client's good-bye is for the pooler. */
const withoutTerminate = (bytes: Buffer) =>
  bytes.subarray(-5).equals(Buffer.from([0x58, 0, 0, 0, 4])) ? bytes.subarray(0, -5) : bytes
