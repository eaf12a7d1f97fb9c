import { asc, eq } from 'drizzle-orm'
import { application } from '#drizzle/schema.ts'
import type { Database } from './client.ts'

export type ApplicationRow = typeof application.$inferSelect

export async function findApplication(db: Database, id: string): Promise<ApplicationRow | null> {
  const [row] = await db.select().from(application).where(eq(application.id, id))
  return row ?? null
}

export async function findApplicationBySpApiId(
  db: Database,
  spApiApplicationId: string,
): Promise<ApplicationRow | null> {
  const [row] = await db
    .select()
    .from(application)
    .where(eq(application.spApiApplicationId, spApiApplicationId))
  return row ?? null
}

/** The first one is the environment's. */
export async function listApplications(db: Database): Promise<ApplicationRow[]> {
  return db.select().from(application).orderBy(asc(application.createdAt))
}

/** False when another process has stored the same application meanwhile. */
export async function insertApplication(
  db: Database,
  row: typeof application.$inferInsert,
): Promise<boolean> {
  const rows = await db
    .insert(application)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: application.id })
  return rows.length === 1
}

export async function updateApplication(
  db: Database,
  id: string,
  change: Partial<typeof application.$inferInsert>,
): Promise<void> {
  await db.update(application).set(change).where(eq(application.id, id))
}
