import { setTimeout as pause } from 'node:timers/promises'
import { explainServerError } from '#lib/database/errors.ts'
import { migrateDatabase } from '#lib/database/migrate.ts'
import { requireOwnSessions } from '#lib/database/own-sessions.ts'
import { type EmbeddedPostgres, startEmbedded } from '#lib/embedded-postgres/server.ts'
import type { Environment } from '#lib/env.ts'
import { databaseLocation, directLocation } from '#lib/services.ts'
import { StartError } from './processes/start-error.ts'

const retryMs = 2_000

export interface Store {
  stop(): Promise<void>
}

/**
 * The database, ready and migrated: the embedded one, kept running, unless DATABASE_URL names a server. Rejects with
 * the reason of `signal` when that comes first.
 */
export async function openStore(
  environment: Environment,
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<Store> {
  if (environment.databaseUrl !== null) {
    await migrate(environment, report, signal)
    return { stop: async () => {} }
  }
  const kept = keepEmbedded(await startEmbedded(environment.dataFolder), environment.dataFolder, report)
  try {
    await migrate(environment, report, signal)
  } catch (error) {
    await kept.stop()
    throw error
  }
  return kept
}

async function migrate(
  environment: Environment,
  report: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await migrateDatabase(directLocation(environment), { report, signal })
    if (environment.databaseUrl !== null) await requireOwnSessions(databaseLocation(environment))
    if (environment.databaseDirectUrl !== null)
      await requireOwnSessions(directLocation(environment), 'DATABASE_DIRECT_URL')
  } catch (cause) {
    if (signal?.aborted) throw cause
    const otherwise =
      environment.databaseUrl === null
        ? `Its log is ${environment.dataFolder}/postgres/server.log.`
        : 'Check DATABASE_URL, and the log of the server.'
    const { says, next } = explainServerError(cause, otherwise)
    throw new StartError(`Cannot use the database: ${says}. ${next}`, { cause })
  }
}

/** Starts it again when it was killed: by a person, or for lack of memory. */
function keepEmbedded(started: EmbeddedPostgres, folder: string, report: (line: string) => void): Store {
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
