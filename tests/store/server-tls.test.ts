import { once } from 'node:events'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext, TLSSocket } from 'node:tls'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import type { DatabaseLocation } from '#lib/database/connect.ts'
import { explainServerError } from '#lib/database/errors.ts'
import { openDatabase, pingDatabase } from '#lib/database/pool.ts'
import { createSignals } from '#lib/database/signals.ts'
import { createJobs } from '#lib/jobs/queue.ts'
import { createLog } from '#lib/log.ts'
import { Secret } from '#lib/secret.ts'
import { issueServer, makeAuthority } from '#simulator/tls/certificate.ts'
import { useDatabase } from '../fixtures/database.ts'

const { location } = await useDatabase()
const log = createLog('error', 'test')

const authority = makeAuthority(['localhost'], new Date())
const issued = issueServer(authority, ['localhost'], new Date())
const secureContext = createSecureContext({
  cert: issued.certificatePem,
  key: String(issued.privateKey.export({ type: 'pkcs8', format: 'pem' })),
})
const folder = await mkdtemp(join(tmpdir(), 'gatehouse-tls-'))
const authorityFile = join(folder, 'ca.pem')
await writeFile(authorityFile, authority.certificatePem)
afterAll(() => rm(folder, { recursive: true }))

/** The server of these tests behind TLS: it answers the TLS request, and passes the content on. */
async function listen(answer: 'S' | 'N'): Promise<number> {
  const door = createServer((socket) => void admit(socket, answer).catch(() => socket.destroy()))
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  afterAll(() => void door.close())
  return (door.address() as AddressInfo).port
}

async function admit(socket: Socket, answer: 'S' | 'N'): Promise<void> {
  await once(socket, 'data')
  socket.write(answer)
  const inside = answer === 'S' ? new TLSSocket(socket, { isServer: true, secureContext }) : socket
  const server = reach(location)
  inside.on('error', () => server.destroy())
  server.on('error', () => inside.destroy())
  inside.pipe(server).pipe(inside)
}

function reach(location: DatabaseLocation): Socket {
  if (location.kind === 'socket') return connect(location.path)
  const { hostname, port } = new URL(location.url.expose())
  return connect(Number(port || 5432), hostname)
}

function through(port: number, parameters: string, host = 'localhost'): DatabaseLocation {
  const url = new URL(
    location.kind === 'server'
      ? location.url.expose()
      : `postgres://${location.username}@localhost/${location.database}`,
  )
  url.host = `${host}:${port}`
  url.search = parameters
  return { kind: 'server', url: new Secret(url.href) }
}

/** The results of both clients of a process. */
async function tryBoth(location: DatabaseLocation): Promise<string[]> {
  const pool = openDatabase(location, { connections: 1 })
  const jobs = createJobs(location, log)
  const outcomes = await Promise.allSettled([pingDatabase(pool.db), jobs.work('tidy-people', async () => {})])
  await Promise.all([pool.close(), jobs.close()])
  return outcomes.map((outcome) =>
    outcome.status === 'fulfilled'
      ? 'works'
      : explainServerError(outcome.reason, outcome.reason.message).next,
  )
}

const encrypted = await listen('S')

test('sslmode=require encrypts and asks for no certificate, for queries and for jobs', async () => {
  expect(await tryBoth(through(encrypted, 'sslmode=require'))).toEqual(['works', 'works'])
})

test('sslmode=verify-full checks the certificate, for queries and for jobs', async () => {
  const checked = `sslmode=verify-full&sslrootcert=${encodeURIComponent(authorityFile)}`
  expect(await tryBoth(through(encrypted, checked))).toEqual(['works', 'works'])
  const stranger = expect.stringContaining('sslrootcert=')
  expect(await tryBoth(through(encrypted, 'sslmode=verify-full'))).toEqual([stranger, stranger])
  const misnamed = expect.stringContaining("has to match the server's certificate")
  expect(await tryBoth(through(encrypted, checked, '127.0.0.1'))).toEqual([misnamed, misnamed])
})

/** With an authority's file of its own. */
function checkedBy(file: string): DatabaseLocation {
  return through(encrypted, `sslmode=verify-full&sslrootcert=${encodeURIComponent(file)}`)
}

test('new connections are opened and checked while the file of the certificate authority is being replaced', async () => {
  const file = join(folder, 'replaced.pem')
  await copyFile(authorityFile, file)
  expect(await tryBoth(checkedBy(file))).toEqual(['works', 'works'])
  await rm(file)
  expect(await tryBoth(checkedBy(file))).toEqual(['works', 'works'])
})

test('a process whose certificate authority can’t be read keeps running, and listens once it can', async () => {
  const file = join(folder, 'late.pem')
  const signals = createSignals(checkedBy(file), { events: 'test_event', sessions: 'test_session' }, log)
  onTestFinished(() => signals.close())
  let heard = 0
  signals.onSessions(() => {
    heard += 1
  })
  await copyFile(authorityFile, file)
  await expect.poll(() => heard).toBe(1)
})

test('with an sslmode, a server without TLS is never contacted unencrypted', async () => {
  const [queries, work] = await tryBoth(through(await listen('N'), 'sslmode=require'))
  expect(queries).toContain('may lack ssl = on')
  expect(work).toBe(queries)
})

test('several hosts are encrypted and checked alike: by name, or by the address that the certificate has', async () => {
  const checked = `sslmode=verify-full&sslrootcert=${encodeURIComponent(authorityFile)}`
  const two = (one: string, other: string, parameters: string): DatabaseLocation => {
    const location = through(encrypted, parameters)
    if (location.kind === 'socket') throw new Error('not by URL')
    const hosts = `${one}:${encrypted},${other}:${encrypted}`
    return { kind: 'server', url: new Secret(location.url.expose().replace(`localhost:${encrypted}`, hosts)) }
  }
  expect(await tryBoth(two('localhost', 'localhost', 'sslmode=require'))).toEqual(['works', 'works'])
  expect(await tryBoth(two('127.0.0.1', 'localhost', checked))).toEqual(['works', 'works'])
  const misnamed = expect.stringContaining("has to match the server's certificate")
  expect(await tryBoth(two('127.0.0.1', '127.0.0.1', checked))).toEqual([misnamed, misnamed])
  const stranger = expect.stringContaining('sslrootcert=')
  expect(await tryBoth(two('localhost', 'localhost', 'sslmode=verify-full'))).toEqual([stranger, stranger])
})
