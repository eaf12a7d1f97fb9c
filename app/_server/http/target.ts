import { findLinkToken } from '#components/link-token.ts'

const targetHeader = 'x-gatehouse-target'
/** Where `app/redirect/route.ts` sends the request. */
export const locationHeader = 'x-gatehouse-location'
/** In the address to which a request was redirected, so that it is never redirected a second time. */
export const redirectMarker = 'gatehouse-redirected=1'

type RequestHeaders = Record<string, string | string[] | undefined>

interface Facts {
  readonly trustedProxies: number
  readonly appUrl: string
}

interface Asked {
  readonly method?: string | undefined
  url?: string | undefined
  readonly headers: RequestHeaders
}

/**
 * Before Next sees a request: records its target exactly as it was sent, since Next encodes a query anew, and removes
 * the marker of an earlier redirect from it. A page that belongs under another address becomes a request for
 * `/redirect`: in `proxy.ts`, Next would make the address relative if it takes the host for its own, and so lose the
 * host name that the redirect is about.
 */
export function noteTarget(request: Asked, facts: Facts): void {
  const { headers } = request
  const asked = withoutOrigin(request.url ?? '/')
  const target = withoutMarker(asked)
  delete headers[targetHeader]
  delete headers[locationHeader]
  request.url = target
  // Programs and probes may use an IP address or an internal name.
  if (notPages.test(target)) return
  headers[targetHeader] = target
  const isOnItsWay = target !== asked
  const location = (isOnItsWay ? null : addressAtAppUrl(request, facts)) ?? withoutLinkNoise(request)
  if (location === null) return
  headers[locationHeader] = location
  request.url = '/redirect'
}

const notPages =
  /^\/(?:_next\/|api\/v1\/|(?:auth\/[oO]2\/token|mcp|healthz|readyz|metrics|[\w-]+\.(?:ico|png|svg|txt|webmanifest)|\.well-known\/security\.txt)(?:\?|$))/

/** The query exactly as it was sent, with its question mark; empty when there isn't one. */
export function rawQuery(headers: Pick<Headers, 'get'>): string {
  const target = headers.get(targetHeader) ?? ''
  const start = target.indexOf('?')
  return start === -1 ? '' : target.slice(start)
}

/**
 * The address for a request for a page that came under another host name, or null. Nothing may start there: the cookies
 * that it sets would be missing when Amazon sends the browser back to APP_URL. Cookies ignore ports, and so does this.
 */
function addressAtAppUrl(request: Asked, { trustedProxies, appUrl }: Facts): string | null {
  const { headers, url: target = '/' } = request
  const name = publicHostName(headers, trustedProxies)
  if (name === null || name === new URL(appUrl).hostname) return null
  // A request by a script belongs to a page that is already open.
  const mode = headers['sec-fetch-mode']
  const isFetched = (mode !== undefined && mode !== 'navigate') || /[?&]_rsc=/.test(target)
  if (!isRead(request) || isFetched || !target.startsWith('/')) return null
  return `${appUrl}${target}${target.includes('?') ? '&' : '?'}${redirectMarker}`
}

/**
 * As browsers write it. Null when the request names none. Behind n proxies, each of which may add one, the n-th last.
 */
function publicHostName(headers: RequestHeaders, trustedProxies: number): string | null {
  const forwarded = trustedProxies === 0 ? '' : [headers['x-forwarded-host'] ?? []].flat().join(',')
  const chain = forwarded.split(',').map((host) => host.trim())
  const host = chain[Math.max(0, chain.length - trustedProxies)] || headers.host
  if (typeof host !== 'string' || host === '') return null
  return URL.parse(`http://${host}`)?.hostname ?? ''
}

/**
 * The clean path of a connect link that was copied together with its surroundings (a period, a bracket, a line break),
 * or null when it is clean or holds no link.
 */
function withoutLinkNoise(request: Asked): string | null {
  const [path = ''] = (request.url ?? '').split('?', 1)
  if (!isRead(request) || !path.startsWith(linkFolder)) return null
  const text = path.slice(linkFolder.length)
  const token = findLinkToken(text, 'ghl_')
  return token === null || token === text ? null : linkFolder + token
}

const linkFolder = '/connect/link/'

function isRead({ method }: Asked): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Some proxies send a whole address as the target. Its host is the one in `Host`. */
function withoutOrigin(target: string): string {
  const [, rest = target] = /^https?:\/\/[^/?]*(.*)$/i.exec(target) ?? []
  return rest === target || rest.startsWith('/') ? rest : `/${rest}`
}

function withoutMarker(target: string): string {
  const start = target.indexOf('?')
  if (start === -1) return target
  const pairs = target.slice(start + 1).split('&')
  if (!pairs.includes(redirectMarker)) return target
  const others = pairs.filter((pair) => pair !== redirectMarker).join('&')
  return target.slice(0, start) + (others === '' ? '' : `?${others}`)
}
