import { eq, sql } from 'drizzle-orm'
import { keyCanary } from '#drizzle/schema.ts'
import type { Autocommit, Database, Transaction } from '../database/pool.ts'

export type KeyCanaryRow = typeof keyCanary.$inferSelect

/** Every key that this database has seen, the oldest first. */
export async function listKeyCanaries(db: Database): Promise<KeyCanaryRow[]> {
  return db.select().from(keyCanary).orderBy(keyCanary.createdAt, keyCanary.keyId)
}

export async function insertKeyCanary(db: Autocommit, row: typeof keyCanary.$inferInsert): Promise<void> {
  await db.insert(keyCanary).values(row).onConflictDoNothing()
}

/** The row, locked until the transaction ends. */
export async function lockKeyCanary(db: Transaction, keyId: string): Promise<KeyCanaryRow | null> {
  // Postgres has no NUL in text.
  if (!/^[a-z0-9-]{1,16}$/.test(keyId)) return null
  const [row] = await db.select().from(keyCanary).where(eq(keyCanary.keyId, keyId)).for('update')
  return row ?? null
}

export async function setKeyRetired(db: Transaction, keyId: string, retiredAt: Date): Promise<void> {
  await db.update(keyCanary).set({ retiredAt }).where(eq(keyCanary.keyId, keyId))
}

export async function setKeyCompromised(db: Transaction, keyId: string, compromisedAt: Date): Promise<void> {
  await db
    .update(keyCanary)
    .set({
      compromisedAt: sql`coalesce(${keyCanary.compromisedAt}, ${compromisedAt.toISOString()}::timestamptz)`,
    })
    .where(eq(keyCanary.keyId, keyId))
}

const prefix = 'gatehouse keys='
/** Postgres cuts longer names off. */
const longestName = 63

/**
 * How a process names its database sessions: with the ids of its keys, the current one first, so that others can see
 * who lacks a key. Ids that don't fit are left out, which the name shows by its end.
 */
export function sessionName(keyIds: readonly string[]): string {
  const name = prefix + keyIds.join(',')
  if (name.length <= longestName) return name
  const cut = name.slice(0, longestName - 1)
  return `${cut.slice(0, cut.lastIndexOf(',') + 1)}+`
}

export interface SessionKeys {
  /** The current one first. */
  readonly keyIds: readonly string[]
  /** Some of its keys may be missing in `keyIds`. */
  readonly isCut: boolean
}

/** The keys of every process that has a session of this database now, as far as this role may see. */
export async function listSessionKeys(db: Database): Promise<SessionKeys[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select distinct application_name as name from pg_stat_activity
    where datname = current_database() and application_name like ${`${prefix}%`}`)
  return rows.map(({ name }) => {
    const keyIds = name.slice(prefix.length).split(',')
    return { keyIds: keyIds.filter((id) => id !== '+' && id !== ''), isCut: keyIds.at(-1) === '+' }
  })
}
