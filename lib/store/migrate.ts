import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { connect, type DatabaseLocation } from './client.ts'

const migrationsFolder = fileURLToPath(new URL('../../drizzle/migrations', import.meta.url))

/** Any number that nobody else locks in this database: 'gate' in ASCII. */
const lockNumber = 0x67617465

/** Brings the schema up to date. Of several processes at once, one does it and the others wait. */
export async function migrateDatabase(location: DatabaseLocation): Promise<void> {
  // One connection, because the lock belongs to the session and ends with it.
  const client = connect(location, { max: 1, connect_timeout: 10, onnotice: () => {} })
  try {
    await client`select pg_advisory_lock(${lockNumber})`
    await migrate(drizzle(client), { migrationsFolder })
  } finally {
    await client.end({ timeout: 5 })
  }
}
