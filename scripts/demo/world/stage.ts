import { announceDueSecrets } from '#lib/applications/announce-due-secrets.ts'
import { endPreviousSecrets } from '#lib/applications/client-secrets.ts'
import { closeAttempts, destroyKept } from '#lib/attempts/expire.ts'
import { type Actor, type Context, systemContext } from '#lib/context.ts'
import { keepHistoryOnce } from '#lib/history/keep.ts'
import { createHistoryRecorder } from '#lib/history/record.ts'
import { reviewIncidents } from '#lib/incidents/review.ts'
import { createMaintenance } from '#lib/maintenance/run.ts'
import { nextDigestTime } from '#lib/notifications/digest-time.ts'
import { writeDigests } from '#lib/notifications/digests.ts'
import { createNotificationConsumer } from '#lib/notifications/notify.ts'
import { writeReminders } from '#lib/notifications/reminders.ts'
import { createSender } from '#lib/notifications/send.ts'
import { type OpenableEnvironment, openServices, type Services } from '#lib/services.ts'
import { drainDueStates } from '#lib/state/drain-due-states.ts'
import { createVendCounts } from '#lib/tokens/vend-counts.ts'
import { newId } from '#lib/vault/random.ts'
import { createWebhookSender } from '#lib/webhooks/deliver.ts'
import { webhookPolicy } from '#lib/webhooks/schedule.ts'
import { type Simulator, startSimulator } from '#simulator/start.ts'
import { demoApplication } from '../application.ts'
import { startMailbox } from '../mailbox.ts'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/**
 * Gatehouse and its simulated Amazon in this process, with one clock for both: it begins in the past and stops at the
 * present. Nobody uses either of them while it moves.
 */
export interface Stage {
  readonly services: Services
  readonly simulator: Simulator
  readonly mailbox: Awaited<ReturnType<typeof startMailbox>>
  readonly counts: ReturnType<typeof createVendCounts>
  /** When the year ends. */
  readonly endsAt: Date
  as(actor: Actor): Context
  readonly system: Context
  readonly visitor: Context
  /** A moment, by how many days it is before the end. */
  daysAgo(days: number): Date
  /** Moves the clock to `to`, doing the work of workers and programs on the way. */
  passTo(to: Date): Promise<void>
  /** Moves the clock without doing anything but due work. */
  passMinutes(minutes: number): Promise<void>
  /** The work that workers do every few seconds. */
  work(): Promise<void>
  /** Refreshes and reads due authorizations. */
  maintain(): Promise<number>
  close(): Promise<void>
}

interface StageOptions {
  readonly days: number
  /** Where the simulated Amazon stores its world for the demo that follows. */
  readonly stateFile: string
  /** Where the mailbox keeps its emails. */
  readonly mailboxFile: string
  /** The work of the company's programs on one day. */
  readonly everyDay: (stage: Stage) => Promise<void>
  /** The work of some of them between two days. */
  readonly everyHour: (stage: Stage) => Promise<void>
  readonly report: (share: number) => void
}

export async function openStage(
  environment: OpenableEnvironment,
  { days, stateFile, mailboxFile, everyDay, everyHour, report }: StageOptions,
): Promise<Stage> {
  const endsAt = new Date()
  const daysAgo = (many: number) => new Date(endsAt.getTime() - many * dayMs)
  const startsAt = daysAgo(days)
  let now = startsAt
  const services = openServices(environment, 'script', { connections: 8, now: () => now })
  // Failures in this year are intended.
  services.log.level = 'silent'
  const simulator = await startSimulator({
    port: environment.simulatorPort,
    state: stateFile,
    now: () => now.getTime(),
    applications: [demoApplication(environment)],
  })
  const mailbox = await startMailbox({
    port: environment.mailboxPort,
    smtpPort: environment.mailboxSmtpPort,
    file: mailboxFile,
    now: () => now,
  })
  const counts = createVendCounts(services)
  const system = systemContext(services, 'demo', newId())
  const as = (actor: Actor): Context => ({ ...services, actor, requestId: newId(), address: '192.0.2.10' })
  const history = createHistoryRecorder(services)
  const maintenance = createMaintenance(services, environment)
  const notifications = createNotificationConsumer(services)
  const sender = createSender(services)
  const webhooks = createWebhookSender(services)

  async function work(): Promise<void> {
    await react()
    await sender.drainDue()
  }

  async function react(): Promise<void> {
    await drainDueStates(system)
    await reviewIncidents(system)
    await notifications.drain()
    if (endsAt.getTime() - now.getTime() < webhookPolicy.keepDeliveriesMs) await webhooks.deliverDue()
  }

  async function sendDigests(): Promise<void> {
    if ((await writeDigests(system)) > 0) await sender.drainDue()
  }

  async function workOneDay(): Promise<void> {
    const [, reminders, digests] = await Promise.all([
      announceDueSecrets(system),
      writeReminders(system),
      writeDigests(system),
    ])
    // The rest of the day continues while emails are sent.
    await Promise.all([
      reminders + digests > 0 && sender.drainDue(),
      workOfPrograms(),
      closeAttempts(system),
      destroyKept(system),
      endPreviousSecrets(system),
    ])
    await react()
    await Promise.all([sender.drainDue(), keepHistory()])
    report((now.getTime() - startsAt.getTime()) / (endsAt.getTime() - startsAt.getTime()))
  }

  async function keepHistory(): Promise<void> {
    await Promise.all([counts.flush(), history.record()])
    await keepHistoryOnce(system)
  }

  async function workOfPrograms(): Promise<void> {
    const days = Math.round((endsAt.getTime() - now.getTime()) / dayMs)
    // Charts go back 90 days. Before that, tokens and participations show on no page: once in four weeks is enough.
    if (days <= chartDays || days % 28 === 0) {
      await everyDay(stage)
      // Only of those in use, participations are read. Every day would be true, but takes twice as long.
      if (days % 28 === 0 || days === 7 || days < 4) await counts.flush()
      await maintenance.drainDue()
    }
  }

  /** Between two days, for the charts of the last week: its steps are hours. */
  async function workOneHour(): Promise<void> {
    await everyHour(stage)
    await keepHistory()
  }

  const ticks = planTicks(days, daysAgo)
  const stage: Stage = {
    services,
    simulator,
    mailbox,
    counts,
    endsAt,
    as,
    system,
    daysAgo,
    work,
    maintain: maintenance.drainDue,
    visitor: as({ kind: 'visitor' }),
    passTo: async (to) => {
      for (let tick = ticks[0]; tick !== undefined && tick.at <= to; tick = ticks[0]) {
        ticks.shift()
        if (tick.at > now) now = tick.at
        await (tick.isDay ? workOneDay() : workOneHour())
      }
      if (to > now) now = to
      await drainDueStates(system)
    },
    passMinutes: async (minutes) => {
      const to = new Date(now.getTime() + minutes * 60_000)
      for (const { at } of ticks.filter(({ at, isDay }) => isDay && at > now && at <= to)) {
        now = at
        await sendDigests()
      }
      now = to
      await drainDueStates(system)
    },
    close: async () => {
      await counts.flush()
      // First: the mailbox waits for open connections.
      await services.close()
      await mailbox.close()
      await simulator.close()
    },
  }
  return stage
}

/** When operators get their digest. */
export const digestTime = { hour: 9, timeZone: 'America/New_York' } as const

/** What the charts of the overview show of days. */
const chartDays = 91

interface Tick {
  readonly at: Date
  /** The worker's due work on one day. */
  readonly isDay: boolean
}

/**
 * As fine as the charts of the last 90 days, the last week and the last 24 hours; before them, once a week. The work of
 * a day is done when its digest is due.
 */
function planTicks(days: number, daysAgo: (days: number) => Date): Tick[] {
  const dayTicks = Array.from({ length: days }, (_, index) => days - 1 - index)
    .filter((days) => days > 0 && (days <= chartDays || days % 7 === 0))
    .map((days) => ({
      at: nextDigestTime(daysAgo(days), digestTime.hour, digestTime.timeZone),
      isDay: true,
    }))
  const hourTicks = Array.from({ length: 7 * 24 }, (_, index) => index)
    .filter((hours) => hours % 24 !== 0 && (hours < 24 || hours % 3 === 0))
    .map((hours) => ({ at: daysAgo(hours / 24), isDay: false }))
  return [...dayTicks, ...hourTicks].toSorted((one, other) => one.at.getTime() - other.at.getTime())
}
