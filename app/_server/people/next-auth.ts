import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import credentials from 'next-auth/providers/credentials'
import type { Context } from '#lib/context.ts'
import { errorCodeOf } from '#lib/error-code.ts'
import { longestSessionS } from '#lib/people/session-life.ts'
import { endSession, findActor } from '#lib/people/sessions.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { Secret } from '#lib/secret.ts'
import type { Area } from '../area.ts'
import { logUnexpected } from '../forms/to-user-error.ts'
import { ownCookie } from '../own-cookie.ts'
import { ownReturn } from '../own-path.ts'
import { getServices } from '../services.ts'
import { sessionCookie } from './session-cookie.ts'

declare module 'next-auth' {
  interface User {
    sessionToken: string
  }
}

/** Where next-auth keeps the address to return to. */
export const callbackUrlCookie = () => ownCookie('next-auth.callback-url')

/** next-auth for one request, and for the session of one area. Its own cookies, too, are `__Host-` on https. */
export function nextAuthOptions(ctx: Context, area: Area): NextAuthOptions {
  const { authSecret, settings, log } = getServices()
  return {
    secret: authSecret.expose(),
    session: { strategy: 'jwt', maxAge: longestSessionS },
    useSecureCookies: settings.appUrl.startsWith('https://'),
    cookies: {
      sessionToken: sessionCookie(area),
      callbackUrl: callbackUrlCookie(),
      csrfToken: ownCookie('next-auth.csrf-token'),
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
            logUnexpected(error, ctx.requestId)
            throw new Error(errorCodeOf(error))
          }
        },
      }),
    ],
    callbacks: {
      redirect: ({ url }) => ownReturn(String(url), settings.appUrl) ?? settings.appUrl,
      jwt: ({ token, user }) => (user === undefined ? token : { sessionToken: user.sessionToken }),
      session: async ({ token }) => {
        const found = await findActor(ctx, new Secret(token.sessionToken ?? ''))
        if (found === null) throw new Error('the session has ended')
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

async function endSessionOf(ctx: Context, sessionToken: string | undefined): Promise<void> {
  const found = sessionToken === undefined ? null : await findActor(ctx, new Secret(sessionToken))
  if (found !== null) await endSession({ ...ctx, actor: found.actor }, found.session.id)
}
