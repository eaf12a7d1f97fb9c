import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { embeddedPaths, readPidFile } from '#lib/embedded-postgres/connection.ts'
import { startEmbedded } from '#lib/embedded-postgres/server.ts'
import {
  binariesFolders,
  endStarter,
  killCluster,
  query,
  type Starter,
  startStarter,
  temporaryFolder,
} from './embedded-processes.ts'

describe.each(binariesFolders)('after SIGKILL, with %s', (binaries) => {
  test('nothing that was acknowledged is lost, three times', async () => {
    using place = temporaryFolder()
    const acknowledged = new Set<number>()
    for (let round = 0; round < 3; round += 1) {
      const starter = startStarter(place.folder, { binaries, task: 'write' })
      expect(await starter.heard('started')).toMatchObject({ adopted: false })
      await starter.heard('saved', 20)
      killCluster(place.folder)
      await endStarter(starter, 'SIGKILL')
      for (const id of savedBy(starter)) acknowledged.add(id)
    }
    const database = await startEmbedded(place.folder, { binaries })
    const rows = await query<{ id: string }>(database.connection, 'select id from note')
    const present = new Set(rows.map(({ id }) => Number(id)))
    expect([...acknowledged].filter((id) => !present.has(id))).toEqual([])
    await database.stop()
  })
})

test('when only the postmaster is killed, the next start waits for its orphans', async () => {
  using place = temporaryFolder()
  const starter = startStarter(place.folder, { task: 'write' })
  await starter.heard('saved')
  process.kill(postmasterOf(place.folder), 'SIGKILL')
  const database = await startEmbedded(place.folder)
  expect(database.adopted).toBe(false)
  await endStarter(starter, 'SIGKILL')
  const [row] = await query<{ most: string }>(database.connection, 'select max(id) as most from note')
  expect(Number(row?.most)).toBeGreaterThanOrEqual(Math.max(...savedBy(starter)))
  await database.stop()
})

test('when only the starter is killed, Postgres keeps running and is adopted', async () => {
  using place = temporaryFolder()
  const starter = startStarter(place.folder)
  await starter.heard('started')
  const before = postmasterOf(place.folder)
  await endStarter(starter, 'SIGKILL')
  const database = await startEmbedded(place.folder)
  expect(database.adopted).toBe(true)
  expect(postmasterOf(place.folder)).toBe(before)
  await database.stop()
})

test.each([
  ['a process that is gone', () => 4_194_300],
  ['a living process that got the same number', () => process.pid],
])('a pid file that names %s is no obstacle', async (_, pid) => {
  using place = temporaryFolder()
  const { pidFile } = embeddedPaths(place.folder)
  const first = await startEmbedded(place.folder)
  const socketLock = `${first.connection.path}.lock`
  const [facts = '', socketFacts = ''] = [pidFile, socketLock].map((file) => readFileSync(file, 'utf8'))
  await first.stop()
  mkdirSync(first.connection.host, { mode: 0o700 })
  writeFileSync(pidFile, facts.replace(/^\d+/, String(pid())))
  writeFileSync(socketLock, socketFacts.replace(/^\d+/, String(pid())))
  const second = await startEmbedded(place.folder)
  expect(second.adopted).toBe(false)
  await second.stop()
})

test('an interrupted first start begins again', async () => {
  using place = temporaryFolder()
  const starter = startStarter(place.folder)
  await expect.poll(() => existsSync(join(embeddedPaths(place.folder).home, 'data.init'))).toBe(true)
  await endStarter(starter, 'SIGKILL')
  const database = await startEmbedded(place.folder)
  expect(await query(database.connection, 'select 1 as one')).toMatchObject([{ one: 1 }])
  await database.stop()
})

function savedBy({ lines }: Starter): number[] {
  return lines.filter(({ word }) => word === 'saved').map(({ value }) => value as number)
}

function postmasterOf(folder: string): number {
  const running = readPidFile(embeddedPaths(folder).pidFile)
  if (running === null) throw new Error('no cluster runs there')
  return running.pid
}
