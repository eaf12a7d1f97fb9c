import { setTimeout as pause } from 'node:timers/promises'
import { explainServerError } from '#lib/database/errors.ts'
import { compareSchema, migrateDatabase } from '#lib/database/migrate.ts'
import { requireOwnSessions } from '#lib/database/own-sessions.ts'
import { type EmbeddedPostgres, startEmbedded } from '#lib/embedded-postgres/server.ts'
import type { Environment } from '#lib/env.ts'
import { databaseLocation, directLocation, directVariable } from '#lib/services.ts'
import { StartError } from './processes/start-error.ts'

const retryMs = 2_000

export interface Store {
  /** Whether the next start has to migrate it: always false, unless it was opened without migrating it. */
  readonly isBehind: boolean
  stop(): Promise<void>
}

interface OpenOptions {
  /** Stops waiting: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** False: an older schema stays as it is. */
  readonly migrates?: boolean
  /** Refuses the database by throwing. */
  readonly beforeMigrating?: (() => Promise<void>) | undefined
}

/** The database, ready and migrated: the embedded one, kept running, unless DATABASE_URL names a server. */
export async function openStore(
  environment: Environment,
  report: (line: string) => void,
  options: OpenOptions = {},
): Promise<Store> {
  if (environment.databaseUrl !== null) {
    return { isBehind: await prepare(environment, report, options), stop: async () => {} }
  }
  const kept = keepEmbedded(await startEmbedded(environment.dataFolder), environment.dataFolder, report)
  try {
    return { ...kept, isBehind: await prepare(environment, report, options) }
  } catch (error) {
    await kept.stop()
    throw error
  }
}

/** Returns whether the schema is older than this version's. */
async function prepare(
  environment: Environment,
  report: (line: string) => void,
  { signal, migrates = true, beforeMigrating }: OpenOptions,
): Promise<boolean> {
  const { databaseUrl, databaseDirectUrl } = environment
  let variable = directVariable(environment)
  try {
    const isBehind = !migrates && (await compareSchema(directLocation(environment))) === 'behind'
    await beforeMigrating?.()
    if (migrates) await migrateDatabase(directLocation(environment), { report, signal })
    if (databaseUrl !== null) await requireOwnSessions(directLocation(environment), variable)
    variable = 'DATABASE_URL'
    if (databaseDirectUrl !== null) await requireOwnSessions(databaseLocation(environment), variable)
    return isBehind
  } catch (cause) {
    if (signal?.aborted) throw cause
    const otherwise =
      databaseUrl === null
        ? `Its log is ${environment.dataFolder}/postgres/server.log.`
        : 'Check DATABASE_URL, and the log of the server.'
    const { says, next } = explainServerError(cause, otherwise, variable)
    const of = databaseUrl === null ? '' : ` of ${variable}`
    throw new StartError(`Cannot use the database${of}: ${says}. ${next}`, { cause })
  }
}

/** Starts it again when it was killed: by a person, or for lack of memory. */
function keepEmbedded(
  started: EmbeddedPostgres,
  folder: string,
  report: (line: string) => void,
): Pick<Store, 'stop'> {
  let current = started
  let stopped = false
  let restarting: Promise<void> | null = null
  const restart = async (): Promise<void> => {
    report('the embedded Postgres ended; restarting it')
    await current.stop()
    current = (await startAgain(folder, report, () => stopped)) ?? current
  }
  const watch = async (): Promise<void> => {
    while (!stopped) {
      await current.ended()
      if (stopped) return
      restarting = restart()
      await restarting
    }
  }
  void watch()
  return {
    stop: async () => {
      stopped = true
      await restarting
      await current.stop()
    },
  }
}

/** Null when it is no longer needed. */
async function startAgain(
  folder: string,
  report: (line: string) => void,
  isStopped: () => boolean,
): Promise<EmbeddedPostgres | null> {
  while (!isStopped()) {
    try {
      return await startEmbedded(folder)
    } catch (error) {
      report((error as Error).message)
      await pause(retryMs)
    }
  }
  return null
}
