import { eq, exists, or, sql } from 'drizzle-orm'
import { account, person } from '#drizzle/schema.ts'
import { AppError } from '../errors.ts'
import { isRowId } from '../row-id.ts'
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

/**
 * The one account with this id, this name, or somebody with this e-mail address, whatever the case. Throws
 * `account_unknown`, `account_ambiguous`.
 */
export async function findAccountByText(
  db: Database,
  text: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const word = text.trim().toLowerCase()
  const signsIn = db
    .select({ id: person.id })
    .from(person)
    .where(sql`${person.accountId} = ${account.id} and lower(${person.email}) = ${word}`)
  const found = await db
    .select({ id: account.id, name: account.name })
    .from(account)
    .where(
      or(
        isRowId(word) ? eq(account.id, word) : undefined,
        sql`lower(${account.name}) = ${word}`,
        exists(signsIn),
      ),
    )
    .limit(2)
  const [only] = found
  if (only === undefined) throw new AppError('account_unknown')
  if (found.length > 1) throw new AppError('account_ambiguous')
  return only
}
