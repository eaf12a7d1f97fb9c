import { readFileSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

/** How to connect to the embedded Postgres of a data folder: `path` is for postgres.js, `host` (its folder) for pg. */
export interface EmbeddedConnection {
  readonly path: string
  readonly host: string
  readonly username: string
  readonly database: string
}

/** The files of the embedded Postgres. */
export interface EmbeddedPaths {
  readonly dataFolder: string
  readonly home: string
  readonly cluster: string
  readonly pidFile: string
  readonly log: string
  /** Held by every process of the cluster, and by the process that is starting it. */
  readonly clusterLock: string
  /** Shared by all users of the cluster: the last one to leave stops it. */
  readonly usersLock: string
}

/** The superuser that `initdb` creates. Only the launcher connects as this role. */
export const embeddedAdministrator = 'gatehouse'

const socketName = '.s.PGSQL.5432'

/** The lowest limit among the systems we support: macOS allows 104 bytes including the final NUL, Linux 108. */
const longestSocketPath = 103

export function embeddedPaths(dataFolder: string): EmbeddedPaths {
  const folder = canonical(resolve(dataFolder))
  const home = join(folder, 'postgres')
  const cluster = join(home, 'data')
  return {
    dataFolder: folder,
    home,
    cluster,
    pidFile: join(cluster, 'postmaster.pid'),
    log: join(home, 'server.log'),
    clusterLock: join(home, 'cluster.lock'),
    usersLock: join(home, 'users.lock'),
  }
}

/**
 * The connection of a data folder's embedded Postgres, running or not. Starts nothing. A running server's own file says
 * where its socket is, because it may have been started under another TMPDIR.
 */
export function embeddedConnection(dataFolder: string): EmbeddedConnection {
  const { dataFolder: folder, pidFile } = embeddedPaths(dataFolder)
  const host = readPidFile(pidFile)?.socketFolder || socketFolder(folder)
  return { path: join(host, socketName), host, username: 'gatehouse_app', database: 'gatehouse' }
}

/** The pid (line 1) and the socket's folder (line 5) from a postmaster's pid file. Null when there is no file. */
export function readPidFile(pidFile: string): { pid: number; socketFolder: string } | null {
  try {
    const lines = readFileSync(pidFile, 'utf8').split('\n')
    return { pid: Number(lines[0]), socketFolder: lines[4]?.trim() ?? '' }
  } catch {
    return null
  }
}

/** Outside the data folder: its path may be too long for a socket, and bundlers may scan it. */
function socketFolder(dataFolder: string): string {
  const name = `gatehouse-${fingerprint(dataFolder)}`
  const wanted = join(tmpdir(), name)
  return Buffer.byteLength(join(wanted, socketName)) <= longestSocketPath ? wanted : join('/tmp', name)
}

/** FNV-1a, 64 bit. It distinguishes folders and protects nothing; the owner and mode of the folder do that. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}

/** Resolves symbolic links as far as the path exists: one folder must not have two sockets. */
function canonical(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const parent = dirname(path)
    // Otherwise, Next assumes that the whole project is read here.
    return parent === path ? path : join(/* turbopackIgnore: true */ canonical(parent), basename(path))
  }
}
