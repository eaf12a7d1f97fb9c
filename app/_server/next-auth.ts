import 'server-only'
import { cookies } from 'next/headers'
import type { NextAuthOptions } from 'next-auth'
import { decode, encode } from 'next-auth/jwt'
import credentials from 'next-auth/providers/credentials'
import type { Context } from '#lib/context.ts'
import { longestSessionS } from '#lib/people/session-life.ts'
import { endSession, findActor } from '#lib/people/sessions.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { Secret } from '#lib/secret.ts'
import { getServices } from './services.ts'
import { tellFailure } from './tell-failure.ts'

declare module 'next-auth' {
  interface User {
    sessionToken: string
  }
}

declare module 'next-auth/jwt' {
  /** Nothing but this: who it is and what they may do stand in the rows, which every request reads. */
  interface JWT {
    sessionToken?: string
  }
}

const daySeconds = 24 * 3_600

/** next-auth for one request. Its own cookies, too, are `__Host-` on https. */
export function nextAuthOptions(ctx: Context): NextAuthOptions {
  const { authSecret, settings, log } = getServices()
  const secure = settings.appUrl.startsWith('https://')
  return {
    secret: authSecret.expose(),
    session: { strategy: 'jwt', maxAge: longestSessionS },
    useSecureCookies: secure,
    cookies: {
      sessionToken: cookieNamed('session-token', secure),
      callbackUrl: cookieNamed('callback-url', secure),
      csrfToken: cookieNamed('csrf-token', secure),
    },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/' },
    providers: [
      credentials({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (given, request) => {
          try {
            const { personId, sessionToken } = await signIn(ctx, {
              email: String(given?.email ?? ''),
              password: new Secret(String(given?.password ?? '')),
              userAgent: request.headers?.['user-agent'] ?? null,
            })
            return { id: personId, sessionToken: sessionToken.expose() }
          } catch (error) {
            // next-auth passes the message on to the sign-in page, so it is a code and nothing else.
            throw new Error(tellFailure(error, ctx.requestId).code)
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user === undefined ? token : { sessionToken: user.sessionToken }),
      session: async ({ token }) => {
        const found = await findActor(ctx, new Secret(token.sessionToken ?? ''))
        if (found === null) throw new Error('the session is over')
        const { name, email } = found.person
        return { user: { name, email }, expires: found.session.expiresAt.toISOString() }
      },
    },
    events: { signOut: ({ token }) => endSessionOf(ctx, token.sessionToken) },
    logger: {
      error: (code) => log.warn({ code }, 'next-auth'),
      warn: (code) => log.debug({ code }, 'next-auth'),
      debug: () => {},
    },
  }
}

/** The token that the browser's cookie carries, or null. */
export async function readSessionToken(): Promise<Secret | null> {
  return readToken((await cookies()).get(sessionCookie().name)?.value)
}

/** As `readSessionToken`; of whoever has signed out here, that of their session that is over. */
export async function readLastSessionToken(): Promise<Secret | null> {
  return (await readSessionToken()) ?? readToken((await cookies()).get(endedCookie().name)?.value)
}

async function readToken(value: string | undefined): Promise<Secret | null> {
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
  const { name, options } = sessionCookie()
  const value = await encode({
    token: { sessionToken: sessionToken.expose() },
    secret: getServices().authSecret.expose(),
    maxAge: longestSessionS,
  })
  const jar = await cookies()
  jar.set(name, value, { ...options, maxAge: longestSessionS })
  jar.delete({ ...endedCookie().options, name: endedCookie().name })
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

async function endSessionOf(ctx: Context, sessionToken: string | undefined): Promise<void> {
  const found = sessionToken === undefined ? null : await findActor(ctx, new Secret(sessionToken))
  if (found !== null) await endSession({ ...ctx, actor: found.actor }, found.session.id)
}

function sessionCookie() {
  return cookieNamed('session-token', getServices().settings.appUrl.startsWith('https://'))
}

function endedCookie() {
  return cookieNamed('ended-session', getServices().settings.appUrl.startsWith('https://'))
}

function cookieNamed(name: string, secure: boolean) {
  return {
    name: `${secure ? '__Host-' : ''}next-auth.${name}`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  }
}
