import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import type { Context } from '#lib/context.ts'
import { longestSessionS } from '#lib/people/session-life.ts'
import { endSession } from '#lib/people/sessions.ts'
import { Secret } from '#lib/secret.ts'
import { ownCookie } from './own-cookie.ts'
import { getServices } from './services.ts'

declare module 'next-auth/jwt' {
  /** Nothing but this: who it is and what they may do stand in the rows, which every request reads. */
  interface JWT {
    sessionToken?: string
  }
}

const daySeconds = 24 * 3_600

export const sessionCookie = () => ownCookie('next-auth.session-token')
/** Of the session that was ended here last. */
const endedCookie = () => ownCookie('next-auth.ended-session')

/** The token that the browser's cookie carries, or null. */
export async function readSessionToken(): Promise<Secret | null> {
  return readToken(sessionCookie().name)
}

/** As `readSessionToken`; of whoever has signed out here, that of their session that is over. */
export async function readLastSessionToken(): Promise<Secret | null> {
  return (await readToken(sessionCookie().name)) ?? readToken(endedCookie().name)
}

async function readToken(name: string): Promise<Secret | null> {
  const value = (await cookies()).get(name)?.value
  if (value === undefined) return null
  try {
    const jwt = await decode({ token: value, secret: getServices().authSecret.expose() })
    return jwt?.sessionToken === undefined ? null : new Secret(jwt.sessionToken)
  } catch {
    // Of another secret, changed, or too old: nobody is signed in.
    return null
  }
}

/** Puts the cookie that next-auth would put: for our own forms, which keep what was typed. */
export async function keepSession(sessionToken: Secret): Promise<void> {
  const current = sessionCookie()
  const ended = endedCookie()
  const value = await encode({
    token: { sessionToken: sessionToken.expose() },
    secret: getServices().authSecret.expose(),
    maxAge: longestSessionS,
  })
  const jar = await cookies()
  jar.set(current.name, value, { ...current.options, maxAge: longestSessionS })
  jar.set(ended.name, '', { ...ended.options, maxAge: 0 })
}

/**
 * Ends the browser's session at both ends. Its token, which opens nothing any more, stays for a day: should a form
 * of another tab be sent, it tells whose it was.
 */
export async function forgetSession(ctx: Context): Promise<void> {
  if ('sessionId' in ctx.actor) await endSession(ctx, ctx.actor.sessionId)
  const current = sessionCookie()
  const ended = endedCookie()
  const jar = await cookies()
  const value = jar.get(current.name)?.value
  jar.set(current.name, '', { ...current.options, maxAge: 0 })
  if (value !== undefined) jar.set(ended.name, value, { ...ended.options, maxAge: daySeconds })
}
