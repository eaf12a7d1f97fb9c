import { secretAge } from '../applications/secret-age.ts'
import { cumulativeStretches } from '../authorizations/renewals.ts'
import { type Context, requireScope } from '../context.ts'
import { leases } from '../leases.ts'
import type { LabelsOf, StoredName, StoredSample } from '../metrics/definitions.ts'
import { displayedHealths, displayHealth, everyFlag } from '../state/derive-state.ts'
import { type ApplicationRow, listApplications } from '../store/applications.ts'
import { listConsumerLags } from '../store/events/events.ts'
import { oldestUnsentEmails } from '../store/events/messages.ts'
import { oldestDueWebhookDelivery } from '../store/events/webhook-deliveries.ts'
import { countRenewals } from '../store/renewals.ts'
import type { SealedCount } from '../store/sealed-values.ts'
import { readTally, type Tally } from '../store/state.ts'
import { countOpenIncidents, countOverdue, countWorkers } from '../store/stored-metrics.ts'
import { everything } from '../store/visibility.ts'

/** How far ahead renewals are counted, in days; 0: overdue. */
const renewalDays = [0, 7, 30, 60] as const

/** Every metric that comes from the database, except how many values are sealed, which takes longer. */
export async function readMetrics(ctx: Context, sealed: readonly SealedCount[]): Promise<StoredSample[]> {
  requireScope(ctx, 'authorizations:read')
  const { db } = ctx
  const [now, realNow] = [ctx.now(), ctx.realNow()]
  const applications = await listApplications(db)
  const active = applications.filter(({ retiredAt }) => retiredAt === null)
  const nameOf = (id: string) => applications.find((one) => one.id === id)?.name ?? 'unknown'
  const stretches = active.flatMap((one) => cumulativeStretches(one, renewalDays, now))
  const [tally, renewals, incidents, overdue, workers, consumers, oldestWebhook, emails] = await Promise.all([
    readTally(db),
    countRenewals(db, stretches, everything),
    countOpenIncidents(db),
    countOverdue(db, now),
    countWorkers(db, new Date(realNow.getTime() - leases.worker.lastsMs)),
    listConsumerLags(db),
    oldestDueWebhookDelivery(db, realNow),
    oldestUnsentEmails(db, realNow),
  ])
  return [
    sample('gatehouse_stored_metrics_timestamp_seconds', {}, realNow.getTime() / 1_000),
    // Includes values without any authorizations: a series that comes and goes is hard to alert on.
    ...active.flatMap(({ name: application }) => [
      ...displayedHealths.map((health) => sample('gatehouse_authorizations', { application, health }, 0)),
      ...everyFlag.map((flag) => sample('gatehouse_authorization_flags', { application, flag }, 0)),
    ]),
    ...tally.map((count) => healthSample(count, applications)),
    ...stretches.map(({ name, applicationId, days }) =>
      sample(
        'gatehouse_renewals_due',
        { application: nameOf(applicationId), within_days: String(days) },
        renewals.get(name) ?? 0,
      ),
    ),
    ...active.flatMap((application) => secretSamples(application, now)),
    ...incidents.map(({ applicationId, problem, count }) =>
      sample('gatehouse_incidents_open', { application: nameOf(applicationId), problem }, count),
    ),
    ...active.flatMap(({ id, name, credentialsProblemAt }) => {
      const due = overdue.find(({ applicationId }) => applicationId === id)
      const lagSeconds = secondsBetween(due?.since ?? null, now)
      return [
        sample('gatehouse_maintenance_overdue', { application: name }, due?.count ?? 0),
        // Workers leave these alone until Amazon accepts the credentials again.
        ...(credentialsProblemAt === null
          ? [sample('gatehouse_maintenance_lag_seconds', { application: name }, lagSeconds)]
          : []),
      ]
    }),
    sample('gatehouse_workers', {}, workers),
    ...consumers.flatMap(({ name, waiting, since }) => [
      sample('gatehouse_event_consumer_waiting', { consumer: name }, waiting),
      sample('gatehouse_event_consumer_lag_seconds', { consumer: name }, secondsBetween(since, realNow)),
    ]),
    sample('gatehouse_webhook_lag_seconds', {}, secondsBetween(oldestWebhook, realNow)),
    ...(['waiting', 'held'] as const).map((status) =>
      sample('gatehouse_email_lag_seconds', { status }, secondsBetween(emails[status], realNow)),
    ),
    ...[...Map.groupBy(sealed, ({ table, key }) => `${table} ${key}`).values()].flatMap((columns) => {
      const [first] = columns
      if (first === undefined) return []
      const { table, key } = first
      const total = columns.reduce((sum, { count }) => sum + count, 0)
      return sample('gatehouse_sealed_rows', { table, key }, total)
    }),
  ]
}

function sample<Name extends StoredName>(name: Name, labels: LabelsOf<Name>, value: number): StoredSample {
  return { name, labels, value } as StoredSample
}

function healthSample(
  { applicationId, health, flag, total }: Tally,
  applications: readonly ApplicationRow[],
): StoredSample {
  const { name = 'unknown', credentialsProblemAt = null } =
    applications.find(({ id }) => id === applicationId) ?? {}
  if (flag !== '') return sample('gatehouse_authorization_flags', { application: name, flag }, total)
  const displayed = displayHealth({ health, healthSince: null }, { credentialsProblemAt }).health
  return sample('gatehouse_authorizations', { application: name, health: displayed }, total)
}

/** 0 if nothing waits. */
function secondsBetween(since: Date | null, now: Date): number {
  return since === null ? 0 : Math.max(0, (now.getTime() - since.getTime()) / 1_000)
}

function secretSamples(application: ApplicationRow, now: Date): StoredSample[] {
  const { endsOn } = secretAge(application, now)
  if (endsOn === null) return []
  const labels = { application: application.name }
  return [sample('gatehouse_client_secret_expiry_timestamp_seconds', labels, Date.parse(endsOn) / 1_000)]
}
