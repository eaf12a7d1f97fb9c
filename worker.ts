import { startJobs } from './lib/jobs/schedule.ts'
import { endOnSignal, openProgram } from './lib/processes/process.ts'

/** The worker alone; any number may run on one database. */
const { environment, services } = await openProgram('worker')
const stopJobs = await startJobs(services, environment)
endOnSignal(services, stopJobs)
services.log.info('worker ready')
