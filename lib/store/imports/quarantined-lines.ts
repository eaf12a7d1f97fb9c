import { eq } from 'drizzle-orm'
import { tokenImportLine } from '#drizzle/schema.ts'
import type { Database } from '../../database/pool.ts'
import type { TokenImportLineRow } from './token-imports.ts'

/** The line of an import whose token this attempt keeps in quarantine; null: it came another way. */
export async function findQuarantinedLine(
  db: Database,
  attemptId: string,
): Promise<TokenImportLineRow | null> {
  const [row] = await db.select().from(tokenImportLine).where(eq(tokenImportLine.attemptId, attemptId))
  return row ?? null
}
