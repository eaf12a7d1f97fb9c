import type { Sql } from 'postgres'
import { connect, type DatabaseLocation, isPooled } from './connect.ts'
import { ServerError } from './errors.ts'

const patienceMs = 5_000

/**
 * Throws ServerError when something in between, such as PgBouncer in transaction mode, lends one session to many
 * connections, and the URL doesn't say so. Statements are prepared once for each connection, and each connection sets
 * its session's settings: with sessions that change, both fail under load, long after the start.
 */
export async function requireOwnSessions(
  location: DatabaseLocation,
  variable = 'DATABASE_URL',
): Promise<void> {
  if (isPooled(location)) return
  const settings = { max: 1, connect_timeout: 10, prepare: false }
  const [one, other] = [connect(location, settings), connect(location, settings)]
  try {
    const before = await sessionOf(one)
    const hasChanged = await other.begin(async (tx) => {
      // This transaction now holds the session that the pooler would lend next.
      await sessionOf(tx)
      const after = await Promise.race([sessionOf(one), silence()])
      return after !== before
    })
    if (hasChanged) {
      throw new ServerError(
        'a pooler runs each transaction in a different session',
        variable === 'DATABASE_URL'
          ? 'Add pooler=transaction to the parameters of DATABASE_URL, and name the server itself in DATABASE_DIRECT_URL.'
          : `Put the server itself into ${variable}.`,
      )
    }
  } finally {
    await Promise.all([one.end({ timeout: 1 }), other.end({ timeout: 1 })])
  }
}

async function sessionOf(sql: Pick<Sql, 'unsafe'>): Promise<number> {
  const [row] = await sql.unsafe<{ pid: number }[]>('select pg_backend_pid() as pid')
  return Number(row?.pid)
}

/** A pooler with a single session has none left for the second connection. */
function silence(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(resolve, patienceMs, null).unref()
  })
}
