import 'server-only'
import { cache } from 'react'
import { type CurrentSession, findActor } from '#lib/people/sessions.ts'
import { areaOfActor, currentArea } from '../area.ts'
import { getServices } from '../services.ts'
import { readSessionToken } from './session-cookie.ts'

/**
 * The person who is signed in to this page's area, according to the current rows; null for a visitor. Read once per
 * rendering.
 */
export const readSession = cache(async (): Promise<CurrentSession | null> => {
  const token = await readSessionToken()
  const found = token === null ? null : await findActor(getServices(), token)
  // A cookie of the other area's, such as one of an earlier version, doesn't count.
  return found !== null && areaOfActor(found.actor) === (await currentArea()) ? found : null
})
