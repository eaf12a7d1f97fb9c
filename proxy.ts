import { type NextRequest, NextResponse } from 'next/server'
import { cookieProbe } from './app/_server/http/cookie-probe.ts'
import { isOwnRequest } from './app/_server/http/origin-check.ts'
import { plainProblem } from './app/_server/http/plain-problem.ts'
import { centralHosts } from './lib/amazon/marketplaces.ts'
import { createOrigins } from './lib/amazon/origins.ts'
import { readEnvironment } from './lib/env.ts'

const programs = /^\/(api\/v1\/|(?:auth\/[oO]2\/token|mcp)$)/
/** Plain answers about this process and this installation, and its logo, which brings its own headers. */
const plainAnswers = /^\/(healthz|readyz|metrics|security-txt|branding\/logo|\.well-known\/security\.txt)$/
/** Pages whose forms sign somebody in. */
const signsIn = new Set(['/sign-in', '/sign-up', '/setup', '/reset'])
/**
 * Mail programs unsubscribe with a POST of their own (RFC 8058). The token in the address is the proof; no cookie
 * counts.
 */
const oneClick = /^\/unsubscribe\/one-click\/[\w-]{43}$/
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Before every page: programs go to the api, foreign posts are refused, and the browser gets its rules. */
export function proxy(request: NextRequest): NextResponse {
  const { appUrl, apiOrigin, amazonBaseUrl } = readSettings()
  const { pathname, search } = request.nextUrl
  if (plainAnswers.test(pathname)) return NextResponse.next()
  if (programs.test(pathname)) {
    return NextResponse.rewrite(new URL(`${apiOrigin}${pathname}${search}`))
  }
  if (
    !safeMethods.has(request.method) &&
    !oneClick.test(pathname) &&
    !isOwnRequest(request.headers, appUrl)
  ) {
    const { status, headers, text } = plainProblem(
      'cross_site_request',
      request.headers.get('accept-language'),
    )
    return new NextResponse(text, { status, headers: { ...fixedHeaders, ...headers } })
  }
  // Next would run GET, which begins or ends an attempt: a link preview must not.
  if (request.method === 'HEAD' && carriesAmazonsParameters(pathname)) {
    return new NextResponse(null, { headers: { ...plainHeaders, 'Referrer-Policy': 'no-referrer' } })
  }
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = contentSecurityPolicy(nonce, createOrigins(amazonBaseUrl).sources(centralHosts), appUrl)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-gatehouse-path', pathname + search)
  headers.set('content-security-policy', policy)
  const response = isReadable(pathname)
    ? NextResponse.next({ request: { headers } })
    : NextResponse.rewrite(new URL('/_not-found', request.url), { request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  for (const [name, value] of Object.entries(fixedHeaders)) response.headers.set(name, value)
  if (appUrl.startsWith('https://')) {
    response.headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
  }
  // Sent back with the form, it shows that the browser keeps cookies. Next counts it as sent already in this request.
  if (request.method === 'GET' && signsIn.has(pathname) && request.cookies.size === 0) {
    const { name, options } = cookieProbe(appUrl)
    const secure = options.secure ? '; Secure' : ''
    response.headers.append('Set-Cookie', `${name}=1; Path=/; HttpOnly; SameSite=Lax${secure}`)
  }
  if (carriesAmazonsParameters(pathname) || carriesLinkToken(pathname, search) || pathname === '/redirect') {
    response.headers.set('Referrer-Policy', 'no-referrer')
  }
  return response
}

/** Everything but static files, exactly. next.config.mjs sets the headers of those in public/. */
export const config = {
  matcher: [
    '/((?!_next/static/|(?:apple-touch-icon\\.png|favicon\\.ico|icon-192\\.png|icon-512\\.png|icon-maskable\\.png|icon\\.svg|preview\\.png|robots\\.txt|site\\.webmanifest)$).*)',
  ],
}

const fixedHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  // Not no-referrer: a form posted from such a page carries `Origin: null`, which server actions refuse.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/** For answers that are no page. */
const plainHeaders = {
  ...fixedHeaders,
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
}

/** Next answers what it can't decode with a bare 500, past our rules and words. */
function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}

function carriesAmazonsParameters(pathname: string): boolean {
  return pathname === '/authorize' || pathname === '/sp-api/auth'
}

/** The address of a connect link, and the sign-in on the way back to it. */
function carriesLinkToken(pathname: string, search: string): boolean {
  return `${pathname}${search}`.includes('ghl_')
}

function contentSecurityPolicy(nonce: string, amazonSources: readonly string[], appUrl: string): string {
  const isDevelopment = process.env.NODE_ENV === 'development'
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // Components insert <style> while they run; a nonce would silently switch 'unsafe-inline' off.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // The Authorize form's redirect leads to Amazon, and a form's redirects count, too.
    `form-action 'self' ${amazonSources.join(' ')}`,
    ...(appUrl.startsWith('https://') ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

let settings: Pick<ReturnType<typeof readEnvironment>, 'appUrl' | 'apiOrigin' | 'amazonBaseUrl'> | null = null

/** Read at the first request, not when Next builds. */
function readSettings() {
  settings ??= readEnvironment()
  return settings
}
