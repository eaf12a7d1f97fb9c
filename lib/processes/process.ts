import type { Server } from 'node:http'
import { readEnvironment } from '../env.ts'
import { checkKeys } from '../keys/check-keys.ts'
import { type OpenServices, openServices } from '../services.ts'
import { servesMetrics, startReports } from './reports.ts'
import { unwrapEnvironment } from './unwrap-environment.ts'

/**
 * The first step of every program: reads the environment, opens the services, and refuses a key ring that doesn't fit.
 */
export async function openProgram(name: 'api' | 'worker') {
  const environment = await unwrapEnvironment(readEnvironment())
  const services = openServices(environment, name)
  try {
    const faults = await checkKeys(services)
    for (const fault of faults) services.log.error(fault)
    if (faults.length > 0) process.exit(1)
    await services.syncClock()
    const endReports = await startReports(environment, name, services.log)
    const close = async () => {
      await services.close()
      await endReports()
    }
    const reportsMetrics = servesMetrics(environment, name)
    return { environment, services: { ...services, close }, reportsMetrics }
  } catch (error) {
    // For example, the database is unreachable: the supervisor restarts the process.
    services.log.error({ error }, 'start failed')
    process.exit(1)
  }
}

/** On the first signal: runs `drain`, closes the services, and ends the process. */
export function endOnSignal(services: OpenServices, drain: () => Promise<void>): void {
  let isEnding = false
  const end = async () => {
    if (isEnding) return
    isEnding = true
    try {
      await drain()
      await services.close()
      process.exit(0)
    } catch (error) {
      services.log.error({ error }, 'stopping failed')
      process.exit(1)
    }
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end)
}

const lookEveryMs = 50

/** Accepts no new connection, answers pending requests, and closes each connection as soon as it is idle. */
export async function drain(server: Server): Promise<void> {
  const closing = setInterval(() => {
    server.closeIdleConnections()
  }, lookEveryMs)
  await new Promise((done) => server.close(done))
  clearInterval(closing)
}
