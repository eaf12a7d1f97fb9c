import {
  chownSync,
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type EmbeddedConnection,
  type EmbeddedPaths,
  embeddedConnection,
  readPidFile,
} from './embedded-connection.ts'
import { explainFailure } from './embedded-failure.ts'
import { type Lock, tryLock } from './embedded-lock.ts'
import { type Runner, run } from './embedded-runner.ts'
import { answers, prepareSocketFolder } from './embedded-socket.ts'

const pollMs = 25
export const embeddedTimes = {
  /** Making a cluster writes and syncs forty megabytes. */
  makeMs: 60_000,
  /** Crash recovery may have to read a gigabyte of write-ahead log. */
  startMs: 120_000,
  stopMs: 60_000,
} as const
const longestLogBytes = 10_000_000

/** Errors go to the log without statements and key values: they may hold personal data. */
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

/** Call with the lock held: then nothing of the cluster runs, whatever process has the old pid by now. */
export function clearRemains({ dataFolder, pidFile }: EmbeddedPaths, runner: Runner): void {
  rmSync(pidFile, { force: true })
  prepareSocketFolder(embeddedConnection(dataFolder), runner)
}

/** Starts the server on a prepared cluster and resolves when it answers. It inherits the lock and outlives us. */
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

/** Asks for a fast shutdown and waits until the last process of the cluster is gone. */
export async function stopServer(paths: EmbeddedPaths, runner: Runner): Promise<void> {
  const deadline = Date.now() + embeddedTimes.stopMs
  for (let asked = false; Date.now() < deadline; await pause(pollMs)) {
    const lock = tryLock(paths.clusterLock, 'exclusive')
    if (lock !== null) {
      removeSocketFolder(embeddedConnection(paths.dataFolder).host)
      return lock.release()
    }
    // Only a living postmaster accepts connections: then the pid file is its own and no stranger is hit.
    if (asked || !(await answers(embeddedConnection(paths.dataFolder), runner))) continue
    const running = readPidFile(paths.pidFile)
    if (running === null) continue
    process.kill(running.pid, 'SIGINT')
    asked = true
  }
}

/** Resolves when the postmaster has ended. Keeps no process alive. */
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
