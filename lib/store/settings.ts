import { eq } from 'drizzle-orm'
import { person, setting } from '#drizzle/schema.ts'
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

/** True when nobody can sign in yet. */
export async function hasNoPeople(db: Database): Promise<boolean> {
  const rows = await db.select({ id: person.id }).from(person).limit(1)
  return rows.length === 0
}
