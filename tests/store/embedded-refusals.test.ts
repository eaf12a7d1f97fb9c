import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findBinaries } from '#lib/embedded-postgres/binaries.ts'
import { embeddedConnection, embeddedPaths } from '#lib/embedded-postgres/connection.ts'
import { startEmbedded } from '#lib/embedded-postgres/server.ts'
import {
  endStarter,
  isRoot,
  mayMount,
  nobody,
  query,
  startStarter,
  strangersMayRead,
  temporaryFolder,
} from './embedded-processes.ts'

test('a machine without binaries is advised to use a server', () => {
  expect(() => findBinaries('plan9-mips')).toThrow(
    /embedded Postgres for this machine is missing.*DATABASE_URL/,
  )
})

test('binaries that do not run are reported as the reason', async () => {
  using place = temporaryFolder()
  using empty = temporaryFolder()
  await expect(startEmbedded(place.folder, { binaries: empty.folder })).rejects.toMatchObject({
    code: 'embedded_binaries_missing',
  })
})

test('a database of another major version is refused and left alone', async () => {
  using place = temporaryFolder()
  const { cluster } = embeddedPaths(place.folder)
  mkdirSync(cluster, { recursive: true })
  writeFileSync(join(cluster, 'PG_VERSION'), '12\n')
  await expect(startEmbedded(place.folder)).rejects.toMatchObject({
    code: 'embedded_version',
    message: expect.stringContaining('created by Postgres 12'),
  })
})

const spoilings: readonly { how: string; spoil: (folder: string) => void }[] = [
  { how: 'is open to others', spoil: (folder) => chmodSync(folder, 0o755) },
  ...(isRoot
    ? [{ how: 'belongs to somebody else', spoil: (folder: string) => chownSync(folder, nobody, nobody) }]
    : []),
]

test.each(spoilings)('a socket folder that $how is refused', async ({ spoil }) => {
  using place = temporaryFolder()
  const { host } = embeddedConnection(place.folder)
  mkdirSync(host, { mode: 0o700 })
  onTestFinished(() => rmdirSync(host))
  spoil(host)
  await expect(startEmbedded(place.folder)).rejects.toMatchObject({
    code: 'embedded_folder_refused',
    message: expect.stringContaining(host),
  })
})

test.runIf(!isRoot || strangersMayRead)('a folder that may not be written is refused', async () => {
  using place = temporaryFolder()
  chmodSync(place.folder, 0o555)
  const starter = startStarter(place.folder, isRoot ? { uid: nobody } : {})
  expect(await starter.heard('failed')).toMatchObject({
    code: 'embedded_folder_refused',
    message: expect.stringContaining(place.folder),
  })
})

test.runIf(mayMount)('I6: a folder of a disk that is mounted read-only is refused', async () => {
  using place = temporaryFolder()
  const script = 'mount -t tmpfs -o ro tmpfs "$1" && shift && exec "$@"'
  const prefix = ['unshare', '--mount', 'sh', '-c', script, 'sh', place.folder]
  expect(await startStarter(place.folder, { prefix }).heard('failed')).toMatchObject({
    code: 'embedded_folder_refused',
    message: expect.stringContaining(place.folder),
  })
})

test.runIf(mayMount)('a full disk is reported as the reason', async () => {
  using place = temporaryFolder()
  const script = 'mount -t tmpfs -o size=12m tmpfs "$1" && shift && exec "$@"'
  const prefix = ['unshare', '--mount', 'sh', '-c', script, 'sh', place.folder]
  expect(await startStarter(place.folder, { prefix }).heard('failed')).toMatchObject({
    code: 'embedded_disk_full',
    message: expect.stringContaining('Free some space'),
  })
})

test.runIf(mayMount && strangersMayRead)(
  'if user namespaces are forbidden, root lets another user run it',
  async () => {
    using place = temporaryFolder()
    chmodSync(place.folder, 0o755)
    // Linux creates no user namespace for a process in a changed root.
    const root = mkdtempSync(join(tmpdir(), 'gatehouse-root-'))
    onTestFinished(() => rmSync(root, { recursive: true }))
    const script = 'mount --rbind / "$1" && exec chroot "$@"'
    const prefix = ['unshare', '--mount', 'sh', '-c', script, 'sh', root]
    const starter = startStarter(place.folder, { prefix })
    expect(await starter.heard('started')).toMatchObject({ adopted: false })
    expect(statSync(embeddedPaths(place.folder).cluster).uid).not.toBe(0)
    await endStarter(starter, 'SIGTERM')
    // A later start without that restriction keeps to the folder's owner.
    const database = await startEmbedded(place.folder)
    expect(await query(database.connection, 'select 1 as one')).toMatchObject([{ one: 1 }])
    await database.stop()
  },
)
