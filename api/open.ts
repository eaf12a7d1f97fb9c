import { readEnvironment } from '#lib/env.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { type OpenServices, openServices } from '#lib/services.ts'

/** What every program does first: reads the environment, opens the services, and refuses a key ring that doesn't fit. */
export async function openProgram(name: 'api' | 'worker') {
  const environment = readEnvironment()
  const services = openServices(environment, name)
  const faults = await checkKeys(services)
  if (faults.length > 0) {
    for (const fault of faults) services.log.error(fault)
    process.exit(1)
  }
  await services.syncClock()
  return { environment, services }
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
