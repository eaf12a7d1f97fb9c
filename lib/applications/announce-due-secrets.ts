import { type Context, inTransaction, requireScope } from '../context.ts'
import { appendEvents } from '../events/append.ts'
import { type ApplicationRow, listApplications, lockApplication } from '../store/applications.ts'
import { hasEventWith } from '../store/events/events.ts'
import { secretAge } from './secret-age.ts'

/** Appends one event for each warning day that a client secret reaches, and one for its end. */
export async function announceDueSecrets(ctx: Context): Promise<void> {
  requireScope(ctx, 'applications:manage')
  for (const application of await listApplications(ctx.db)) {
    const about = dueOf(application, ctx.now())
    // Most days announce nothing, and these reads take no lock.
    if (about === null || (await hasEventWith(ctx.db, 'application.secret_due', application.id, about)))
      continue
    await announceOnce(ctx, application.id)
  }
}

/** What identifies the announcement that an application's secret is due for; null: none. */
function dueOf(application: ApplicationRow, now: Date) {
  const { level, createdOn } = secretAge(application, now)
  if (application.retiredAt !== null || level === 'fine' || level === 'unknown') return null
  return { secretCreatedOn: createdOn, level: String(level) }
}

/** The lock makes the second of two schedulers find the first one's event, which also serves as the record. */
async function announceOnce(ctx: Context, applicationId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await lockApplication(tx.db, applicationId)
    if (row === null) return
    const about = dueOf(row, tx.now())
    if (about === null || (await hasEventWith(tx.db, 'application.secret_due', applicationId, about))) return
    const { endsOn, daysLeft } = secretAge(row, tx.now())
    await appendEvents(tx, [
      {
        type: 'application.secret_due',
        subjectId: applicationId,
        applicationId,
        data: { ...about, applicationName: row.name, endsOn, daysLeft },
      },
    ])
  })
}
