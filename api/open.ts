import { readEnvironment } from '#lib/env.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { type OpenServices, openServices } from '#lib/services.ts'

/** What every program does first: reads the environment, opens the services, and refuses a key ring that doesn't fit. */
export async function openProgram(name: 'api' | 'worker') {
  const environment = readEnvironment()
  const services = openServices(environment, name)
  try {
    const faults = await checkKeys(services)
    for (const fault of faults) services.log.error(fault)
    if (faults.length > 0) process.exit(1)
    await services.syncClock()
    return { environment, services }
  } catch (error) {
    // Such as a database that is away: whoever supervises starts it again.
    services.log.error({ error }, 'start failed')
    process.exit(1)
  }
}

/** Runs `drain` on the first signal, closes the services, and ends. */
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
