import { createReadStream } from 'node:fs'
import { link, lstat, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { DatabaseLocation } from '../database/connect.ts'
import { intoEmptyDatabase, withSnapshot } from '../database/copy.ts'
import { classifyMigrations, migrateDatabase, migrationTimes } from '../database/migrate.ts'
import { checkCanaries } from '../keys/check-keys.ts'
import { syncFolder } from '../sync-folder.ts'
import { authenticateArchive, checkArchiveMac } from '../vault/archive-mac.ts'
import { sameDigest } from '../vault/digest.ts'
import type { KeyRing } from '../vault/key-ring.ts'
import {
  type ArchiveCounts,
  ArchiveError,
  type ArchiveHeader,
  changed,
  type OpenArchive,
  readArchive,
  writeArchive,
} from './archive.ts'

/** The keys of the configuration aren't those of the database: nobody could restore its backup with them. */
export class UnfitKeysError extends Error {
  readonly code = 'keys_unfit'

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.name = 'UnfitKeysError'
  }
}

export const isUnfitKeysError = (error: unknown): error is UnfitKeysError =>
  (error as { code?: unknown } | null)?.code === 'keys_unfit'

export interface BackedUp {
  readonly header: Omit<ArchiveHeader, 'format' | 'version'>
  readonly counts: ArchiveCounts
  readonly bytes: number
  /** A newer version has migrated the database: this one can't restore it. */
  readonly needsNewerVersion: boolean
}

interface BackupOptions {
  readonly keyRing: KeyRing
  readonly now: Date
  /** Ends it early: nothing is left of it. */
  readonly signal?: AbortSignal
}

/**
 * Writes the database, as it is at this moment, into a file that nobody else can read. Processes keep working
 * meanwhile. Sealed values stay sealed, and the keys are not in it; the sealing key authenticates it. The file is
 * either complete or missing, also when the process is killed: then its `.part` stays. Rejects with EEXIST if either
 * exists, and with UnfitKeysError.
 */
export async function backUp(
  location: DatabaseLocation,
  path: string,
  { keyRing, now, signal }: BackupOptions,
): Promise<BackedUp> {
  const unfinished = `${path}.part`
  if ((await lstat(path).catch(() => null)) !== null) throw alreadyThere(path)
  const part = await open(unfinished, 'wx', 0o600)
  try {
    const result = await withSnapshot(location, async ({ tables, read, canaries, ...facts }) => {
      const faults = checkCanaries(keyRing, canaries)
      if (faults.length > 0) throw new UnfitKeysError(faults)
      const sealing = canaries.filter(({ retiredAt }) => retiredAt === null).map(({ keyId }) => keyId)
      // A new key authenticates the archive before it has sealed anything.
      const keyIds = [...new Set([...sealing, keyRing.currentId])]
      const header = { createdAt: now.toISOString(), environment: keyRing.environment, keyIds, ...facts }
      const counts: Record<string, number> = {}
      const sources = tables.map((table) => ({ ...table, rows: () => read(table) }))
      const file = part.createWriteStream({ flush: true })
      const authenticate = (digest: string) => authenticateArchive(keyRing, digest)
      const lines = Readable.from(writeArchive(header, sources, authenticate, counts))
      await pipeline(lines, createGzip(), file, { signal })
      const known = migrationTimes()
      const needsNewerVersion = header.migrations.some((time) => !known.includes(time))
      return { header, counts, bytes: file.bytesWritten, needsNewerVersion }
    })
    await name(unfinished, path)
    return result
  } catch (error) {
    await part.close().catch(() => {})
    throw error
  } finally {
    await rm(unfinished, { force: true })
  }
}

/** Gives a finished file its name. Unlike a rename, a link neither overwrites another file nor follows a link. */
async function name(finished: string, path: string): Promise<void> {
  try {
    await link(finished, path)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (!withoutLinks.has(code)) throw error
    await (await open(path, 'wx', 0o600)).close()
    await rename(finished, path)
  }
  syncFolder(dirname(path))
}

/** How file systems say that they have no links, such as those of USB sticks and some network shares. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

function alreadyThere(path: string): Error {
  return Object.assign(new Error('The file exists'), { code: 'EEXIST', path })
}

export interface ReadOptions {
  readonly keyRing: KeyRing
  /** Accepts archives of the first version, which have no MAC. */
  readonly acceptsUnauthenticated?: boolean
}

/**
 * Reads an archive to its end. Throws ArchiveError when it differs from what was written, or comes from a newer
 * version, or from an installation with another GATEHOUSE_ENVIRONMENT.
 */
export async function checkArchive(
  path: string,
  { keyRing, acceptsUnauthenticated = false }: ReadOptions,
): Promise<Pick<OpenArchive, 'header' | 'counts'> & { readonly digest: string | null }> {
  return readFile(path, keyRing, async (archive) => {
    const { header } = archive
    if (header.environment !== keyRing.environment) {
      throw new ArchiveError(
        `The backup is of GATEHOUSE_ENVIRONMENT=${header.environment}, and this configuration says ${keyRing.environment}: its values would open nowhere. Set the variable to ${header.environment}.`,
      )
    }
    if (!archive.isAuthenticated && !acceptsUnauthenticated) {
      throw new ArchiveError(
        'The backup was made by an older version, which didn’t authenticate backups: anyone could have altered it. If you trust the place where it was stored, add --accept-unauthenticated.',
      )
    }
    if (typeof classifyMigrations(migrationTimes(), header.migrations) !== 'string') {
      throw new ArchiveError(
        'The backup comes from a newer version of Gatehouse: install that version first.',
      )
    }
    for await (const { rows } of archive.tables()) for await (const _ of rows);
    return { header, counts: archive.counts, digest: archive.digest() }
  })
}

export interface Restored {
  readonly header: ArchiveHeader
  readonly counts: ArchiveCounts
  /** Tables of other programs, which backups of older versions contain. */
  readonly skipped: readonly string[]
}

/**
 * Restores an archive into an empty database, all of it or nothing, and migrates it to the schema of this version.
 * Throws ArchiveError, and ServerError when the database isn't empty or its schema is newer than the archive's.
 * `replaces`: all of Gatehouse's data in the database is deleted in the same transaction, once no process uses it.
 */
export async function restore(
  location: DatabaseLocation,
  path: string,
  { replaces = false, ...options }: ReadOptions & { readonly replaces?: boolean },
): Promise<Restored> {
  // First reads it to its end without writing anything: the checksum is in the last line.
  const { header, digest } = await checkArchive(path, options)
  const { keyRing } = options
  const skipped: string[] = []
  const counts = await intoEmptyDatabase(location, header.migrations, { replaces }, (target) =>
    readFile(path, keyRing, async (archive) => {
      for await (const { rows, ...table } of archive.tables()) {
        // Without a MAC, an unknown name is more likely damage.
        if (target.has(table.table) || !archive.isAuthenticated) {
          await target.write(table, rows)
          continue
        }
        skipped.push(table.table)
        for await (const _ of rows);
      }
      for (const sequence of archive.header.sequences) await target.setSequence(sequence)
      // The file may have been replaced since. Then nothing stays.
      if (!sameDigest(archive.digest(), digest)) throw changed()
      return archive.counts
    }),
  )
  await migrateDatabase(location)
  const restored = Object.entries(counts).filter(([table]) => !skipped.includes(table))
  return { header, counts: Object.fromEntries(restored), skipped }
}

async function readFile<T>(
  path: string,
  keyRing: KeyRing,
  work: (archive: OpenArchive) => Promise<T>,
): Promise<T> {
  const file = createReadStream(path)
  const content = createGunzip()
  // Otherwise an error of the file would be unhandled.
  file.on('error', (error) => content.destroy(error))
  try {
    const checkMac: Parameters<typeof readArchive>[1] = (digest, mac) => checkArchiveMac(keyRing, digest, mac)
    return await work(await readArchive(file.pipe(content), checkMac))
  } catch (error) {
    throw explainGunzip(error)
  } finally {
    file.destroy()
    content.destroy()
  }
}

function explainGunzip(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'Z_BUF_ERROR') {
    return new ArchiveError('The backup is truncated: its end is missing.', { cause: error })
  }
  if (code?.startsWith('Z_') !== true) return error
  return new ArchiveError('This is not a Gatehouse backup, or it was altered or damaged.', {
    cause: error,
  })
}
