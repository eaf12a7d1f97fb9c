import { type Context, inTransaction, requireScope } from '../context.ts'
import { appendEvents } from '../events/append.ts'
import { listApplications, lockApplication } from '../store/applications.ts'
import { hasEventWith } from '../store/events/events.ts'
import { secretAge } from './secret-age.ts'

/** Appends one event for each warning day that a client secret reaches, and one for its end. */
export async function announceDueSecrets(ctx: Context): Promise<void> {
  requireScope(ctx, 'applications:manage')
  for (const { id, retiredAt } of await listApplications(ctx.db)) {
    if (retiredAt === null) await announceOnce(ctx, id)
  }
}

/** The lock makes the second of two schedulers find the first one's event, which also serves as the record. */
async function announceOnce(ctx: Context, applicationId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await lockApplication(tx.db, applicationId)
    if (row === null) return
    const { level, createdOn, endsOn, daysLeft } = secretAge(row, tx.now())
    if (level === 'fine' || level === 'unknown') return
    const about = { secretCreatedOn: createdOn, level: String(level) }
    if (await hasEventWith(tx.db, 'application.secret_due', applicationId, about)) return
    await appendEvents(tx, [
      {
        ...{ type: 'application.secret_due', subjectId: applicationId, applicationId },
        data: { ...about, applicationName: row.name, endsOn, daysLeft },
      },
    ])
  })
}
