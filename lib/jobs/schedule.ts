import { announceDueSecrets } from '../applications/announce-due-secrets.ts'
import { endPreviousSecrets } from '../applications/client-secrets.ts'
import { closeAttempts, destroyKept } from '../attempts/expire.ts'
import { anchorAudit } from '../audit/anchor.ts'
import { pruneAudit } from '../audit/prune.ts'
import { sealAudit } from '../audit/seal.ts'
import { destroyLinks } from '../bulk/read.ts'
import { createBulkRunner } from '../bulk/run.ts'
import { pruneCallBodies } from '../calls/prune.ts'
import { deleteLapsedSellers } from '../compliance/delete-seller.ts'
import { systemContext } from '../context.ts'
import { adoptRestored, pruneOldEvents } from '../events/keep.ts'
import { keepHistoryOnce } from '../history/keep.ts'
import { createImporter } from '../imports/run.ts'
import { reviewIncidents } from '../incidents/review.ts'
import { pruneUses } from '../keys/prune-uses.ts'
import { continueReseal } from '../keys/reseal.ts'
import { createAttemptFinisher } from '../maintenance/finish-attempts.ts'
import { createMetricsReporter } from '../maintenance/report-metrics.ts'
import { createMaintenance } from '../maintenance/run.ts'
import { writeDigests } from '../notifications/digests.ts'
import { createNotificationConsumer } from '../notifications/notify.ts'
import { pruneOutbox } from '../notifications/outbox.ts'
import { writeReminders } from '../notifications/reminders.ts'
import { createSender } from '../notifications/send.ts'
import { deleteOldPeopleRecords } from '../people/tidy.ts'
import { checkDueRoles } from '../role-checks/check-due.ts'
import { rotateClientSecrets } from '../rotation/run.ts'
import type { Services } from '../services.ts'
import { sumUpCounts, verifyCounts } from '../state/counts.ts'
import { createStateClock } from '../state/drain-due-states.ts'
import { createWebhookSender } from '../webhooks/deliver.ts'
import { pruneWebhooks } from '../webhooks/prune.ts'

const everyMinute = '* * * * *'
const everyHour = '7 * * * *'

/**
 * The jobs that run on a schedule, each time in one of the processes. None runs less often than every hour: while no
 * worker runs, its turn is skipped.
 */
const scheduled = [
  { name: 'close-attempts', run: closeAttempts, every: everyMinute },
  { name: 'review-incidents', run: reviewIncidents, every: everyMinute },
  { name: 'tidy-people', run: deleteOldPeopleRecords, every: everyHour },
  { name: 'destroy-kept', run: destroyKept, every: everyHour },
  { name: 'prune-webhooks', run: pruneWebhooks, every: everyHour },
  { name: 'end-fallback-secrets', run: endPreviousSecrets, every: everyHour },
  { name: 'sum-up-counts', run: sumUpCounts, every: everyMinute },
  { name: 'verify-counts', run: verifyCounts, every: everyHour },
  { name: 'prune-events', run: pruneOldEvents, every: everyHour },
  { name: 'announce-due-secrets', run: announceDueSecrets, every: everyMinute },
  { name: 'write-reminders', run: writeReminders, every: everyMinute },
  { name: 'write-digests', run: writeDigests, every: everyMinute },
  { name: 'prune-call-bodies', run: pruneCallBodies, every: everyHour },
  { name: 'prune-uses', run: pruneUses, every: everyHour },
  { name: 'destroy-bulk-links', run: destroyLinks, every: everyHour },
  { name: 'prune-messages', run: pruneOutbox, every: everyHour },
  { name: 'check-roles', run: checkDueRoles, every: everyMinute },
  { name: 'rotate-client-secrets', run: rotateClientSecrets, every: everyMinute },
  { name: 'keep-history', run: keepHistoryOnce, every: everyMinute },
  { name: 'seal-audit', run: sealAudit, every: everyMinute },
  { name: 'anchor-audit', run: anchorAudit, every: everyHour },
  { name: 'prune-audit', run: pruneAudit, every: everyHour },
  { name: 'delete-lapsed-sellers', run: deleteLapsedSellers, every: everyHour },
  { name: 'reseal-values', run: continueReseal, every: everyMinute },
] as const

interface JobSettings {
  readonly concurrentCalls: number
  /** Whether roles are checked once a day. */
  readonly checksRoles: boolean
  /** This process's metrics are read, so it may be the one that reports those of the database. */
  readonly reportsMetrics?: boolean
}

/**
 * Starts the worker in this process. Resolves with a function that stops it: it starts no new work and finishes what is
 * in progress, above all exchanges. `services.close` lets scheduled jobs finish.
 */
export async function startJobs(
  services: Services,
  { reportsMetrics = false, checksRoles, ...limits }: JobSettings,
): Promise<() => Promise<void>> {
  const attempts = createAttemptFinisher(services)
  // Before anything that may take a while: codes of a process that died are about to expire.
  attempts.start()
  await adoptRestored(systemContext(services, 'events', 'start'))
  // Needs none of the jobs below, whose tables don't exist yet at the very first start.
  const webhooks = createWebhookSender(services)
  webhooks.start()
  for (const { name, run, every } of scheduled) {
    if (name === 'check-roles' && !checksRoles) continue
    await services.jobs.work(
      name,
      async () => {
        await run(systemContext(services, name, 'schedule'))
      },
      { every },
    )
  }
  services.jobs.keepSchedule()
  const maintenance = createMaintenance(services, limits)
  maintenance.start()
  const stateClock = createStateClock(services)
  stateClock.start()
  const metrics = reportsMetrics ? createMetricsReporter(services) : null
  metrics?.start()
  const importer = createImporter(services)
  importer.start()
  const notifications = createNotificationConsumer(services)
  notifications.start()
  const sender = createSender(services)
  sender.start()
  const bulkActions = createBulkRunner(services)
  bulkActions.start()
  return async () => {
    const running = [
      ...[attempts, maintenance, stateClock, webhooks, metrics],
      ...[importer, bulkActions, notifications, sender],
    ]
    await Promise.all(running.map((one) => one?.stop()))
  }
}
