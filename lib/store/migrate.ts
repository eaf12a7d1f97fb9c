import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import type { Sql } from 'postgres'
import { connect, type DatabaseLocation, session } from './client.ts'
import { judgeMigrations, judgeServer, type ServerFacts } from './judge-server.ts'

const migrationsFolder = fileURLToPath(new URL('../../drizzle/migrations', import.meta.url))

/** Any number that nobody else locks in this database: 'gate' in ASCII. */
const lockNumber = 0x67617465

/**
 * Brings the schema up to date. Of several processes at once, one does it and the others wait. Throws ServerError when
 * the server or what it holds is not fit for it.
 */
export async function migrateDatabase(location: DatabaseLocation): Promise<void> {
  // One connection, because the lock belongs to the session and ends with it.
  const client = connect(location, { max: 1, connect_timeout: 10, onnotice: () => {}, connection: session })
  try {
    const [server] = await client<[ServerFacts]>`
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
        current_setting('transaction_read_only') = 'on' as "isReadOnly"`
    const unfit = judgeServer(server)
    if (unfit !== null) throw unfit
    await client`select pg_advisory_lock(${lockNumber})`
    const known = readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis)
    const verdict = judgeMigrations(known, await listApplied(client))
    if (typeof verdict !== 'string') throw verdict
    // Not when nothing is missing: drizzle asks for the right to create a schema even where it exists.
    if (verdict === 'behind') await migrate(drizzle(client), { migrationsFolder })
  } finally {
    await client.end({ timeout: 5 })
  }
}

/** The times of the migrations that this database has had, as drizzle keeps them. */
async function listApplied(client: Sql): Promise<number[]> {
  const [{ isKept }] = await client<[{ isKept: boolean }]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as "isKept"`
  if (!isKept) return []
  const rows = await client<{ created_at: string }[]>`select created_at from drizzle.__drizzle_migrations`
  return rows.map(({ created_at }) => Number(created_at))
}
