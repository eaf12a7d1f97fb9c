import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import type { DatabaseLocation } from '#lib/database/connect.ts'
import { createSignals } from '#lib/database/signals.ts'
import { createLog } from '#lib/log.ts'
import { Secret } from '#lib/secret.ts'
import { notifySessions, sessionChannel } from '#lib/store/people/sessions.ts'
import { useDatabase } from '../fixtures/database.ts'

const { db, location } = await useDatabase()
const log = createLog('error', 'test')

function listen(at: DatabaseLocation = location) {
  const signals = createSignals(at, { events: 'test_event', sessions: sessionChannel }, log)
  onTestFinished(() => signals.close())
  const heard = { events: 0, sessions: 0 }
  const end = signals.onEvents(() => {
    heard.events += 1
  })
  signals.onSessions(() => {
    heard.sessions += 1
  })
  return { heard, end }
}

const listeners = sql`select pid from pg_stat_activity
  where application_name = 'gatehouse signals' and datname = current_database() and wait_event = 'ClientRead'`
const isListening = async () => (await db.execute(listeners)).length === 1

test('notifications of both kinds arrive', async () => {
  const { heard } = listen()
  await expect.poll(isListening).toBe(true)
  await expect.poll(() => heard.sessions).toBe(1)
  await db.transaction((tx) => notifySessions(tx as never))
  await expect.poll(() => heard.sessions).toBe(2)
  const before = heard.events
  await db.execute(sql`select pg_notify('test_event', '')`)
  await expect.poll(() => heard.events).toBeGreaterThan(before)
})

test('listens again after its connection was lost', async () => {
  const { heard } = listen()
  for (let round = 0; round < 3; round += 1) {
    await expect.poll(isListening).toBe(true)
    const [lost] = await db.execute<{ pid: number }>(listeners)
    await db.execute(sql`select pg_terminate_backend(${lost?.pid})`)
    await expect.poll(async () => (await db.execute<{ pid: number }>(listeners))[0]?.pid).not.toBe(lost?.pid)
    await expect.poll(isListening).toBe(true)
    const before = heard.sessions
    await expect
      .poll(async () => {
        await db.execute(sql`select pg_notify(${sessionChannel}, '')`)
        return heard.sessions
      })
      .toBeGreaterThan(before)
  }
})

test('calls its listeners on a timer while there is no server, and listens once there is one', async () => {
  const proxied = await openProxy()
  const { heard, end } = listen(proxied.location)
  await expect.poll(() => heard.events).toBeGreaterThan(1)
  expect(heard.sessions).toBe(0)
  proxied.mode('open')
  await expect.poll(() => heard.sessions).toBe(1)
  proxied.mode('closed')
  const before = heard.events
  await expect.poll(() => heard.events).toBeGreaterThan(before + 1)
  proxied.mode('open')
  await expect.poll(() => heard.sessions).toBe(2)
  end()
})

test('a server that refuses to listen, as a standby does, is asked again until it agrees', async () => {
  const proxied = await openProxy()
  proxied.mode('refusing')
  const { heard } = listen(proxied.location)
  await expect.poll(() => proxied.refused()).toBeGreaterThan(1)
  await expect.poll(() => heard.events).toBeGreaterThan(1)
  expect(heard.sessions).toBe(0)
  proxied.mode('open')
  await expect.poll(() => heard.sessions).toBe(1)
})

/** Leads to the database, to nothing, or to a server on which `listen` fails as it does during recovery. */
async function openProxy() {
  let mode: 'closed' | 'open' | 'refusing' = 'closed'
  let refused = 0
  const clients = new Set<Socket>()
  const proxy = createServer((client) => {
    clients.add(client)
    client.once('close', () => clients.delete(client))
    client.on('error', () => {})
    if (mode === 'closed') return void client.destroy()
    const server =
      location.kind === 'socket'
        ? connect(location.path)
        : connect(
            Number(new URL(location.url.expose()).port || 5432),
            new URL(location.url.expose()).hostname,
          )
    server.on('error', () => client.destroy())
    client.on('close', () => server.destroy())
    client.on('data', (data) => {
      const isListen = mode === 'refusing' && data.includes('listen "')
      if (isListen) refused += 1
      // As long as the statement: Postgres doesn't know it, and answers with an error.
      server.write(
        isListen ? Buffer.from(data.toString('latin1').replaceAll('listen "', 'lixten "'), 'latin1') : data,
      )
    })
    server.pipe(client)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  onTestFinished(() => {
    proxy.close()
    for (const client of clients) client.destroy()
  })
  const url = new URL(
    location.kind === 'server'
      ? location.url.expose()
      : `postgres://${location.username}@localhost/${location.database}`,
  )
  url.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
  return {
    location: { kind: 'server', url: new Secret(url.href) } as const,
    refused: () => refused,
    mode: (now: typeof mode) => {
      mode = now
      if (now === 'closed') for (const client of clients) client.destroy()
    },
  }
}
