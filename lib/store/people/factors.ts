import { and, eq, exists, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { passkey, recoveryCode, totp } from '#drizzle/schema.ts'
import type { Autocommit, Database, Transaction } from '../../database/pool.ts'

export type TotpRow = typeof totp.$inferSelect

export async function findTotp(db: Database, personId: string): Promise<TotpRow | null> {
  const [row] = await db.select().from(totp).where(eq(totp.personId, personId))
  return row ?? null
}

/** Replaces one that was never enabled. False if the person has one that is. */
export async function putTotp(
  db: Autocommit,
  row: Pick<TotpRow, 'personId' | 'secretSealed' | 'createdAt'>,
): Promise<boolean> {
  const fresh = { ...row, enabledAt: null, lastStep: 0 }
  const rows = await db
    .insert(totp)
    .values(fresh)
    .onConflictDoUpdate({ target: totp.personId, set: fresh, setWhere: isNull(totp.enabledAt) })
    .returning({ personId: totp.personId })
  return rows.length > 0
}

/** False if this step, or a later one, was used before. */
export async function consumeTotpStep(db: Transaction, personId: string, step: number): Promise<boolean> {
  const rows = await db
    .update(totp)
    .set({ lastStep: step })
    .where(and(eq(totp.personId, personId), lt(totp.lastStep, step)))
    .returning({ personId: totp.personId })
  return rows.length > 0
}

export async function setTotpEnabled(db: Transaction, personId: string, enabledAt: Date): Promise<void> {
  await db.update(totp).set({ enabledAt }).where(eq(totp.personId, personId))
}

/** False if there was none that was enabled. */
export async function deleteTotp(db: Transaction, personId: string): Promise<boolean> {
  const rows = await db.delete(totp).where(eq(totp.personId, personId)).returning({ at: totp.enabledAt })
  return rows.some(({ at }) => at !== null)
}

/** The earlier ones stop working. */
export async function replaceRecoveryCodes(
  db: Transaction,
  personId: string,
  rows: readonly (typeof recoveryCode.$inferInsert)[],
): Promise<void> {
  await deleteRecoveryCodes(db, personId)
  await db.insert(recoveryCode).values([...rows])
}

export async function deleteRecoveryCodes(db: Transaction, personId: string): Promise<void> {
  await db.delete(recoveryCode).where(eq(recoveryCode.personId, personId))
}

/** Their passkeys, their app and their recovery codes. Returns what there was. */
export async function deleteFactors(
  db: Transaction,
  personId: string,
): Promise<{ readonly hadApp: boolean; readonly passkeys: number }> {
  const hadApp = await deleteTotp(db, personId)
  const rows = await db.delete(passkey).where(eq(passkey.personId, personId)).returning({ id: passkey.id })
  await deleteRecoveryCodes(db, personId)
  return { hadApp, passkeys: rows.length }
}

/** How many are left. */
export function countRecoveryCodes(db: Database, personId: string): Promise<number> {
  return db.$count(recoveryCode, and(eq(recoveryCode.personId, personId), isNull(recoveryCode.usedAt)))
}

/** False if the person has no such code, or has used it. */
export async function consumeRecoveryCode(
  db: Transaction,
  personId: string,
  digest: string,
  usedAt: Date,
): Promise<boolean> {
  const rows = await db
    .update(recoveryCode)
    .set({ usedAt })
    .where(
      and(eq(recoveryCode.personId, personId), eq(recoveryCode.digest, digest), isNull(recoveryCode.usedAt)),
    )
    .returning({ id: recoveryCode.id })
  return rows.length > 0
}

export interface Factors {
  readonly hasTotp: boolean
  readonly hasPasskey: boolean
}

/** The second factors that a person has. */
export async function readFactors(db: Database, personId: string): Promise<Factors> {
  const [row] = await db
    .select({
      hasTotp: sql<boolean>`${exists(db.select().from(totp).where(isEnabledFor(personId)))}`,
      hasPasskey: sql<boolean>`${exists(db.select().from(passkey).where(eq(passkey.personId, personId)))}`,
    })
    .from(sql`(select 1) as one`)
  return row ?? { hasTotp: false, hasPasskey: false }
}

const isEnabledFor = (personId: string): SQL | undefined =>
  and(eq(totp.personId, personId), isNotNull(totp.enabledAt))
