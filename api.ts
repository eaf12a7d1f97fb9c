import { createApi } from './api/app.ts'
import { serveApi } from './api/serve.ts'
import { addressMark } from './lib/client-address.ts'
import { createHistoryRecorder } from './lib/history/record.ts'
import { startJobs } from './lib/jobs/schedule.ts'
import { shareLimits } from './lib/keys/share-limits.ts'
import { drain, endOnSignal, openProgram } from './lib/processes/process.ts'
import { settleRefreshes } from './lib/tokens/lease.ts'
import { createVendCounts } from './lib/tokens/vend-counts.ts'

const flushEveryMs = 5_000

/** The API for programs, with the worker unless WORKER=off. */
const { environment, services, reportsMetrics } = await openProgram('api')
const { host: hostname, apiPort: port, authSecret, keepAliveMs, apiTrustedProxies } = environment
const stopJobs = environment.worker
  ? await startJobs(services, { ...environment, reportsMetrics })
  : async () => {}
const counts = createVendCounts(services)
const flushing = setInterval(() => void counts.flush(), flushEveryMs)
const history = createHistoryRecorder(services)
history.start()
const api = createApi(services, counts, {
  trustedProxies: apiTrustedProxies,
  addressMark: addressMark(authSecret),
  metricsToken: services.metricsToken,
  requestsPerSecond: environment.requestsPerSecond,
})
const stopSharing = shareLimits(services, api.limits)
const server = serveApi(api, { port, hostname, keepAliveMs })
endOnSignal(services, async () => {
  // Requests that wait for a refresh are answered; what LWA answers is stored.
  await Promise.all([drain(server), stopJobs()])
  await settleRefreshes()
  clearInterval(flushing)
  await Promise.all([counts.flush(), history.stop(), stopSharing()])
})
services.log.info({ port, worker: environment.worker }, 'api ready')
