import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { recordAudit } from '#lib/audit/record.ts'
import { type ArchiveCounts, isArchiveError } from '#lib/backups/archive.ts'
import { backUp, isUnfitKeysError, restore } from '#lib/backups/back-up.ts'
import { systemContext } from '#lib/context.ts'
import { explainServerError } from '#lib/database/errors.ts'
import { startEmbedded } from '#lib/embedded-postgres/server.ts'
import { childEnvironment } from '#lib/env.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import {
  directLocation,
  directVariable,
  type OpenableEnvironment,
  type OpenServices,
  openServices,
} from '#lib/services.ts'
import { createKeyRing } from '#lib/vault/key-ring.ts'
import { newId } from '#lib/vault/random.ts'
import { loadEnvironment } from '../load-environment.ts'
import { type Interruption, interruptible } from '../processes/interruption.ts'
import { StartError } from '../processes/start-error.ts'
import { counted } from './counted.ts'
import { readArguments } from './read-arguments.ts'

const optionsOfRead = `  --replace                  delete what this installation has in the database first
  --accept-unauthenticated   read an archive of a version that didn't authenticate archives`

/** How to call each of these commands. */
export const backupUsages = {
  backup: `npm run gatehouse -- backup <file>

Writes the database into one file while Gatehouse is running. It contains no keys: store GATEHOUSE_KEYS and
AUTH_SECRET elsewhere.`,
  restore: `npm run gatehouse -- restore <file> [--replace]

Restores a backup into an empty database: the embedded one, or the one of DATABASE_URL.

${optionsOfRead}`,
  export: `npm run gatehouse -- export <file>

Writes the whole installation into one archive, the same as a backup, to move it to another machine or database.
It contains no keys: set the same GATEHOUSE_KEYS, GATEHOUSE_ENVIRONMENT and AUTH_SECRET there.`,
  import: `npm run gatehouse -- import <file> [--replace]

Reads a whole installation from an archive of export or backup into the database of this configuration: the embedded
one, or the one of DATABASE_URL. To import a file of refresh tokens, see: import-tokens

${optionsOfRead}`,
}

/** `backup <file>` */
export async function runBackup(args: readonly string[]): Promise<string> {
  const { positionals } = readArguments(args, { usage: backupUsages.backup, most: 1 })
  return write(pathOf(positionals[0], backupUsages.backup))
}

/** `export <file>`: a backup, for moving the installation. */
export async function runExport(args: readonly string[]): Promise<string> {
  const { positionals } = readArguments(args, { usage: backupUsages.export, most: 1 })
  const path = pathOf(positionals[0], backupUsages.export)
  const done = await write(path)
  return `${done}\nStop this installation before you start the other one: with two workers, a rotated token would be lost to one of them. There: npm run gatehouse -- import ${path}`
}

const tidyMs = 2_000

function write(path: string): Promise<string> {
  return withDatabase(async (environment, { signal, race }) => {
    const keyRing = createKeyRing(environment.environment, environment.keys)
    const backingUp = backUp(directLocation(environment), path, { keyRing, now: new Date(), signal })
    const { header, counts, bytes, needsNewerVersion } = await race(backingUp).catch(
      async (cause: NodeJS.ErrnoException) => {
        // It removes what it has written, unless it hangs.
        if (signal.aborted) await Promise.race([backingUp.catch(() => {}), pause(tidyMs)])
        if (cause.code !== 'EEXIST') throw cause
        const says = cause.path?.endsWith('.part')
          ? `${cause.path} already exists: another backup to ${path} is running, or one was interrupted. In that case, delete the file.`
          : `${path} already exists: choose another name.`
        throw new StartError(says, { cause })
      },
    )
    return [
      `${path} contains ${describeContent(counts, header.createdAt)} (${Math.ceil(bytes / 1_024).toLocaleString('en-US')} KiB).`,
      `It doesn't contain the keys. To restore it, you need ${describeKeys(header.keyIds)} and GATEHOUSE_ENVIRONMENT=${header.environment}. Store the keys elsewhere: anyone who has both can open every token.`,
      ...(needsNewerVersion
        ? [
            'A newer version of Gatehouse has migrated this database: to restore this file, install that version, not this one.',
          ]
        : []),
    ].join('\n')
  })
}

/** `restore <file>` */
export const runRestore = (args: readonly string[]): Promise<string> => read(args, backupUsages.restore)

/** `import <file>`: a restore, on the other machine. */
export const runImport = (args: readonly string[]): Promise<string> => read(args, backupUsages.import)

function read(args: readonly string[], usage: string): Promise<string> {
  const { positionals, values } = readArguments(args, {
    usage,
    most: 1,
    options: { replace: { type: 'boolean' }, 'accept-unauthenticated': { type: 'boolean' } },
  })
  const path = pathOf(positionals[0], usage)
  if (!existsSync(path)) throw new StartError(`${path} doesn't exist.`)
  return withDatabase(async (environment, { race }) => {
    const restoring = restore(directLocation(environment), path, {
      keyRing: createKeyRing(environment.environment, environment.keys),
      acceptsUnauthenticated: values['accept-unauthenticated'] === true,
      replaces: values.replace === true,
    })
    const { header, counts, skipped } = await race(restoring)
    const services = openServices(environment, 'script', { connections: 1 })
    try {
      return [
        `Restored ${describeContent(counts, header.createdAt)}.`,
        ...(skipped.length === 0 ? [] : [`Left out tables of other programs: ${skipped.join(', ')}.`]),
        await describeRestored(services, header.keyIds),
      ].join('\n')
    } finally {
      await services.close()
    }
  })
}

async function describeRestored(services: OpenServices, keyIds: readonly string[]): Promise<string> {
  const ctx = systemContext(services, 'restore', newId())
  await recordAudit(ctx, 'installation.restored', { kind: 'installation', id: 'database' })
  const faults = await checkKeys(services)
  if (faults.length === 0) return 'The keys of this configuration open it. Start with: npm start'
  return `The archive contains no keys, and this configuration lacks some: Gatehouse won’t start before it has ${describeKeys(keyIds)}.\n${faults.join('\n')}`
}

/** Relative paths are the caller's: npm runs scripts in the project's folder. */
function pathOf(file: string | undefined, usage: string): string {
  if (file === undefined) throw new StartError(usage)
  return resolve(childEnvironment().INIT_CWD ?? '.', file)
}

/** The database as it is: neither a backup nor a restore may migrate it too early. */
async function withDatabase(
  work: (environment: OpenableEnvironment, interruption: Interruption) => Promise<string>,
): Promise<string> {
  const environment = await loadEnvironment()
  return interruptible(async (interruption) => {
    const embedded = environment.databaseUrl === null ? await startEmbedded(environment.dataFolder) : null
    try {
      interruption.signal.throwIfAborted()
      return await work(environment, interruption)
    } catch (cause) {
      throw interruption.signal.aborted ? interruption.signal.reason : explain(cause, environment)
    } finally {
      await embedded?.stop()
    }
  })
}

function explain(cause: unknown, environment: OpenableEnvironment): unknown {
  if ((cause as { code?: unknown }).code === 'cannot_start') return cause
  if (isUnfitKeysError(cause)) {
    return new StartError(
      `Nothing was backed up: the keys of this configuration couldn't open it.\n${cause.message}`,
      { cause },
    )
  }
  if (isArchiveError(cause)) return new StartError(cause.message, { cause })
  const { syscall = '', code } = cause as NodeJS.ErrnoException
  if (/^(?:open|write|link|rename|unlink|fsync|read)$/.test(syscall)) {
    return new StartError(
      `The backup file can't be used (${code}). Check its folder, its owner and the free space.`,
      { cause },
    )
  }
  const { says, next } = explainServerError(
    cause,
    'Check the database and its log.',
    directVariable(environment),
  )
  return new StartError(`Cannot use the database: ${says}. ${next}`, { cause })
}

function describeContent(counts: ArchiveCounts, createdAt: string): string {
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const tables = counted(Object.keys(counts).length, 'table')
  const authorizations = counted(counts.authorization ?? 0, 'authorization')
  const time = `${createdAt.slice(0, 16).replace('T', ' ')} UTC`
  return `${counted(rows, 'row')} from ${tables}, including ${authorizations}, as of ${time}`
}

const describeKeys = (ids: readonly string[]): string =>
  ids.length === 1 ? `the key ${ids[0]}` : `the keys ${ids.join(', ')}`
