import { eq } from 'drizzle-orm'
import { authorization } from '#drizzle/schema.ts'
import { type RolledBack, rollBackAuthorization } from '#lib/authorizations/roll-back.ts'
import type { Context } from '#lib/context.ts'
import { isRowId } from '#lib/row-id.ts'

/** Presses the button on a page that was just loaded. */
export async function rollBackNow(ctx: Context, id: string): Promise<RolledBack> {
  const { tokenVersion } = authorization
  const [seen] = isRowId(id)
    ? await ctx.db.select({ tokenVersion }).from(authorization).where(eq(authorization.id, id))
    : []
  return rollBackAuthorization(ctx, id, seen?.tokenVersion ?? 0)
}
