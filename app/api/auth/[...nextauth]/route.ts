import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { pageContext } from '../../../_server/context.ts'
import { nextAuthOptions } from '../../../_server/next-auth.ts'

/** Not `_log`, with which anybody could write into our log. */
const served = new Set(['callback', 'csrf', 'error', 'providers', 'session', 'signin', 'signout'])
const largestBody = 10_000

interface RouteContext {
  readonly params: Promise<{ nextauth: string[] }>
}

/** next-auth's own doors. A post from another site doesn't come this far (proxy.ts). */
async function handle(request: NextRequest, context: RouteContext): Promise<Response> {
  const [action = ''] = (await context.params).nextauth
  if (!served.has(action)) return new Response('There is nothing at this address.\n', { status: 404 })
  if (
    request.method === 'POST' &&
    !(Number(request.headers.get('content-length') ?? Number.NaN) <= largestBody)
  ) {
    return new Response('This request is too long.\n', { status: 413 })
  }
  return NextAuth(request, context, nextAuthOptions(await pageContext()))
}

export { handle as GET, handle as POST }
