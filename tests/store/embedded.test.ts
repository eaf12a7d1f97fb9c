import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { embeddedConnection } from '#lib/embedded-postgres/connection.ts'
import { startEmbedded } from '#lib/embedded-postgres/server.ts'
import {
  binariesFolders,
  endStarter,
  isRoot,
  nobody,
  query,
  startStarter,
  strangersMayRead,
  temporaryFolder,
} from './embedded-processes.ts'

describe.each(binariesFolders)('the embedded Postgres with %s', (binaries) => {
  test('a fresh folder becomes a durable database that only its owner can access', async () => {
    using place = temporaryFolder()
    const database = await startEmbedded(place.folder, { binaries })
    try {
      expect(database.adopted).toBe(false)
      const names = [
        'fsync',
        'data_checksums',
        'listen_addresses',
        'unix_socket_permissions',
        'server_encoding',
      ]
      const rows = await query<{ name: string; setting: string }>(
        database.connection,
        `select name, setting from pg_settings where name in (${names.map((name) => `'${name}'`).join()})`,
      )
      expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
        fsync: 'on',
        data_checksums: 'on',
        listen_addresses: '',
        unix_socket_permissions: '0700',
        server_encoding: 'UTF8',
      })
      expect(await query(database.connection, `select lower('ÄÉ') as text`)).toMatchObject([{ text: 'äé' }])
    } finally {
      await database.stop()
    }
    expect(existsSync(database.connection.path)).toBe(false)
  })

  test('saved data survives a stop and a start', async () => {
    using place = temporaryFolder()
    const first = await startEmbedded(place.folder, { binaries })
    await query(first.connection, 'create table note as select 7 as id')
    await first.stop()
    await first.ended()
    const second = await startEmbedded(place.folder, { binaries })
    expect(second.adopted).toBe(false)
    expect(await query(second.connection, 'select id from note')).toMatchObject([{ id: 7 }])
    await second.stop()
  })

  test('with two starters on an empty folder, one starts and the other adopts', async () => {
    using place = temporaryFolder()
    const starters = [1, 2].map(() => startStarter(place.folder, { binaries }))
    const started = await Promise.all(starters.map((starter) => starter.heard('started')))
    expect(started.map(({ adopted }) => adopted).sort()).toEqual([false, true])
    await Promise.all(starters.map((starter) => endStarter(starter, 'SIGTERM')))
    expect(existsSync(embeddedConnection(place.folder).path)).toBe(false)
  })
})

test('a running server is adopted, and the last user to leave stops it', async () => {
  using place = temporaryFolder()
  const starter = startStarter(place.folder)
  await starter.heard('started')
  const adopted = await startEmbedded(place.folder)
  expect(adopted.adopted).toBe(true)
  await endStarter(starter, 'SIGTERM')
  expect(await query(adopted.connection, 'select 1 as one')).toMatchObject([{ one: 1 }])
  await adopted.stop()
  await adopted.ended()
  expect(existsSync(adopted.connection.path)).toBe(false)
})

test('a running server in another /tmp is reported soon, and left running', async () => {
  using place = temporaryFolder()
  const database = await startEmbedded(place.folder)
  const { host } = database.connection
  // As for a process that has a /tmp of its own.
  renameSync(host, `${host}-hidden`)
  await expect(startEmbedded(place.folder)).rejects.toThrow(`${host}, where it listens, doesn't exist here`)
  renameSync(`${host}-hidden`, host)
  expect(await query(database.connection, 'select 1 as one')).toMatchObject([{ one: 1 }])
  await database.stop()
})

test('a data folder whose path is too long for a socket works', async () => {
  using place = temporaryFolder()
  const folder = join(
    place.folder,
    ...Array.from({ length: 8 }, () => 'a-rather-long-name-of-a-folder'.padEnd(48, '-')),
  )
  const database = await startEmbedded(folder)
  expect(await query(database.connection, 'select 1 as one')).toMatchObject([{ one: 1 }])
  expect(Buffer.byteLength(database.connection.path)).toBeLessThan(104)
  await database.stop()
})

describe.runIf(isRoot)('started by root', () => {
  test.runIf(strangersMayRead)('an ordinary user starts their own', async () => {
    using place = temporaryFolder(nobody)
    const starter = startStarter(place.folder, { uid: nobody })
    expect(await starter.heard('started')).toMatchObject({ adopted: false })
    // Root uses the same folder later.
    const database = await startEmbedded(place.folder)
    expect(database.adopted).toBe(true)
    await endStarter(starter, 'SIGKILL')
    await database.stop()
    const again = startStarter(place.folder, { uid: nobody })
    expect(await again.heard('started')).toMatchObject({ adopted: false })
    await endStarter(again, 'SIGTERM')
  })
})
