import 'server-only'
import { cache } from 'react'
import { type CurrentSession, findActor } from '#lib/people/sessions.ts'
import { type Area, areaOfActor, currentArea } from '../area.ts'
import { getServices } from '../services.ts'
import { readSessionToken } from './session-cookie.ts'

/** The person who is signed in to this page's area, according to the current rows; null for a visitor. */
export async function readSession(): Promise<CurrentSession | null> {
  return readSessionOf(await currentArea())
}

/** The operator who is signed in in this browser, whatever the page's area. */
export async function readOperatorSession(): Promise<CurrentSession | null> {
  return readSessionOf('operators')
}

/** Reads it once per rendering. */
const readSessionOf = cache(async (area: Area): Promise<CurrentSession | null> => {
  const token = await readSessionToken(area)
  const found = token === null ? null : await findActor(getServices(), token)
  // A cookie of the other area's, such as one of an earlier version, doesn't count.
  return found !== null && areaOfActor(found.actor) === area ? found : null
})
