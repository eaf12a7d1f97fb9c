import { type JobResult, PgBoss } from 'pg-boss'
import type { DatabaseLocation } from '../database/connect.ts'
import { createExecutor } from '../database/executor.ts'
import type { Log } from '../log.ts'
import { count, observe, secondsSince } from '../metrics/record.ts'
import { createLoop } from './loop.ts'

const names = [
  'close-attempts',
  'tidy-people',
  'destroy-kept',
  'end-fallback-secrets',
  'review-incidents',
  'sum-up-counts',
  'verify-counts',
  'prune-events',
  'announce-due-secrets',
  'prune-webhooks',
  'write-reminders',
  'write-digests',
  'destroy-bulk-links',
  'prune-messages',
  'keep-history',
  'prune-call-bodies',
  'prune-uses',
  'reseal-values',
  'check-roles',
  'rotate-client-secrets',
  'seal-audit',
  'anchor-audit',
  'prune-audit',
  'delete-lapsed-sellers',
] as const

export type JobName = (typeof names)[number]

/** Background work, with the smallest interface that the use cases need. */
export interface Jobs {
  /**
   * Starts working on these jobs, in this process: one at a time, and a run is for all that are queued by then. `every`
   * is a cron expression. Each of its occurrences is queued once, however many processes there are.
   */
  work(name: JobName, handler: () => Promise<void>, options?: { every?: string }): Promise<void>
  /**
   * From now on, nothing is scheduled but what this process works on. Processes of other versions or settings may see
   * it otherwise. Each corrects the schedule every minute, so that the ones that remain prevail.
   */
  keepSchedule(): void
  /** Lets running jobs finish. */
  close(): Promise<void>
}

const pollingIntervalSeconds = 2
const keepEveryMs = 60_000

/** Connects on first use. The first process to connect creates its schema, under a lock. */
export function createJobs(location: DatabaseLocation, log: Log): Jobs {
  const db = createExecutor(location, { sessionName: 'gatehouse jobs', connections: 3 })
  let opening: Promise<PgBoss> | null = null
  let works = false
  const schedule = new Map<string, string>()
  const scheduleLoop = createLoop({
    work: async () => {
      await correctSchedule(await opened())
      return keepEveryMs
    },
    report: (error) => log.warn({ error }, 'schedule of jobs not corrected; trying again'),
    retryMs: keepEveryMs,
  })

  async function open(): Promise<PgBoss> {
    const boss = new PgBoss({
      db: { executeSql: (text, values) => db.executeSql(text, values) },
      supervise: works,
      schedule: works,
    })
    boss.on('error', (error) => log.error({ error }, 'jobs'))
    await boss.start()
    for (const name of names) await boss.createQueue(name)
    return boss
  }

  function opened(): Promise<PgBoss> {
    opening ??= open().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }

  async function correctSchedule(boss: PgBoss): Promise<void> {
    const present = new Map((await boss.getSchedules()).map(({ name, cron }) => [name, cron]))
    for (const name of present.keys()) if (!schedule.has(name)) await boss.unschedule(name)
    for (const [name, every] of schedule) if (present.get(name) !== every) await boss.schedule(name, every)
  }

  async function run(job: JobName, work: () => Promise<void>): Promise<JobResult['status']> {
    const startedAt = performance.now()
    const end = (outcome: 'completed' | 'failed') => {
      count('gatehouse_jobs_total', { job, outcome })
      observe('gatehouse_job_duration_seconds', { job }, secondsSince(startedAt))
      return outcome
    }
    try {
      await work()
      return end('completed')
    } catch (error) {
      log.error({ error, job }, 'job failed')
      return end('failed')
    }
  }

  return {
    work: async (name, handler, { every } = {}) => {
      works = true
      const boss = await opened()
      let running: Promise<JobResult['status']> | null = null
      const runForAll = () =>
        run(name, async () => {
          // Those that were queued while a run took long, or while no process worked on them.
          await boss.deleteQueuedJobs(name)
          await handler()
        }).finally(() => {
          running = null
        })
      await boss.work(name, { pollingIntervalSeconds, perJobResults: true }, async (jobs) => {
        // There may be one already: pg-boss fails a job that takes longer than 15 minutes, and fetches the next.
        running ??= runForAll()
        const status = await running
        return jobs.map(({ id }) => ({ id, status }))
      })
      if (every === undefined) return
      schedule.set(name, every)
      await boss.schedule(name, every)
    },
    keepSchedule: scheduleLoop.start,
    close: async () => {
      await scheduleLoop.stop()
      const boss = await opening
      await boss?.stop({ graceful: true, timeout: 20_000 })
      await db.close()
    },
  }
}
