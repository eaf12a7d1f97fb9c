import { once } from 'node:events'
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net'
import { basename, dirname } from 'node:path'
import { onTestFinished } from 'vitest'
import type { DatabaseLocation } from '#lib/database/connect.ts'
import { Secret } from '#lib/secret.ts'

/** A route to a database that also works for a proxy. */
export function urlOf(location: DatabaseLocation): URL {
  if (location.kind === 'server') return new URL(location.url.expose())
  const port = basename(location.path).split('.').at(-1)
  const url = new URL(`postgres://${location.username}@localhost:${port}/${location.database}`)
  url.searchParams.set('host', dirname(location.path))
  return url
}

/**
 * Like PgBouncer in transaction mode: greets clients itself, and lends the next session of a few for each transaction.
 * Sessions stay open when their client leaves.
 */
export async function startPooler(url: URL): Promise<DatabaseLocation> {
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
  /** The server's messages to a client that has signed in, up to its first "ready". */
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

/** A client's goodbye is for the pooler. */
const withoutTerminate = (bytes: Buffer) =>
  bytes.subarray(-5).equals(Buffer.from([0x58, 0, 0, 0, 4])) ? bytes.subarray(0, -5) : bytes
