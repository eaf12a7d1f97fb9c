import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, toShown } from '../context.ts'
import { AppError } from '../errors.ts'
import { requirePerson } from '../people/sessions.ts'
import { accessReviewDays } from '../policy.ts'
import { isRowId } from '../row-id.ts'
import { type AccessRow, insertAccessReview, listAccess, lockAccess } from '../store/audit/access-reviews.ts'

const dayMs = 86_400_000

/** `changed`: the confirmed access differs from the current one. */
export type ReviewState = 'confirmed' | 'changed' | 'due' | 'overdue'

export interface AccessView extends AccessRow {
  readonly state: ReviewState
  readonly dueAt: Date
}

/** Reviews due within the last weeks of a quarter can be confirmed together with the rest. */
const dueBeforeDays = 14

export function deriveReview(
  { since, confirmedAt, access, confirmedAccess }: AccessRow,
  now: Date,
): Pick<AccessView, 'state' | 'dueAt'> {
  const dueAt = new Date((confirmedAt ?? since).getTime() + accessReviewDays * dayMs)
  const leftMs = dueAt.getTime() - now.getTime()
  if (leftMs < 0) return { state: 'overdue', dueAt }
  if (confirmedAt !== null && confirmedAccess !== access) return { state: 'changed', dueAt }
  return { state: confirmedAt === null || leftMs < dueBeforeDays * dayMs ? 'due' : 'confirmed', dueAt }
}

/** Everybody and every key that has access, for the quarterly review. */
export async function listAccessReviews(ctx: Context): Promise<AccessView[]> {
  requireScope(ctx, 'compliance:manage')
  const now = ctx.now()
  const shown = toShown(ctx)
  return (await listAccess(ctx.db, now)).map((row) => ({
    ...row,
    ...deriveReview(row, now),
    // A person's is the real time of a session, a key's is not.
    lastUsedAt: row.kind === 'person' ? shown(row.lastUsedAt) : row.lastUsedAt,
  }))
}

/**
 * Confirms that a person or a key still needs its access, as the reviewer saw it. Throws `access_changed` when it has
 * changed since, or is gone.
 */
export async function confirmAccess(
  ctx: Context,
  { kind, id, access }: { readonly kind: string; readonly id: string; readonly access: string },
): Promise<void> {
  requireScope(ctx, 'compliance:manage')
  const { personId } = requirePerson(ctx)
  if ((kind !== 'person' && kind !== 'api-key') || !isRowId(id)) throw new AppError('access_changed')
  await inTransaction(ctx, async (tx) => {
    if ((await lockAccess(tx.db, kind, id, tx.now())) !== access) throw new AppError('access_changed')
    const confirmed = { confirmedBy: personId, confirmedAt: tx.now() }
    await insertAccessReview(tx.db, { subjectKind: kind, subjectId: id, access, ...confirmed })
    const facts = kind === 'person' ? { role: access } : { scopes: access }
    await recordAudit(tx, 'access.confirmed', { kind, id }, facts)
  })
}
