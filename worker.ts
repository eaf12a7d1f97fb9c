import { startJobs } from './api/jobs.ts'
import { endOnSignal, openProgram } from './api/open.ts'

/** The worker alone; any number may run on one database. */
const { services } = await openProgram('worker')
await startJobs(services)
endOnSignal(services, async () => {})
services.log.info('worker ready')
