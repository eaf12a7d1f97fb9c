import { eq, exists, or, sql } from 'drizzle-orm'
import { account, person } from '#drizzle/schema.ts'
import type { Database, Transaction } from '../database/pool.ts'
import { AppError } from '../errors.ts'
import { isRowId } from '../row-id.ts'

export async function insertAccount(db: Transaction, row: typeof account.$inferInsert): Promise<void> {
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

/** The account that somebody's text matched, as they are asked to confirm it. */
export interface NamedAccount {
  readonly id: string
  readonly name: string
  /** ISO 8601. */
  readonly createdAt: string
  /**
   * Which text matched. Anyone can sign up with any e-mail address or name: only an id proves which account is meant.
   */
  readonly foundBy: 'email' | 'name'
}

/**
 * The account with this id, else the account of the person who signs in with this e-mail address, else the only account
 * with this name, ignoring case. Unless it was found by its id, it has to be confirmed: `confirmedId` is the account
 * that the person was shown. Throws `account_unknown`, `account_ambiguous`, and `account_unconfirmed` with a
 * `NamedAccount`.
 */
export async function findAccountByText(
  db: Database,
  text: string,
  confirmedId: string | null,
): Promise<{ readonly id: string; readonly name: string }> {
  // Postgres has no NUL in text.
  const word = text.replaceAll('\0', '').trim().toLowerCase()
  const signsIn = exists(
    db
      .select({ id: person.id })
      .from(person)
      .where(sql`${person.accountId} = ${account.id} and lower(${person.email}) = ${word}`),
  )
  const isIt = isRowId(word) ? eq(account.id, word) : sql`false`
  const rank = sql<number>`case when ${isIt} then 1 when ${signsIn} then 2 else 3 end`.as('rank')
  const found = await db
    .select({ id: account.id, name: account.name, createdAt: account.createdAt, rank })
    .from(account)
    .where(or(isIt, signsIn, sql`lower(${account.name}) = ${word}`))
    .orderBy(rank)
    .limit(2)
  const [first, second] = found
  if (first === undefined) throw new AppError('account_unknown')
  if (second?.rank === first.rank) throw new AppError('account_ambiguous')
  const { id, name, createdAt } = first
  if (Number(first.rank) !== 1 && id !== confirmedId) {
    const foundBy = Number(first.rank) === 2 ? 'email' : 'name'
    throw new AppError('account_unconfirmed', { id, name, createdAt: createdAt.toISOString(), foundBy })
  }
  return { id, name }
}
