import { eq } from 'drizzle-orm'
import { account } from '#drizzle/schema.ts'
import type { Database } from './client.ts'

export async function insertAccount(db: Database, row: typeof account.$inferInsert): Promise<void> {
  await db.insert(account).values(row)
}

/** Accounts to choose from, by name: the first 500. */
export function listAccounts(db: Database): Promise<{ readonly id: string; readonly name: string }[]> {
  return db.select({ id: account.id, name: account.name }).from(account).orderBy(account.name).limit(500)
}

export async function hasAccount(db: Database, id: string): Promise<boolean> {
  const rows = await db.select({ id: account.id }).from(account).where(eq(account.id, id))
  return rows.length > 0
}
