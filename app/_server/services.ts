import 'server-only'
import { readEnvironment } from '#lib/env.ts'
import { type OpenServices, openServices } from '#lib/services.ts'

const key = Symbol.for('gatehouse.services')
const comparedKey = Symbol.for('gatehouse.clock-compared')
const home = globalThis as { [key]?: OpenServices; [comparedKey]?: Promise<void> }

/** The one `services` object of this process: Next makes several copies of every module. */
export function getServices(): OpenServices {
  home[key] ??= openServices(readEnvironment(), 'app')
  return home[key]
}

/** Once for each process, before it tells anybody the time: until then it only has the machine's clock. */
export function clockCompared(): Promise<void> {
  const { syncClock, log } = getServices()
  home[comparedKey] ??= syncClock().catch((error) => log.warn({ error }, 'clock not compared'))
  return home[comparedKey]
}
