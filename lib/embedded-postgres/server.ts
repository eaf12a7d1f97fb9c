import {
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { chooseRunner, findBinaries, type Runner, run } from './binaries.ts'
import { ensureOwner, oneConnection, prepareCluster } from './cluster.ts'
import {
  type EmbeddedConnection,
  type EmbeddedPaths,
  embeddedConnection,
  embeddedPaths,
  readPidFile,
} from './connection.ts'
import { EmbeddedError, explainFailure, isEmbeddedError } from './errors.ts'
import { type Lock, tryLock } from './lock.ts'

const pollMs = 25
export const embeddedTimes = {
  /** Creating a cluster writes and syncs forty megabytes. */
  makeMs: 60_000,
  /** Crash recovery may have to read a gigabyte of write-ahead log. */
  startMs: 120_000,
  stopMs: 60_000,
} as const
const longestLogBytes = 10_000_000

/** Errors are logged without statements and key values, which may hold personal data. */
const settings = (socketFolder: string) => [
  'listen_addresses=',
  `unix_socket_directories="${socketFolder}"`,
  'unix_socket_permissions=0700',
  'fsync=on',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_checkpoints=off',
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
]

/** Call while holding the lock: then no process of the cluster is running, whichever process has the old pid by now. */
export function clearRemains({ dataFolder, pidFile }: EmbeddedPaths, runner: Runner): void {
  rmSync(pidFile, { force: true })
  prepareSocketFolder(embeddedConnection(dataFolder), runner)
}

/**
 * Starts the server on a prepared cluster and resolves when it accepts connections. The server inherits the lock and
 * outlives this process.
 */
export async function startServer(
  paths: EmbeddedPaths,
  binaries: string,
  runner: Runner,
  lock: Lock,
): Promise<EmbeddedConnection> {
  const connection = embeddedConnection(paths.dataFolder)
  const log = openLog(paths.log, runner)
  const logStart = fstatSync(log).size
  const args = settings(connection.host).flatMap((setting) => ['-c', setting])
  const server = run(runner, [join(binaries, 'postgres'), '-D', paths.cluster, ...args], {
    stdio: ['ignore', log, log, lock.fd],
    detached: true,
  })
  closeSync(log)
  server.unref()
  let failure: unknown = null
  server.once('error', (error) => {
    failure = error
  })
  server.once('exit', (code, signal) => {
    failure ??= `exit ${code ?? signal}`
  })
  const deadline = Date.now() + embeddedTimes.startMs
  while (!(await answers(connection, runner))) {
    if (failure !== null || Date.now() > deadline) {
      const said = readFileSync(paths.log).subarray(logStart).toString()
      throw explainFailure(`${said}\n${failure}`, paths.home, failure)
    }
    await pause(pollMs)
  }
  return connection
}

/** Requests a fast shutdown and waits until the last process of the cluster has exited. */
export async function stopServer(paths: EmbeddedPaths, runner: Runner): Promise<void> {
  const deadline = Date.now() + embeddedTimes.stopMs
  for (let asked = false; Date.now() < deadline; await pause(pollMs)) {
    const lock = tryLock(paths.clusterLock, 'exclusive')
    if (lock !== null) {
      removeSocketFolder(embeddedConnection(paths.dataFolder).host)
      return lock.release()
    }
    // Only a running postmaster accepts connections: then the pid file is its own, and no unrelated process is
    // signaled.
    if (asked || !(await answers(embeddedConnection(paths.dataFolder), runner))) continue
    const running = readPidFile(paths.pidFile)
    if (running === null) continue
    process.kill(running.pid, 'SIGINT')
    asked = true
  }
}

/** Resolves when the postmaster has exited. Doesn't keep this process alive. */
export async function serverEnded({ pidFile }: EmbeddedPaths): Promise<void> {
  const running = readPidFile(pidFile)
  while (running !== null && isAlive(running.pid)) await pause(500, undefined, { ref: false })
}

function removeSocketFolder(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Not empty after a crash; the next start cleans up.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function openLog(path: string, { owner }: Runner): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > longestLogBytes) renameSync(path, `${path}.1`)
  const fd = openSync(path, 'a', 0o600)
  chownSync(path, owner.uid, owner.gid)
  return fd
}

/** Call only while no process of the cluster is running: removes leftovers of the last run. */
export function prepareSocketFolder({ path, host }: EmbeddedConnection, { owner }: Runner): void {
  try {
    mkdirSync(host, { mode: 0o700 })
    chownSync(host, owner.uid, owner.gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw explainFailure(String(error), host, error)
  }
  requirePrivate(host, owner.uid)
  rmSync(path, { force: true })
  rmSync(`${path}.lock`, { force: true })
}

/**
 * Whether our server accepts connections. A server at its connection limit does; one that is starting or stopping
 * doesn't.
 */
export async function answers(connection: EmbeddedConnection, { owner }: Runner): Promise<boolean> {
  const { path, host, username, database } = connection
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return false
  requirePrivate(host, owner.uid)
  const sql = postgres({ path, username, database, connect_timeout: 5, ...oneConnection })
  try {
    await sql`select 1`
    return true
  } catch (error) {
    const { name, code } = error as Error & { code?: string }
    return name === 'PostgresError' && code !== '57P03'
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** The server trusts everyone who can open its socket; the permissions of the socket's folder keep others out. */
function requirePrivate(folder: string, uid: number): void {
  const stats = lstatSync(folder)
  if (stats.isDirectory() && stats.uid === uid && (stats.mode & 0o777) === 0o700) return
  throw new EmbeddedError(
    'embedded_folder_refused',
    `The folder ${folder}, where the database listens, belongs to another user or is open to others. Remove it, or set TMPDIR to a folder of your own.`,
  )
}

const startPollMs = 100
/** Far longer than a process with the lock takes to remove what an earlier server has left. */
const remainsMs = 2_000
/** The last process may still be stopping the server, and another one may then create the cluster and start it. */
export const patienceMs = embeddedTimes.stopMs + embeddedTimes.makeMs + embeddedTimes.startMs

export interface EmbeddedPostgres {
  readonly connection: EmbeddedConnection
  /** True if it was already running: started by another process, or left by one that was killed. */
  readonly adopted: boolean
  /** Resolves when the server has exited, for whatever reason. Doesn't keep this process alive. */
  ended(): Promise<void>
  /** Stops the server, unless other processes use it: the last one to leave stops it. */
  stop(): Promise<void>
}

/**
 * Makes sure that the embedded Postgres of a data folder is running: starts it (and creates the cluster the first time)
 * or adopts the running one. Safe for several processes at the same time, each of which may die at any moment.
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

/** Null while another process is starting it, or while the last one is still exiting. */
async function adoptOrStart(
  paths: EmbeddedPaths,
  binaries: string,
  runner: Runner,
): Promise<Pick<EmbeddedPostgres, 'connection' | 'adopted'> | null> {
  const connection = embeddedConnection(paths.dataFolder)
  if (await answers(connection, runner)) return { connection, adopted: true }
  const lock = tryLock(paths.clusterLock, 'exclusive')
  if (lock === null) {
    await requireVisible(paths)
    return null
  }
  try {
    clearRemains(paths, runner)
    await prepareCluster(paths, binaries, runner, lock)
    return { connection: await startServer(paths, binaries, runner, lock), adopted: false }
  } finally {
    lock.release()
  }
}

/**
 * Throws when the server that holds the lock listens in a folder that doesn't exist here. Its pid file names the folder
 * once it listens. The file of an earlier server, such as from before a reboot, is removed by who has the lock.
 */
async function requireVisible({ home, pidFile }: EmbeddedPaths): Promise<void> {
  const findMissing = () => {
    const { socketFolder } = readPidFile(pidFile) ?? { socketFolder: '' }
    return socketFolder === '' || existsSync(socketFolder) ? null : socketFolder
  }
  if (findMissing() === null) return
  await pause(remainsMs)
  const socketFolder = findMissing()
  if (socketFolder === null) return
  throw new EmbeddedError(
    'embedded_not_answering',
    `The database in ${home} is running, but ${socketFolder}, where it listens, doesn't exist here: it was started with another /tmp, such as by a service with PrivateTmp or in a container. Run this there, or set TMPDIR to the same folder for both.`,
  )
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
        `Another process is using the database in ${home}, but isn't responding. Find it (postgres -D ${home}/data), stop it and start again.`,
      )
    }
    await pause(startPollMs)
  }
}
