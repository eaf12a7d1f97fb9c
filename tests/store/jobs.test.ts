import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { createJobs } from '#lib/jobs/queue.ts'
import { useDatabase } from '../fixtures/database.ts'

const { location } = await useDatabase()

test('a job that is due every minute runs, in one of two processes that start at the same time', async () => {
  const faults: unknown[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void faults.push(line) })
  const processes = [createJobs(location, log), createJobs(location, log)]
  onTestFinished(async () => {
    for (const jobs of processes) await jobs.close()
  })
  let runs = 0
  const run = async () => {
    runs += 1
  }
  await Promise.all(processes.map((jobs) => jobs.work('verify-counts', run, { every: '* * * * *' })))
  await expect.poll(() => runs, { timeout: 170_000, interval: 500 }).toBe(1)
  expect(faults).toEqual([])
}, 180_000)
