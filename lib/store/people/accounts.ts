import { and, eq, exists, inArray, notExists, or, sql } from 'drizzle-orm'
import { account, dataDeletion, type PlannedCountry, person } from '#drizzle/schema.ts'
import type { Language } from '#lib/languages/languages.ts'
import type { Database, Transaction } from '../../database/pool.ts'
import { AppError } from '../../errors.ts'
import { isRowId } from '../../row-id.ts'
import { storablePart } from '../../storable-text.ts'

export async function insertAccount(db: Transaction, row: typeof account.$inferInsert): Promise<void> {
  await db.insert(account).values(row)
}

/** The row of a seller whose data was deleted remains, and must not be given new data. */
function isKept(db: Database) {
  return notExists(
    db
      .select({ id: dataDeletion.accountId })
      .from(dataDeletion)
      .where(eq(dataDeletion.accountId, account.id)),
  )
}

/** Accounts to choose from, by name: the first 500. */
export function listAccounts(db: Database): Promise<{ readonly id: string; readonly name: string }[]> {
  const columns = { id: account.id, name: account.name }
  return db.select(columns).from(account).where(isKept(db)).orderBy(account.name).limit(500)
}

/** Whether there is this account, and its data wasn't deleted. */
export async function hasAccount(db: Database, id: string): Promise<boolean> {
  if (!isRowId(id)) return false
  const rows = await db
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.id, id), isKept(db)))
  return rows.length > 0
}

/** The row, locked until the transaction ends. Null if it doesn't exist. */
export async function lockAccount(db: Transaction, id: string): Promise<typeof account.$inferSelect | null> {
  if (!isRowId(id)) return null
  const [row] = await db.select().from(account).where(eq(account.id, id)).for('update')
  return row ?? null
}

export async function readPlannedCountries(db: Database, id: string): Promise<readonly PlannedCountry[]> {
  const [row] = await db.select({ planned: account.plannedCountries }).from(account).where(eq(account.id, id))
  return row?.planned ?? []
}

/** The language of each person's account, where one was chosen. */
export async function readLanguagesOfPeople(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Language>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: person.id, language: account.language })
    .from(person)
    .innerJoin(account, eq(account.id, person.accountId))
    .where(inArray(person.id, [...ids]))
  return new Map(rows.flatMap(({ id, language }) => (language === null ? [] : [[id, language]])))
}

/** The language of an account; null if none was chosen. */
export async function readLanguageOfAccount(db: Database, id: string): Promise<Language | null> {
  const [row] = await db.select({ language: account.language }).from(account).where(eq(account.id, id))
  return row?.language ?? null
}

export async function updateAccount(
  db: Transaction,
  id: string,
  change: Partial<typeof account.$inferInsert>,
): Promise<void> {
  if (Object.keys(change).length > 0) await db.update(account).set(change).where(eq(account.id, id))
}

/** The account that an operator's text matched, as it is shown for confirmation. */
export interface NamedAccount {
  readonly id: string
  readonly name: string
  /** ISO 8601. */
  readonly createdAt: string
  /**
   * The field that matched. Anyone can sign up with any email address or name: only an id proves which account is
   * meant.
   */
  readonly foundBy: 'email' | 'name'
}

/**
 * The account with this id, else the account of the person who signs in with this email address, else the only account
 * with this name, ignoring case. Unless it was found by its id, it has to be confirmed: `confirmedId` is the account
 * that the person was shown. Throws `account_unconfirmed` with a `NamedAccount` until then.
 */
export async function findAccountByText(
  db: Database,
  text: string,
  confirmedId: string | null,
): Promise<{ readonly id: string; readonly name: string }> {
  const word = storablePart(text).trim().toLowerCase()
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
    .where(and(or(isIt, signsIn, sql`lower(${account.name}) = ${word}`), isKept(db)))
    .orderBy(rank)
    .limit(2)
  const [first, second] = found
  if (first === undefined) throw new AppError('account_unknown', { field: 'account_id' })
  if (second?.rank === first.rank) throw new AppError('account_ambiguous')
  const { id, name, createdAt } = first
  if (Number(first.rank) !== 1 && id !== confirmedId) {
    const foundBy = Number(first.rank) === 2 ? 'email' : 'name'
    throw new AppError('account_unconfirmed', { id, name, createdAt: createdAt.toISOString(), foundBy })
  }
  return { id, name }
}
