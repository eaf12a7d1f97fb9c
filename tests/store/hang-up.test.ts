import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import type { DatabaseLocation } from '#lib/database/connect.ts'
import { isDatabaseAway } from '#lib/database/errors.ts'
import { openDatabase, pingDatabase } from '#lib/database/pool.ts'
import { Secret } from '#lib/secret.ts'
import { useDatabase } from '../fixtures/database.ts'

const { location } = await useDatabase()

let isBack = false
let asked = 0

/** A proxy: while the server behind it is down, it accepts connections and closes them. */
const proxy = createServer((socket) => {
  asked += 1
  if (!isBack) return socket.end()
  const server = reach(location)
  socket.on('error', () => server.destroy())
  server.on('error', () => socket.destroy())
  socket.pipe(server).pipe(socket)
})
proxy.listen(0, '127.0.0.1')
await once(proxy, 'listening')

function reach(location: DatabaseLocation): Socket {
  if (location.kind === 'socket') return connect(location.path)
  const { hostname, port } = new URL(location.url.expose())
  return connect(Number(port || 5432), hostname)
}

function throughProxy(): DatabaseLocation {
  const url = new URL(
    location.kind === 'server'
      ? location.url.expose()
      : `postgres://${location.username}@localhost/${location.database}`,
  )
  url.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
  return { kind: 'server', url: new Secret(url.href) }
}

test('a server that closes the connection counts as unavailable immediately, and works again afterwards', async () => {
  const { db, close } = openDatabase(throughProxy(), { connections: 3 })
  afterAll(async () => {
    await close()
    proxy.close()
  })
  for (let round = 0; round < 4; round += 1) {
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => pingDatabase(db)))
    expect(
      outcomes.map((outcome) => outcome.status === 'rejected' && isDatabaseAway(outcome.reason)),
    ).toEqual(Array(6).fill(true))
  }
  expect(asked).toBeLessThanOrEqual(24)
  isBack = true
  await Promise.all(Array.from({ length: 12 }, () => pingDatabase(db)))
})

test('a server that speaks another protocol is reported', async () => {
  const stranger = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  stranger.listen(0, '127.0.0.1')
  await once(stranger, 'listening')
  const url = `postgres://gatehouse@127.0.0.1:${(stranger.address() as AddressInfo).port}/gatehouse`
  const { db, close } = openDatabase({ kind: 'server', url: new Secret(url) }, { connections: 1 })
  await expect(pingDatabase(db)).rejects.toMatchObject({
    cause: { message: 'the server at this address is not Postgres' },
  })
  await close()
  stranger.close()
})
