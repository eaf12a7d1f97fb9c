import { eq } from 'drizzle-orm'
import { setting } from '#drizzle/schema.ts'
import type { Database } from './client.ts'

export async function readSetting(db: Database, name: string): Promise<string | null> {
  const [row] = await db.select().from(setting).where(eq(setting.name, name))
  return row?.value ?? null
}

export async function writeSetting(db: Database, name: string, value: string): Promise<void> {
  await db
    .insert(setting)
    .values({ name, value })
    .onConflictDoUpdate({ target: setting.name, set: { value } })
}

/** What stands there afterwards: `value`, or what was there before. */
export async function claimSetting(db: Database, name: string, value: string): Promise<string> {
  await db.insert(setting).values({ name, value }).onConflictDoNothing()
  return (await readSetting(db, name)) ?? value
}
