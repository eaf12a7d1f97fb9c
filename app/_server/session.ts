import 'server-only'
import { cache } from 'react'
import { type CurrentSession, findActor } from '#lib/people/sessions.ts'
import { getServices } from './services.ts'
import { readSessionToken } from './session-cookie.ts'

/** Who is signed in, by the rows of this moment; null for a visitor. Read once for each rendering. */
export const readSession = cache(async (): Promise<CurrentSession | null> => {
  const token = await readSessionToken()
  return token === null ? null : findActor(getServices(), token)
})
