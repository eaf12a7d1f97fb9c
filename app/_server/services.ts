import 'server-only'
import { readEnvironment } from '#lib/env.ts'
import { type OpenServices, openServices } from '#lib/services.ts'

const key = Symbol.for('gatehouse.services')
const home = globalThis as { [key]?: OpenServices }

/** The one `services` object of this process: Next makes several copies of every module. */
export function getServices(): OpenServices {
  home[key] ??= openServices(readEnvironment(), 'app')
  return home[key]
}
