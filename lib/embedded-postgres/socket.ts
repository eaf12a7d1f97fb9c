import { chownSync, lstatSync, mkdirSync, rmSync } from 'node:fs'
import postgres from 'postgres'
import type { EmbeddedConnection } from './connection.ts'
import { EmbeddedError } from './error.ts'
import { explainFailure } from './failure.ts'
import type { Runner } from './runner.ts'

/** Call only while nothing of the cluster runs: leftovers of the last run are removed. */
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

/** Whether our server accepts connections. One that is full does; one that starts or stops does not. */
export async function answers(connection: EmbeddedConnection, { owner }: Runner): Promise<boolean> {
  const { path, host, username, database } = connection
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return false
  requirePrivate(host, owner.uid)
  const sql = postgres({ path, username, database, max: 1, connect_timeout: 5, onnotice: () => {} })
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

/** The server trusts whoever reaches its socket, and the socket's folder is what keeps others out. */
function requirePrivate(folder: string, uid: number): void {
  const stats = lstatSync(folder)
  if (stats.isDirectory() && stats.uid === uid && (stats.mode & 0o777) === 0o700) return
  throw new EmbeddedError(
    'embedded_folder_refused',
    `The folder ${folder}, where the database listens, belongs to another user or is open to others. Remove it, or set TMPDIR to a folder of your own.`,
  )
}
