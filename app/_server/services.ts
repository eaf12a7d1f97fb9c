import 'server-only'
import { readEnvironment } from '#lib/env.ts'
import { createHistoryRecorder } from '#lib/history/record.ts'
import { type OpenServices, openServices } from '#lib/services.ts'

const key = Symbol.for('gatehouse.services')
const comparedKey = Symbol.for('gatehouse.clock-compared')
const home = globalThis as { [key]?: OpenServices; [comparedKey]?: Promise<void> }

/** The one `services` object of this process: Next makes several copies of every module. */
export function getServices(): OpenServices {
  if (home[key] === undefined) {
    home[key] = openServices(readEnvironment(), 'app')
    createHistoryRecorder(home[key]).start()
  }
  return home[key]
}

/** Once per process, before it shows any time: until then it only has the machine's clock. */
export function clockCompared(): Promise<void> {
  const { syncClock, log } = getServices()
  home[comparedKey] ??= syncClock().catch((error) => log.warn({ error }, 'clock not compared'))
  return home[comparedKey]
}
