import { centralHosts, findMarketplace } from '../../marketplaces.ts'
import { findRegion, type Region } from '../../regions.ts'

/** What the URLs in a text show. */
export type UrlSign =
  | 'at-token-endpoint'
  | 'only-at-token-endpoint'
  | 'at-wrong-token-path'
  /** A consent URL was built on the host that only issues tokens. */
  | 'consent-at-token-host'
  | 'at-token-info'
  | 'token-path-at-sp-api'
  | 'token-over-http'
  | 'token-parameters-in-query'
  | 'at-sp-api'
  | 'at-sandbox'
  | 'at-unknown-sp-api-host'
  | 'api-path-at-other-host'
  | 'url-inside-path'
  | 'at-production'
  | 'marketplace-of-other-region'
  | 'marketplace-of-this-region'
  | 'host-header-differs'
  | 'at-consent'
  | 'consent-two-question-marks'
  | 'consent-no-application-id'
  | 'consent-client-id'
  | 'consent-version-beta'
  | 'consent-no-version-beta'
  | 'consent-redirect-over-http'
  | 'consent-redirect-fragment'
  | 'consent-scope'
  | 'consent-foreign-host'
  | 'consent-example-values'
  | 'consent-no-state'
  | 'at-confirm'
  | 'at-login-hop'
  | 'relative-callback'
  | 'redirect-with-code'
  | 'redirect-with-bare-code'
  | 'redirect-without-code'
  | 'at-lwa-consent'
  | 'at-sso'

export interface Address {
  readonly raw: string
  readonly host: string
  readonly path: string
  readonly query: URLSearchParams
  /** The method, if the text has one right before the URL. */
  readonly method: string | null
  readonly isSpApi: boolean
  /** The region of an SP-API host. */
  readonly region: Region | null
  /** Whether it is in quotation marks, as in code that may append to it. */
  readonly isQuoted: boolean
}

const mostAddresses = 40
const address =
  /(?:\b(GET|POST|PUT|DELETE|PATCH)["'`,\s]{1,12}(?:to\s["'`]?)?)?(https?:\/\/(?:[^\s"'<>`\\)]|(?<=[/=])<[\w .-]{1,40}>){3,2000})/g
const requestLine = /\b(GET|POST|PUT|DELETE|PATCH)\s{1,3}(\/[^\s"'<>`\\]{0,2000})/g
const hostLine = /\bhost["']?\s{0,3}(?:=>|:|=|\t|\s)\s{0,3}["']?(?:https?:\/\/)?([a-z0-9.-]{4,100})/gi
/** Amazon's hosts with a path, as people write them without https. */
const bareAddress =
  /(?<![\w./@:-])(?:api|(?:sandbox\.)?sellingpartnerapi-[a-z]{2})\.amazon\.com\/[^\s"'<>`\\)]{3,1000}/g
const methodBefore = /\b(GET|POST|PUT|DELETE|PATCH)["'`,\s]{1,4}$/
/** Also if only its name occurs in an error. */
const unknownHost = /\bsellingpartnerapi-(?!(?:na|eu|fe)\b)[a-z]{2,12}\.amazon\./i
const spApiHost = /^(sandbox\.)?sellingpartnerapi(?:-([a-z]+))?\.amazon\.[a-z.]+$/

/** Every URL in the text, including those that an HTTP dump writes as a request line and a Host header. */
export function readAddresses(text: string): readonly Address[] {
  const hosts = [...text.matchAll(hostLine)].map((found) => found[1] ?? '')
  const lines = [...text.matchAll(requestLine)].flatMap(([, method = '', path = '']) =>
    hosts.slice(0, 1).map((host) => [method, `https://${host}${path}`, false] as const),
  )
  const whole = [...text.matchAll(address)].map(({ 0: match, 1: method = '', 2: raw = '', index }) => {
    const start = index + match.length - raw.length
    return [method, raw, isInCode(text.slice(Math.max(0, start - 20), start))] as const
  })
  const bare = [...text.matchAll(bareAddress)].map(({ 0: raw, index }) => {
    const [, method = ''] = methodBefore.exec(text.slice(Math.max(0, index - 12), index)) ?? []
    return [method, `https://${raw}`, false] as const
  })
  return [...whole, ...lines, ...bare].slice(0, mostAddresses).flatMap(([method, raw, isQuoted]) => {
    const url = URL.parse(withoutEnd(raw))
    if (url === null) return []
    const api = spApiHost.exec(url.hostname)
    return [
      {
        raw,
        host: url.hostname,
        path: url.pathname,
        query: url.searchParams,
        method: method === '' ? null : method,
        isSpApi: api !== null,
        region: findRegion(api?.[2] ?? ''),
        isQuoted,
      },
    ]
  })
}

/** Whether a quotation mark precedes it, other than that of a log field. */
function isInCode(before: string): boolean {
  return (
    /["'`]$/.test(before) &&
    !/["'](?:\w{0,10}_?ur[il]|href|path)["']\s{0,2}(?::|=>)\s{0,2}["']$/i.test(before)
  )
}

/** Without the punctuation and brackets that belong to the surrounding text. */
function withoutEnd(raw: string): string {
  const plain = raw.replace(/[.,;:!?\]*]+$/, '')
  return plain.endsWith('}') && !plain.includes('{') ? plain.slice(0, -1) : plain
}

/** What the URLs in a text show. */
export function urlSigns(text: string, addresses: readonly Address[]): ReadonlySet<UrlSign> {
  const signs = new Set<UrlSign>()
  for (const one of addresses) {
    for (const sign of [...tokenSigns(one), ...apiSigns(one), ...consentSigns(one), ...redirectSigns(one)]) {
      signs.add(sign)
    }
  }
  if (signs.has('at-token-endpoint') && !signs.has('at-sp-api')) signs.add('only-at-token-endpoint')
  if (unknownHost.test(text)) signs.add('at-unknown-sp-api-host')
  if (hostHeaderDiffers(text)) signs.add('host-header-differs')
  const regional = compareRegions(addresses, text)
  if (regional !== null)
    signs.add(regional.isSame ? 'marketplace-of-this-region' : 'marketplace-of-other-region')
  return signs
}

function* tokenSigns({ raw, host, path, query }: Address): Iterable<UrlSign> {
  if (spApiHost.test(host) && /\/auth\/o2\/token/i.test(path)) yield 'token-path-at-sp-api'
  if (!/^api\.amazon\.(?:com|co\.uk|co\.jp)$/.test(host)) return
  if (/^\/auth\/o2\/tokeninfo$/i.test(path)) return yield 'at-token-info'
  if (!/^\/auth\/o2\/token$/i.test(path)) {
    const isConsent = query.has('response_type') || (query.has('scope') && !query.has('grant_type'))
    if (isConsent) return yield 'consent-at-token-host'
    if (/o2|oauth|token/i.test(path)) yield 'at-wrong-token-path'
    return
  }
  yield 'at-token-endpoint'
  if (raw.startsWith('http:')) yield 'token-over-http'
  if (query.has('grant_type') || query.has('client_id')) yield 'token-parameters-in-query'
}

/** An SP-API path on one of Amazon's other hosts, such as Seller Central's. */
const apiPath = /^\/[a-zA-Z]{3,24}\/(?:[a-zA-Z]{3,24}\/)?(?:v\d|\d{4}-\d\d-\d\d)\//
const otherHost =
  /^(?:sellercentral|vendorcentral|mws|www|api|developer)[\w-]*\.amazon(?:services)?\.[a-z.]+$/

function* apiSigns({ raw, host, path }: Address): Iterable<UrlSign> {
  const api = spApiHost.exec(host)
  if (api === null) {
    if (otherHost.test(host) && apiPath.test(path)) yield 'api-path-at-other-host'
    return
  }
  yield 'at-sp-api'
  yield api[1] === undefined ? 'at-production' : 'at-sandbox'
  if (findRegion(api[2] ?? '') === null) yield 'at-unknown-sp-api-host'
  if (/https?:\/|sellingpartnerapi/.test(raw.slice(10 + host.length))) yield 'url-inside-path'
}

function* consentSigns({ raw, host, path, query }: Address): Iterable<UrlSign> {
  if (path === '/ap/oa') yield 'at-lwa-consent'
  if (/^\/ap\/(?:sso|signin)/.test(path)) yield 'at-sso'
  if (path.startsWith('/apps/authorize/confirm')) yield 'at-confirm'
  if (/amazonstateexample|appidexample|stateexample/.test(raw)) yield 'consent-example-values'
  if (!path.startsWith('/apps/authorize/consent')) return
  yield 'at-consent'
  const applicationId = query.get('application_id')
  const redirectUri = query.get('redirect_uri') ?? ''
  if (/\?.*\?/.test(raw)) yield 'consent-two-question-marks'
  if (applicationId === null) yield 'consent-no-application-id'
  if (applicationId?.includes('application-oa2-client')) yield 'consent-client-id'
  yield /version=beta/.test(raw) ? 'consent-version-beta' : 'consent-no-version-beta'
  if (redirectUri.startsWith('http:')) yield 'consent-redirect-over-http'
  // Not a program's placeholder: #{…}.
  if (/#(?!\{)/.test(redirectUri) || /#(?!\{)/.test(raw)) yield 'consent-redirect-fragment'
  if (query.has('scope') || query.has('response_type') || query.has('client_id')) yield 'consent-scope'
  if (!centralHosts.has(host)) yield 'consent-foreign-host'
  if (!/[?&]state=/.test(raw)) yield 'consent-no-state'
}

function* redirectSigns({ host, path, query }: Address): Iterable<UrlSign> {
  const callback = query.get('amazon_callback_uri')
  if (callback !== null) {
    yield 'at-login-hop'
    if (callback.startsWith('/')) yield 'relative-callback'
    return
  }
  if (query.has('spapi_oauth_code')) return yield 'redirect-with-code'
  if (/(?:^|\.)amazon\.[a-z.]+$/.test(host) || path.startsWith('/auth/o2')) return
  if (query.has('code')) return yield 'redirect-with-bare-code'
  if (query.has('selling_partner_id')) yield 'redirect-without-code'
}

/** The first marketplace in the text, and the only region that it calls. Null if either is missing. */
export function compareRegions(
  addresses: readonly Address[],
  text: string,
): {
  readonly marketplace: string
  readonly region: Region
  readonly called: Region
  readonly isSame: boolean
} | null {
  const [called, ...others] = new Set(
    addresses.map(({ region }) => region).filter((region) => region !== null),
  )
  if (called === undefined || others.length > 0) return null
  const marketplaces = (text.match(/\bA[A-Z0-9]{11,13}\b/g) ?? []).slice(0, 100).map(findMarketplace)
  const known = marketplaces.filter((marketplace) => marketplace !== null)
  const [first] = known
  if (first === undefined) return null
  const isSame = known.some(({ region }) => region === called)
  return { marketplace: first.country, region: first.region, called, isSame }
}

/** A URL of one SP-API host, with another one in the Host header. */
function hostHeaderDiffers(text: string): boolean {
  const urls = [...text.matchAll(/https?:\/\/((?:sandbox\.)?sellingpartnerapi[a-z.-]{0,40})/g)].map(
    ([, host]) => host,
  )
  const headers = [...text.matchAll(hostLine)].map(([, host = '']) => host.toLowerCase())
  const named = headers.filter((host) => spApiHost.test(host))
  return urls.length > 0 && named.length > 0 && !named.some((host) => urls.includes(host))
}
