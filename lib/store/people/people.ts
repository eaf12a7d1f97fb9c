import { and, eq, exists, gt, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { account, person, session } from '#drizzle/schema.ts'
import { type Cursor, inOrder, likePattern, newestFirst, pageAfter } from '../../database/keyset.ts'
import type { Autocommit, Database, Transaction } from '../../database/pool.ts'
import { isRowId } from '../../row-id.ts'
import { notifySessions } from './sessions.ts'

export type PersonRow = typeof person.$inferSelect
export type Role = PersonRow['role']

/** By lower-case email address, as in the index. */
const hasEmail = (email: string): SQL => sql`lower(${person.email}) = ${email}`

/** False if the email address is already in use. */
export async function insertPerson(db: Transaction, row: typeof person.$inferInsert): Promise<boolean> {
  const rows = await db.insert(person).values(row).onConflictDoNothing().returning({ id: person.id })
  return rows.length > 0
}

export async function findPersonByEmail(db: Database, email: string): Promise<PersonRow | null> {
  const [row] = await db.select().from(person).where(hasEmail(email))
  return row ?? null
}

/** With their account; null for an operator. */
export async function findPersonWithAccount(
  db: Database,
  email: string,
): Promise<{ readonly person: PersonRow; readonly account: typeof account.$inferSelect | null } | null> {
  const [row] = await db
    .select({ person, account })
    .from(person)
    .leftJoin(account, eq(account.id, person.accountId))
    .where(hasEmail(email))
  return row ?? null
}

/** The person, and whether they have signed in from this address since then. One query, whether they exist or not. */
export async function findPersonSigningIn(
  db: Database,
  email: string,
  address: string | null,
  since: Date,
): Promise<(PersonRow & { readonly knowsAddress: boolean }) | null> {
  const earlier = db
    .select({ id: session.id })
    .from(session)
    .where(
      and(eq(session.personId, person.id), eq(session.address, address ?? ''), gt(session.createdAt, since)),
    )
  const [row] = await db
    .select({ person, knowsAddress: sql<boolean>`${exists(earlier)}` })
    .from(person)
    .where(hasEmail(email))
  return row === undefined ? null : { ...row.person, knowsAddress: row.knowsAddress }
}

export async function readPerson(db: Database, id: string): Promise<PersonRow | null> {
  const [row] = await db.select().from(person).where(eq(person.id, id))
  return row ?? null
}

/** The row, locked until the transaction ends. */
export async function lockPerson(db: Transaction, id: string): Promise<PersonRow | null> {
  const [row] = await db.select().from(person).where(eq(person.id, id)).for('update')
  return row ?? null
}

/** As `lockPerson`, by email address. */
export async function lockPersonByEmail(db: Transaction, email: string): Promise<PersonRow | null> {
  const [row] = await db.select().from(person).where(hasEmail(email)).for('update')
  return row ?? null
}

/**
 * The enabled admins, locked until the transaction ends. If two transactions each want to remove one, the second waits
 * here and then sees the result of the first.
 */
export async function lockAdmins(db: Transaction): Promise<readonly string[]> {
  const rows = await db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.role, 'admin'), isNull(person.disabledAt)))
    .orderBy(person.id)
    .for('update')
  return rows.map(({ id }) => id)
}

export async function hasAdmin(db: Database): Promise<boolean> {
  const rows = await db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.role, 'admin'), isNull(person.disabledAt)))
    .limit(1)
  return rows.length > 0
}

/** Changes operators only: a seller never becomes one. */
export async function setRole(db: Transaction, id: string, role: Exclude<Role, 'account'>): Promise<void> {
  await db
    .update(person)
    .set({ role })
    .where(and(eq(person.id, id), ne(person.role, 'account')))
  await notifySessions(db)
}

export async function setDisabledAt(db: Transaction, id: string, disabledAt: Date | null): Promise<void> {
  await db.update(person).set({ disabledAt }).where(eq(person.id, id))
  await notifySessions(db)
}

/** Nobody has confirmed the new address. */
export async function setEmail(db: Transaction, id: string, email: string): Promise<void> {
  await db.update(person).set({ email, emailConfirmedAt: null }).where(eq(person.id, id))
}

/** Keeps the time of the first confirmation. False if the address isn't theirs anymore. */
export async function setEmailConfirmed(
  db: Transaction,
  id: string,
  email: string,
  now: Date,
): Promise<boolean> {
  const rows = await db
    .update(person)
    .set({ emailConfirmedAt: sql`coalesce(${person.emailConfirmedAt}, ${now.toISOString()}::timestamptz)` })
    .where(and(eq(person.id, id), hasEmail(email.toLowerCase())))
    .returning({ id: person.id })
  return rows.length > 0
}

/** Null: they get reminders again. */
export async function setUnsubscribedAt(
  db: Transaction,
  id: string,
  unsubscribedAt: Date | null,
): Promise<void> {
  await db.update(person).set({ unsubscribedAt }).where(eq(person.id, id))
}

export async function setPasswordHash(db: Transaction, id: string, passwordHash: string): Promise<void> {
  await db.update(person).set({ passwordHash }).where(eq(person.id, id))
}

/** One more wrong password, from an address where they sign in or from another. */
export async function countFailure(db: Autocommit, id: string, isOwnAddress: boolean): Promise<void> {
  const { failedOwnSignIns, failedSignIns } = person
  await db
    .update(person)
    .set(
      isOwnAddress
        ? { failedOwnSignIns: sql`${failedOwnSignIns} + 1` }
        : { failedSignIns: sql`${failedSignIns} + 1` },
    )
    .where(eq(person.id, id))
}

/** As if that many wrong passwords had been entered everywhere. */
export async function lockPassword(db: Transaction, id: string, failures: number): Promise<void> {
  await db
    .update(person)
    .set({ failedSignIns: failures, failedOwnSignIns: failures })
    .where(eq(person.id, id))
}

/** Unlocks their password. */
export async function forgetFailures(db: Transaction, id: string): Promise<void> {
  await db.update(person).set({ failedSignIns: 0, failedOwnSignIns: 0 }).where(eq(person.id, id))
}

export interface ListedPerson {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly accountId: string | null
  readonly accountName: string | null
  readonly createdAt: Date
  readonly emailConfirmedAt: Date | null
  readonly disabledAt: Date | null
  readonly lastSeenAt: Date | null
}

export interface PeopleQuery {
  readonly side: 'operators' | 'accounts'
  readonly search: string
  readonly after: Cursor | null
  readonly limit: number
}

const lastSeen = sql`(select max(${session.seenAt}) from ${session} where ${session.personId} = ${person.id})`

const order = newestFirst(person.createdAt, person.id)

/** Newest first. */
export function listPeople(
  db: Database,
  { side, search, after, limit }: PeopleQuery,
): Promise<ListedPerson[]> {
  const isOnSide = side === 'accounts' ? eq(person.role, 'account') : ne(person.role, 'account')
  return db
    .select({
      id: person.id,
      email: person.email,
      name: person.name,
      role: person.role,
      accountId: person.accountId,
      accountName: account.name,
      createdAt: person.createdAt,
      emailConfirmedAt: person.emailConfirmedAt,
      disabledAt: person.disabledAt,
      lastSeenAt: lastSeen.mapWith(session.seenAt).as('last_seen_at'),
    })
    .from(person)
    .leftJoin(account, eq(account.id, person.accountId))
    .where(
      and(
        // An id names one person, on either side.
        isRowId(search) ? eq(person.id, search) : and(isOnSide, matches(search)),
        pageAfter(order, after),
      ),
    )
    .orderBy(...inOrder(order))
    .limit(limit)
}

/** Matches anywhere in the name, the email address or the account's name. */
function matches(search: string): SQL | undefined {
  if (search === '') return undefined
  const pattern = likePattern.containing(search)
  const has = (column: typeof person.name | typeof person.email | typeof account.name) =>
    sql`${column} ilike ${pattern}`
  return or(has(person.name), has(person.email), has(account.name))
}
