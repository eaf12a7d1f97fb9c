import { type JobResult, PgBoss } from 'pg-boss'
import type { DatabaseLocation } from '../database/connect.ts'
import { createExecutor } from '../database/executor.ts'
import type { Log } from '../log.ts'
import { count, observe, secondsSince } from '../metrics/record.ts'

/** Every job, with its payload. */
export interface JobData {
  'close-attempts': Record<string, never>
  'tidy-people': Record<string, never>
  'destroy-kept': Record<string, never>
  'end-fallback-secrets': Record<string, never>
  'review-incidents': Record<string, never>
  'sum-up-counts': Record<string, never>
  'verify-counts': Record<string, never>
  'prune-events': Record<string, never>
  'announce-due-secrets': Record<string, never>
  'prune-webhooks': Record<string, never>
  'write-reminders': Record<string, never>
  'write-digests': Record<string, never>
  'destroy-bulk-links': Record<string, never>
  'prune-messages': Record<string, never>
  'keep-history': Record<string, never>
  'prune-call-bodies': Record<string, never>
  'reseal-values': Record<string, never>
  'check-roles': Record<string, never>
  'rotate-client-secrets': Record<string, never>
  'seal-audit': Record<string, never>
  'anchor-audit': Record<string, never>
  'prune-audit': Record<string, never>
  'delete-lapsed-sellers': Record<string, never>
}

export type JobName = keyof JobData

export type Handler<N extends JobName> = (data: JobData[N]) => Promise<void>

/** Background work, with the smallest interface that the use cases need. */
export interface Jobs {
  /** Starts working on these jobs, in this process. `every` is a cron expression. */
  work<N extends JobName>(name: N, handler: Handler<N>, options?: { every?: string }): Promise<void>
  /** Lets running jobs finish. */
  close(): Promise<void>
}

/** The same names as values: none can be left out. */
const queues: Readonly<Record<JobName, true>> = {
  'close-attempts': true,
  'tidy-people': true,
  'destroy-kept': true,
  'end-fallback-secrets': true,
  'review-incidents': true,
  'sum-up-counts': true,
  'verify-counts': true,
  'prune-events': true,
  'announce-due-secrets': true,
  'prune-webhooks': true,
  'write-reminders': true,
  'write-digests': true,
  'destroy-bulk-links': true,
  'prune-messages': true,
  'keep-history': true,
  'prune-call-bodies': true,
  'reseal-values': true,
  'check-roles': true,
  'rotate-client-secrets': true,
  'seal-audit': true,
  'anchor-audit': true,
  'prune-audit': true,
  'delete-lapsed-sellers': true,
}

/** How many jobs of one kind a process runs concurrently. After a full batch it asks for more without a pause. */
const together = {
  pollingIntervalSeconds: 2,
  batchSize: 20,
  burstWhenBatchFull: true,
  perJobResults: true,
} as const

/** Connects on first use. The first process to connect creates its schema, under a lock. */
export function createJobs(location: DatabaseLocation, log: Log): Jobs {
  const db = createExecutor(location, { sessionName: 'gatehouse jobs', connections: 3 })
  let opening: Promise<PgBoss> | null = null
  let works = false

  async function open(): Promise<PgBoss> {
    const boss = new PgBoss({
      db: { executeSql: (text, values) => db.executeSql(text, values) },
      supervise: works,
      schedule: works,
    })
    boss.on('error', (error) => log.error({ error }, 'jobs'))
    await boss.start()
    for (const name of Object.keys(queues)) await boss.createQueue(name)
    return boss
  }

  function opened(): Promise<PgBoss> {
    opening ??= open().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }

  async function settle(id: string, job: JobName, work: () => Promise<void>): Promise<JobResult> {
    const startedAt = performance.now()
    const end = (status: 'completed' | 'failed'): JobResult => {
      count('gatehouse_jobs_total', { job, outcome: status })
      observe('gatehouse_job_duration_seconds', { job }, secondsSince(startedAt))
      return { id, status }
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
    work: async (name, handler, options = {}) => {
      works = true
      const boss = await opened()
      await boss.work<JobData[typeof name]>(name, together, (jobs) =>
        Promise.all(jobs.map(({ id, data }) => settle(id, name, () => handler(data)))),
      )
      if (options.every !== undefined) await boss.schedule(name, options.every)
    },
    close: async () => {
      const boss = await opening
      await boss?.stop({ graceful: true, timeout: 20_000 })
      await db.close()
    },
  }
}
