import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { createJobs, type JobName } from '#lib/jobs/queue.ts'
import { createLog } from '#lib/log.ts'
import { useDatabase } from '../fixtures/database.ts'

const { db, location } = await useDatabase()

function startProcess() {
  const jobs = createJobs(location, createLog('error', 'test'))
  onTestFinished(() => jobs.close())
  return jobs
}

/** A process with these jobs, each due once a day. */
async function startWith(...names: JobName[]) {
  const jobs = startProcess()
  for (const name of names) await jobs.work(name, async () => {}, { every: '37 3 * * *' })
  jobs.keepSchedule()
  return jobs
}

async function scheduled(): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`select name from pgboss.schedule order by name`)
  return rows.map(({ name }) => name)
}

/** Of jobs that were queued and not ended. */
const countOpen = async (name: JobName) =>
  (await db.execute(sql`select from pgboss.job where name = ${name} and state <= 'active'`)).length

/** Work whose runs are counted. */
function countRuns(work: () => Promise<unknown>) {
  const seen = { runs: 0, running: 0, mostRunning: 0 }
  const handler = async () => {
    seen.runs += 1
    seen.running += 1
    seen.mostRunning = Math.max(seen.mostRunning, seen.running)
    await work()
    seen.running -= 1
  }
  return { seen, handler }
}

test('a job that is switched off is no longer scheduled, even if another process scheduled it', async () => {
  const before = await startWith('check-roles', 'verify-counts')
  expect(await scheduled()).toEqual(['check-roles', 'verify-counts'])
  await before.close()
  await startWith('verify-counts')
  await expect.poll(scheduled).toEqual(['verify-counts'])
})

test('an older version only removes a newer one’s job from the schedule until it ends', async () => {
  await startWith('check-roles', 'verify-counts')
  const older = await startWith('verify-counts')
  await expect.poll(scheduled).toEqual(['verify-counts'])
  await older.close()
  await expect.poll(scheduled, { timeout: 120_000 }).toEqual(['check-roles', 'verify-counts'])
})

test('jobs that piled up while no process worked on them are one run', async () => {
  await startProcess().work('tidy-people', async () => {})
  await db.execute(sql`insert into pgboss.job (name) select 'check-roles' from generate_series(1, 25)`)
  const { seen, handler } = countRuns(() => db.execute(sql`select pg_sleep(0.2)`))
  await startProcess().work('check-roles', handler)
  await expect.poll(() => countOpen('check-roles')).toBe(0)
  expect(seen).toMatchObject({ runs: 1, mostRunning: 1 })
})

test('a job that takes longer than the queue waits for it doesn’t run twice at the same time', async () => {
  const ended = Promise.withResolvers<void>()
  const { seen, handler } = countRuns(() => ended.promise)
  const jobs = startProcess()
  await jobs.work('seal-audit', handler)
  await db.execute(sql`insert into pgboss.job (name, expire_seconds) values ('seal-audit', 1)`)
  const isFetchedAgain = async () =>
    (
      await db.execute(sql`select from pgboss.job
        where name = 'seal-audit' and state = 'active' and retry_count > 0`)
    ).length === 1
  await expect.poll(isFetchedAgain).toBe(true)
  ended.resolve()
  await expect.poll(() => countOpen('seal-audit')).toBe(0)
  expect(seen).toMatchObject({ runs: 1, mostRunning: 1 })
})
