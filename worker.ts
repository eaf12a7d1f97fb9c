import { createHistoryRecorder } from './lib/history/record.ts'
import { startJobs } from './lib/jobs/schedule.ts'
import { endOnSignal, openProgram } from './lib/processes/process.ts'

/** The worker alone; any number may run on one database. */
const { environment, services, reportsMetrics } = await openProgram('worker')
const stopJobs = await startJobs(services, { ...environment, reportsMetrics })
const history = createHistoryRecorder(services)
history.start()
endOnSignal(services, async () => {
  await stopJobs()
  await history.stop()
})
services.log.info('worker ready')
