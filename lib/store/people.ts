import { and, eq, exists, gt, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { account, person, session } from '#drizzle/schema.ts'
import type { Database } from '../database/pool.ts'

export type PersonRow = typeof person.$inferSelect
export type Role = PersonRow['role']

/** By lower-cased e-mail, as the index has it. */
const hasEmail = (email: string): SQL => sql`lower(${person.email}) = ${email}`

/** False when somebody has this e-mail address already. */
export async function insertPerson(db: Database, row: typeof person.$inferInsert): Promise<boolean> {
  const rows = await db.insert(person).values(row).onConflictDoNothing().returning({ id: person.id })
  return rows.length > 0
}

export async function findPersonByEmail(db: Database, email: string): Promise<PersonRow | null> {
  const [row] = await db.select().from(person).where(hasEmail(email))
  return row ?? null
}

/** With the account that they sign in for; null for an operator. */
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

/** With the person: have they signed in from this address since then? One query, whether they exist or not. */
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

/** The row, held until the transaction ends: whoever wants to change it waits. */
export async function lockPerson(db: Database, id: string): Promise<PersonRow | null> {
  const [row] = await db.select().from(person).where(eq(person.id, id)).for('update')
  return row ?? null
}

/** As `lockPerson`, by e-mail address. */
export async function lockPersonByEmail(db: Database, email: string): Promise<PersonRow | null> {
  const [row] = await db.select().from(person).where(hasEmail(email)).for('update')
  return row ?? null
}

/**
 * The enabled admins, held until the transaction ends. Of two transactions that each want to take one away,
 * the second waits here and then sees what the first has left.
 */
export async function lockAdmins(db: Database): Promise<readonly string[]> {
  const rows = await db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.role, 'admin'), isNull(person.disabledAt)))
    .orderBy(person.id)
    .for('update')
  return rows.map(({ id }) => id)
}

/** True when nobody can sign in yet. */
export async function hasNoPeople(db: Database): Promise<boolean> {
  const rows = await db.select({ id: person.id }).from(person).limit(1)
  return rows.length === 0
}

export async function hasAdmin(db: Database): Promise<boolean> {
  const rows = await db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.role, 'admin'), isNull(person.disabledAt)))
    .limit(1)
  return rows.length > 0
}

/** Only among operators: an account's person stays one. */
export async function setRole(db: Database, id: string, role: Exclude<Role, 'account'>): Promise<void> {
  await db
    .update(person)
    .set({ role })
    .where(and(eq(person.id, id), ne(person.role, 'account')))
}

export async function setDisabledAt(db: Database, id: string, disabledAt: Date | null): Promise<void> {
  await db.update(person).set({ disabledAt }).where(eq(person.id, id))
}

export async function setEmail(db: Database, id: string, email: string): Promise<void> {
  await db.update(person).set({ email }).where(eq(person.id, id))
}

export async function setPasswordHash(db: Database, id: string, passwordHash: string): Promise<void> {
  await db.update(person).set({ passwordHash }).where(eq(person.id, id))
}
