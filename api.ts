import { serve } from '@hono/node-server'
import { createApi } from './api/app.ts'
import { startJobs } from './api/jobs.ts'
import { endOnSignal, openProgram } from './api/open.ts'

/** The door for programs, with the worker unless WORKER=off. */
const { environment, services } = await openProgram('api')
const { host: hostname, apiPort: port } = environment
if (environment.worker) await startJobs(services)
const server = serve({ fetch: createApi(services).fetch, port, hostname })
endOnSignal(services, () => new Promise((done) => server.close(() => done())))
services.log.info({ port, worker: environment.worker }, 'api ready')
