import { eq, sql } from 'drizzle-orm'
import { setting } from '#drizzle/schema.ts'
import { demoClockSetting } from '../database/clock.ts'
import type { Autocommit, Database, Transaction } from '../database/pool.ts'

export async function readSetting(db: Database, name: string): Promise<string | null> {
  const [row] = await db.select().from(setting).where(eq(setting.name, name))
  return row?.value ?? null
}

export async function writeSetting(db: Autocommit | Transaction, name: string, value: string): Promise<void> {
  await db
    .insert(setting)
    .values({ name, value })
    .onConflictDoUpdate({ target: setting.name, set: { value } })
}

export async function deleteSetting(db: Transaction, name: string): Promise<void> {
  await db.delete(setting).where(eq(setting.name, name))
}

/** The setting with the id of the company's own account. */
export const ownAccountSetting = 'own_account_id'

/** Stores `value` unless the setting already has one. Returns the stored value. */
export async function claimSetting(
  db: Transaction | Autocommit,
  name: string,
  value: string,
): Promise<string> {
  await db.insert(setting).values({ name, value }).onConflictDoNothing()
  return (await readSetting(db, name)) ?? value
}

/** The setting, or `usual` for none, locked until the transaction ends. */
export async function lockSetting(db: Transaction, name: string, usual: string): Promise<string> {
  await db.insert(setting).values({ name, value: usual }).onConflictDoNothing()
  const [row] = await db.select().from(setting).where(eq(setting.name, name)).for('update')
  return row?.value ?? usual
}

/** Makes the clock of this database movable. Resolves to how far it has been moved so far. Only the demo calls it. */
export async function openDemoClock(db: Autocommit): Promise<number> {
  return Number(await claimSetting(db, demoClockSetting, '0'))
}

/** Every process of this database follows within a second. Only the demo calls it. */
export function moveDemoClock(db: Autocommit, aheadMs: number): Promise<void> {
  return writeSetting(db, demoClockSetting, String(Math.round(aheadMs)))
}

/** Lets one of several processes at a time set up the database, until its transaction ends. */
export async function lockSetup(db: Transaction): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('gatehouse setup', 0))`)
}
