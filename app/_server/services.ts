import 'server-only'
import type { Environment } from '#lib/env.ts'
import { createHistoryRecorder } from '#lib/history/record.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { type OpenableEnvironment, type OpenServices, openServices, type Settings } from '#lib/services.ts'

const environmentKey = Symbol.for('gatehouse.environment')
const key = Symbol.for('gatehouse.services')
const comparedKey = Symbol.for('gatehouse.clock-compared')
const settingsKey = Symbol.for('gatehouse.settings')
const home = globalThis as {
  [environmentKey]?: OpenableEnvironment
  [key]?: OpenServices
  [comparedKey]?: Promise<void>
  [settingsKey]?: Settings
}

/** Before the first request: has AWS KMS unwrap the keys that it has wrapped. */
export async function prepareServices(environment: Environment): Promise<void> {
  home[environmentKey] = await unwrapEnvironment(environment)
}

/** The one `services` object of this process: Next makes several copies of every module. */
export function getServices(): OpenServices {
  if (home[key] === undefined) {
    if (home[environmentKey] === undefined) throw new Error('prepareServices comes first')
    home[key] = openServices(home[environmentKey], 'app')
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
