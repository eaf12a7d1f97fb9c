import { centralHosts, findMarketplace } from '../marketplaces.ts'
import { type Region, regions } from '../regions.ts'

/** What the addresses in a paste show. */
export type UrlSign =
  | 'at-token-endpoint'
  | 'only-at-token-endpoint'
  | 'at-wrong-token-path'
  | 'at-token-info'
  | 'token-path-at-sp-api'
  | 'token-over-http'
  | 'token-parameters-in-query'
  | 'at-sp-api'
  | 'at-sandbox'
  | 'at-unknown-sp-api-host'
  | 'url-inside-path'
  | 'marketplace-of-other-region'
  | 'host-header-differs'
  | 'at-retired-api'
  | 'at-vendor-api'
  | 'at-grantless-operation'
  | 'at-tokens-api'
  | 'at-restricted-operation'
  | 'at-seller-operation'
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

interface Address {
  readonly raw: string
  readonly host: string
  readonly path: string
  readonly query: URLSearchParams
}

const mostAddresses = 40
const address = /https?:\/\/[^\s"'<>`\\)]{3,2000}/g
const requestLine = /\b(?:GET|POST|PUT|DELETE|PATCH)\s{1,3}(\/[^\s"'<>`\\]{0,2000})/g
const hostLine = /\bhost["']?\s{0,3}(?:=>|:|=|\t|\s)\s{0,3}["']?(?:https?:\/\/)?([a-z0-9.-]{4,100})/gi
const spApiHost = /^(sandbox\.)?sellingpartnerapi(?:-([a-z]+))?\.amazon\.[a-z.]+$/

/** Every address in the text, those too that an HTTP dump writes as a request line and a Host header. */
export function readAddresses(text: string): readonly Address[] {
  const hosts = [...text.matchAll(hostLine)].map((found) => found[1] ?? '')
  const lines = [...text.matchAll(requestLine)].flatMap((found) =>
    hosts.slice(0, 1).map((host) => `https://${host}${found[1]}`),
  )
  return [...[...text.matchAll(address)].map((found) => found[0]), ...lines]
    .slice(0, mostAddresses)
    .flatMap((raw) => {
      const url = URL.parse(raw.replace(/[.,;:!?\]}]+$/, ''))
      return url === null ? [] : [{ raw, host: url.hostname, path: url.pathname, query: url.searchParams }]
    })
}

const retired =
  /^\/(?:authorization\/v1|reports\/2020-09-04|feeds\/2020-09-04|fba\/smallAndLight)|^\/catalog\/v0\/items\/?$/
const grantless = /^\/(?:notifications\/v1\/destinations|applications\/2023-11-30\/clientSecret)/
const restricted = /\/orders\/[^/]+\/(?:address|buyerInfo|regulatedInfo)|\/orderItems\/buyerInfo/
const sellerOperation =
  /^\/(?:sellers|orders|fba|reports|feeds|listings|catalog|products|finances|inbound|tokens)\//

export function urlSigns(text: string): ReadonlySet<UrlSign> {
  const signs = new Set<UrlSign>()
  const addresses = readAddresses(text)
  for (const one of addresses) {
    for (const sign of [...tokenSigns(one), ...apiSigns(one), ...consentSigns(one), ...redirectSigns(one)]) {
      signs.add(sign)
    }
  }
  if (signs.has('at-token-endpoint') && !signs.has('at-sp-api')) signs.add('only-at-token-endpoint')
  if (hostHeaderDiffers(text)) signs.add('host-header-differs')
  if (strangeRegion(addresses, text) !== null) signs.add('marketplace-of-other-region')
  return signs
}

function* tokenSigns({ raw, host, path, query }: Address): Iterable<UrlSign> {
  if (spApiHost.test(host) && /\/auth\/o2\/token/i.test(path)) yield 'token-path-at-sp-api'
  if (!/^api\.amazon\.(?:com|co\.uk|co\.jp)$/.test(host)) return
  if (/^\/auth\/o2\/tokeninfo$/i.test(path)) return yield 'at-token-info'
  if (!/^\/auth\/o2\/token$/i.test(path)) {
    if (/o2|oauth|token/i.test(path)) yield 'at-wrong-token-path'
    return
  }
  yield 'at-token-endpoint'
  if (raw.startsWith('http:')) yield 'token-over-http'
  if (query.has('grant_type') || query.has('client_id')) yield 'token-parameters-in-query'
}

function* apiSigns({ raw, host, path }: Address): Iterable<UrlSign> {
  const api = spApiHost.exec(host)
  if (api === null) return
  yield 'at-sp-api'
  if (api[1] !== undefined) yield 'at-sandbox'
  if (!isRegion(api[2])) yield 'at-unknown-sp-api-host'
  if (/https?:\/|sellingpartnerapi/.test(raw.slice(10 + host.length))) yield 'url-inside-path'
  if (retired.test(path)) yield 'at-retired-api'
  if (/^\/vendor\//.test(path)) yield 'at-vendor-api'
  if (grantless.test(path)) yield 'at-grantless-operation'
  if (/^\/tokens\//.test(path)) yield 'at-tokens-api'
  if (restricted.test(path)) yield 'at-restricted-operation'
  if (sellerOperation.test(path)) yield 'at-seller-operation'
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
  if (redirectUri.includes('#') || raw.includes('#')) yield 'consent-redirect-fragment'
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

/** The marketplace that the region's endpoint doesn't serve, when one region is called and none of its own is named. */
export function strangeRegion(
  addresses: readonly Address[],
  text: string,
): { readonly marketplace: string; readonly region: Region; readonly called: Region } | null {
  const named = addresses.map(({ host }) => spApiHost.exec(host)?.[2]).filter(isRegion)
  const [called, ...others] = new Set(named)
  if (called === undefined || others.length > 0) return null
  const marketplaces = (text.match(/\bA[A-Z0-9]{11,13}\b/g) ?? []).slice(0, 100).map(findMarketplace)
  const known = marketplaces.filter((marketplace) => marketplace !== null)
  const [first] = known
  if (first === undefined || known.some(({ region }) => region === called)) return null
  return { marketplace: first.country, region: first.region, called }
}

function isRegion(text: string | undefined): text is Region {
  return text !== undefined && Object.hasOwn(regions, text)
}

/** An address of one SP-API host, sent under the Host header of another. */
function hostHeaderDiffers(text: string): boolean {
  const urls = [...text.matchAll(/https?:\/\/((?:sandbox\.)?sellingpartnerapi[a-z.-]{0,40})/g)].map(
    ([, host]) => host,
  )
  const headers = [...text.matchAll(hostLine)].map(([, host = '']) => host.toLowerCase())
  const named = headers.filter((host) => spApiHost.test(host))
  return urls.length > 0 && named.length > 0 && !named.some((host) => urls.includes(host))
}
