import 'server-only'
import { readEnvironment } from '#lib/env.ts'
import { createHistoryRecorder } from '#lib/history/record.ts'
import { type OpenServices, openServices, type Settings } from '#lib/services.ts'

const key = Symbol.for('gatehouse.services')
const comparedKey = Symbol.for('gatehouse.clock-compared')
const settingsKey = Symbol.for('gatehouse.settings')
const home = globalThis as {
  [key]?: OpenServices
  [comparedKey]?: Promise<void>
  [settingsKey]?: Settings
}

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

/** The settings as they were last read, for answers that can't wait for a database, or have none. */
export function rememberSettings(read?: Settings): Settings {
  if (read !== undefined) home[settingsKey] = read
  return home[settingsKey] ?? getServices().settings
}
