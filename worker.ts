import { startJobs } from './api/jobs.ts'
import { endOnSignal, openProgram } from './api/open.ts'

/** The worker alone; any number may run on one database. */
const { environment, services } = await openProgram('worker')
const stopJobs = await startJobs(services, environment)
endOnSignal(services, stopJobs)
services.log.info('worker ready')
