import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import type { Context } from '#lib/context.ts'
import { longestSessionS } from '#lib/people/session-life.ts'
import { endSession, findActor } from '#lib/people/sessions.ts'
import { Secret } from '#lib/secret.ts'
import { type Area, currentArea } from '../area.ts'
import { ownCookie } from '../own-cookie.ts'
import { getServices } from '../services.ts'

declare module 'next-auth/jwt' {
  /** Only this: the person and their permissions are in the rows, which every request reads. */
  interface JWT {
    sessionToken?: string
  }
}

const daySeconds = 24 * 3_600

const names = {
  sellers: { current: 'next-auth.session-token', ended: 'next-auth.ended-session' },
  operators: { current: 'next-auth.operator-token', ended: 'next-auth.ended-operator' },
} as const

export const sessionCookie = (area: Area) => ownCookie(names[area].current)
/** Names the session that ended here last. */
const endedCookie = (area: Area) => ownCookie(names[area].ended)

/** The token that the browser's cookie carries for an area, or null. */
export async function readSessionToken(area: Area): Promise<Secret | null> {
  return readToken(sessionCookie(area).name)
}

/** The token of this page's area; after a sign-out, that of the ended session. */
export async function readLastSessionToken(): Promise<Secret | null> {
  const area = await currentArea()
  return (await readSessionToken(area)) ?? readToken(endedCookie(area).name)
}

async function readToken(name: string): Promise<Secret | null> {
  const value = (await cookies()).get(name)?.value
  if (value === undefined) return null
  try {
    const jwt = await decode({ token: value, secret: getServices().authSecret.expose() })
    return jwt?.sessionToken === undefined ? null : new Secret(jwt.sessionToken)
  } catch {
    // Signed with another secret, modified, or too old: no one is signed in.
    return null
  }
}

/**
 * Puts the cookie that next-auth would put: for our own forms, which keep what was typed. The session that it replaces
 * ends, if it hasn't.
 */
export async function keepSession(ctx: Context, sessionToken: Secret, area: Area): Promise<void> {
  const current = sessionCookie(area)
  const ended = endedCookie(area)
  await endReplaced(ctx, current.name)
  const value = await encode({
    token: { sessionToken: sessionToken.expose() },
    secret: getServices().authSecret.expose(),
    maxAge: longestSessionS,
  })
  const jar = await cookies()
  jar.set(current.name, value, { ...current.options, maxAge: longestSessionS })
  jar.set(ended.name, '', { ...ended.options, maxAge: 0 })
}

/** A sign-in on a page of the other area hasn't ended it. */
async function endReplaced(ctx: Context, name: string): Promise<void> {
  const token = await readToken(name)
  const replaced = token === null ? null : await findActor(ctx, token)
  if (replaced !== null) await endSession({ ...ctx, actor: replaced.actor }, replaced.session.id)
}

/**
 * Ends the session of this page's area in the browser and in the database. Its token no longer grants access, but stays
 * for a day: if a form in another tab is sent, it identifies whose it was.
 */
export async function forgetSession(ctx: Context): Promise<void> {
  if ('sessionId' in ctx.actor) await endSession(ctx, ctx.actor.sessionId)
  const area = await currentArea()
  const current = sessionCookie(area)
  const ended = endedCookie(area)
  const jar = await cookies()
  const value = jar.get(current.name)?.value
  jar.set(current.name, '', { ...current.options, maxAge: 0 })
  if (value !== undefined) jar.set(ended.name, value, { ...ended.options, maxAge: daySeconds })
}
