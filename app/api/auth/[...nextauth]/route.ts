import { cookies } from 'next/headers'
import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { type Area, areaOf } from '../../../_server/area.ts'
import { pageContext } from '../../../_server/context.ts'
import { ownReturn } from '../../../_server/own-path.ts'
import { callbackUrlCookie, nextAuthOptions } from '../../../_server/people/next-auth.ts'
import { getServices } from '../../../_server/services.ts'

/** Not `_log`, which would let any visitor write into our log. */
const served = new Set(['callback', 'csrf', 'error', 'providers', 'session', 'signin', 'signout'])
const largestBody = 10_000

interface RouteContext {
  readonly params: Promise<{ nextauth: string[] }>
}

/** next-auth's own endpoints. A post from another site doesn't come this far (proxy.ts). */
async function handle(request: NextRequest, context: RouteContext): Promise<Response> {
  const [action = '', provider = 'credentials', ...others] = (await context.params).nextauth
  if (!served.has(action) || provider !== 'credentials' || others.length > 0) {
    return refuse(404, 'Page not found.')
  }
  if (action === 'callback' && request.method !== 'POST') return refuse(405, 'Send a form.')
  if (Number(request.headers.get('content-length')) > largestBody) return refuse(413, 'This is too long.')
  const type = request.headers.get('content-type')
  if (type !== null && !type.startsWith('application/x-www-form-urlencoded')) {
    return refuse(415, 'Send a form.')
  }
  const own = withoutForeignError(await withoutForeignReturn(request))
  return NextAuth(own, context, nextAuthOptions(await pageContext(), await askedArea(own)))
}

export { handle as GET, handle as POST }

/** next-auth fails if the return address, in the query or in its cookie, isn't one of ours. */
async function withoutForeignReturn(request: NextRequest): Promise<NextRequest> {
  const { appUrl } = getServices().settings
  const jar = await cookies()
  const { name, options } = callbackUrlCookie()
  const kept = jar.get(name)?.value
  if (kept !== undefined && ownReturn(kept, appUrl) === null) jar.delete({ name, ...options })
  const url = new URL(request.url)
  const asked = url.searchParams.getAll('callbackUrl')
  if (asked.every((address) => ownReturn(address, appUrl) !== null)) return request
  url.searchParams.delete('callbackUrl')
  return new NextRequest(url, request)
}

/** next-auth puts the code of an error into the address that it redirects to, where not every letter may stand. */
function withoutForeignError(request: NextRequest): NextRequest {
  const url = new URL(request.url)
  if (url.searchParams.getAll('error').every((code) => /^\w{1,60}$/.test(code))) return request
  url.searchParams.delete('error')
  return new NextRequest(url, request)
}

/** Whose session it is about: it belongs where the browser returns to. */
async function askedArea(request: NextRequest): Promise<Area> {
  const { appUrl } = getServices().settings
  const form = request.method === 'POST' ? new URLSearchParams(await request.clone().text()) : null
  const address =
    form?.get('callbackUrl') ??
    request.nextUrl.searchParams.get('callbackUrl') ??
    (await cookies()).get(callbackUrlCookie().name)?.value ??
    ''
  return areaOf(ownReturn(address, appUrl)?.slice(appUrl.length) ?? '/')
}

function refuse(status: number, words: string): Response {
  return new Response(`${words}\n`, { status })
}
