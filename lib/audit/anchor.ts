import { type Context, inTransaction, requireScope } from '../context.ts'
import { appendEvents } from '../events/append.ts'
import { findLastAuditEvent } from '../store/audit/audit-chain.ts'
import { sealAudit } from './seal.ts'
import { verifyAudit } from './verify.ts'

const everyMs = 86_400_000
/** The schedule may run a little early. */
const toleranceMs = 600_000
const mostNamed = 20

/**
 * Once a day: verifies the log, and publishes its head, to the process's log and to webhooks. Anyone who keeps that
 * message elsewhere can tell whether anybody has changed the log since, even with full access to the database.
 */
export async function anchorAudit(ctx: Context): Promise<void> {
  requireScope(ctx, 'audit:keep')
  const last = await findLastAuditEvent(ctx.db, ['audit.anchored', 'audit.verification_failed'])
  if (last !== null && ctx.realNow().getTime() - last.at.getTime() < everyMs - toleranceMs) return
  await sealAudit(ctx)
  const { faults, ...report } = await verifyAudit(ctx)
  if (report.head === null && faults.length === 0) return
  const isSound = faults.length === 0
  await inTransaction(ctx, (tx) =>
    appendEvents(tx, [
      isSound
        ? { type: 'audit.anchored', subjectId: 'audit', data: report }
        : {
            type: 'audit.verification_failed',
            subjectId: 'audit',
            data: { ...report, faults: faults.slice(0, mostNamed), count: faults.length },
          },
    ]),
  )
  if (isSound) ctx.log.info({ audit: report }, 'audit anchor')
  else
    ctx.log.error({ audit: { ...report, faults: faults.slice(0, mostNamed) } }, 'the audit log was changed')
}
