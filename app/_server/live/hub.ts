import 'server-only'
import { createLiveHub, type LiveHub } from '#lib/live/hub.ts'
import { getServices } from '../services.ts'
import { hubs } from './hubs.ts'

/** The one hub of this process: Next makes several copies of every module. */
export function getLiveHub(): LiveHub {
  hubs.current ??= createLiveHub(getServices())
  return hubs.current
}
