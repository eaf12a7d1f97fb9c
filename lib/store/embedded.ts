import { chownSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { findBinaries } from './embedded-binaries.ts'
import { prepareCluster } from './embedded-cluster.ts'
import {
  type EmbeddedConnection,
  type EmbeddedPaths,
  embeddedConnection,
  embeddedPaths,
} from './embedded-connection.ts'
import { EmbeddedError, isEmbeddedError } from './embedded-error.ts'
import { explainFailure } from './embedded-failure.ts'
import { type Lock, tryLock } from './embedded-lock.ts'
import { ensureOwner } from './embedded-owner.ts'
import { chooseRunner, type Runner } from './embedded-runner.ts'
import { clearRemains, embeddedTimes, serverEnded, startServer, stopServer } from './embedded-server.ts'
import { answers } from './embedded-socket.ts'

const pollMs = 100
/** The last process may still be stopping the server, and another one may then make the cluster and start it. */
export const patienceMs = embeddedTimes.stopMs + embeddedTimes.makeMs + embeddedTimes.startMs

export interface EmbeddedPostgres {
  readonly connection: EmbeddedConnection
  /** It ran already: started by another process, or left by one that was killed. */
  readonly adopted: boolean
  /** Resolves when the server has ended, for whatever reason. Keeps no process alive. */
  ended(): Promise<void>
  /** Stops the server, unless other processes use it: then the last one to leave does. */
  stop(): Promise<void>
}

/**
 * Makes sure that the embedded Postgres of a data folder runs: starts it (and makes the cluster, the first
 * time) or adopts the running one. Several processes may do so at once, and each may die at any moment.
 * `binaries`: another folder with `initdb` and `postgres`. Throws EmbeddedError, which says what to do.
 */
export async function startEmbedded(
  dataFolder: string,
  { binaries = findBinaries() }: { binaries?: string } = {},
): Promise<EmbeddedPostgres> {
  const paths = embeddedPaths(dataFolder)
  const runner = prepareFolder(paths)
  const deadline = Date.now() + patienceMs
  const use = await untilTaken(() => tryLock(paths.usersLock, 'shared'), deadline, paths)
  try {
    const found = await untilTaken(() => adoptOrStart(paths, binaries, runner), deadline, paths)
    await ensureOwner(found.connection)
    return { ...found, ended: () => serverEnded(paths), stop: () => leave(paths, use, runner) }
  } catch (error) {
    use.release()
    throw error
  }
}

/** Null while another process starts it, or while the last one is still ending. */
async function adoptOrStart(
  paths: EmbeddedPaths,
  binaries: string,
  runner: Runner,
): Promise<Pick<EmbeddedPostgres, 'connection' | 'adopted'> | null> {
  const connection = embeddedConnection(paths.dataFolder)
  if (await answers(connection, runner)) return { connection, adopted: true }
  const lock = tryLock(paths.clusterLock, 'exclusive')
  if (lock === null) return null
  try {
    clearRemains(paths, runner)
    await prepareCluster(paths, binaries, runner, lock)
    return { connection: await startServer(paths, binaries, runner, lock), adopted: false }
  } finally {
    lock.release()
  }
}

async function leave(paths: EmbeddedPaths, use: Lock, runner: Runner): Promise<void> {
  use.release()
  const last = tryLock(paths.usersLock, 'exclusive')
  if (last === null) return
  try {
    await stopServer(paths, runner)
  } finally {
    last.release()
  }
}

function prepareFolder({ dataFolder, home, clusterLock, usersLock }: EmbeddedPaths): Runner {
  try {
    mkdirSync(dataFolder, { recursive: true })
    mkdirSync(home, { recursive: true, mode: 0o700 })
    const runner = chooseRunner(home)
    for (const file of [clusterLock, usersLock]) {
      closeSync(openSync(file, 'a', 0o600))
      chownSync(file, runner.owner.uid, runner.owner.gid)
    }
    return runner
  } catch (error) {
    throw isEmbeddedError(error) ? error : explainFailure(String(error), dataFolder, error)
  }
}

async function untilTaken<T>(
  attempt: () => T | null | Promise<T | null>,
  deadline: number,
  { home }: EmbeddedPaths,
): Promise<T> {
  for (;;) {
    const result = await attempt()
    if (result !== null) return result
    if (Date.now() > deadline) {
      throw new EmbeddedError(
        'embedded_not_answering',
        `Another process holds the database in ${home}, but it does not answer. Look for it (postgres -D ${home}/data), end it and start again.`,
      )
    }
    await pause(pollMs)
  }
}
