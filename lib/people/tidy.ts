import { type Context, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { deleteOldDrafts } from '../store/drafts.ts'
import { deleteExpiredCeremonies } from '../store/people/ceremonies.ts'
import { deleteOldEmailConfirmations } from '../store/people/email-confirmations.ts'
import { deleteOldInvitations } from '../store/people/invitations.ts'
import { deleteOldPasswordResets } from '../store/people/password-resets.ts'
import { deleteOldSessions } from '../store/people/sessions.ts'
import { deleteEndedWindows } from '../store/people/throttle.ts'
import { draftLifeMs } from './drafts.ts'

/** How long an ended session or invitation can still be looked up. The audit log keeps its history for longer. */
const keptMs = 90 * 24 * 3_600_000

/**
 * Deletes rows that no longer matter: ended windows of the throttle, expired ceremonies, old sessions, invitations,
 * reset links and drafts.
 */
export async function deleteOldPeopleRecords(ctx: Context): Promise<void> {
  requireScope(ctx, 'people:manage')
  const now = ctx.realNow()
  await deleteEndedWindows(autocommit(ctx.db), now)
  await deleteExpiredCeremonies(autocommit(ctx.db), now)
  await deleteOldSessions(autocommit(ctx.db), new Date(now.getTime() - keptMs))
  const before = new Date(ctx.now().getTime() - keptMs)
  await deleteOldInvitations(autocommit(ctx.db), before)
  await deleteOldPasswordResets(autocommit(ctx.db), before)
  await deleteOldEmailConfirmations(autocommit(ctx.db), before)
  await deleteOldDrafts(autocommit(ctx.db), new Date(now.getTime() - draftLifeMs))
}
