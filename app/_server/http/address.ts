import { addressHeader, addressMark, clientAddress, readAddress } from '#lib/client-address.ts'
import type { Secret } from '#lib/secret.ts'

const forwardedHeaders = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
]

type RequestHeaders = Record<string, string | string[] | undefined>

/** Next sends itself requests on behalf of another one, with its headers: that one was recorded before. */
export function isNoted(headers: RequestHeaders, mark: string): boolean {
  return readAddress(String(headers[addressHeader]), mark) !== null
}

/**
 * Runs before Next sees a request: records where it came from, with this installation's mark, and removes what a client
 * may have claimed. Behind https, the public host is that of APP_URL, whatever a header says: server actions compare it
 * with `Origin`.
 */
export function noteAddress(
  headers: RequestHeaders,
  peer: string | undefined,
  facts: { readonly trustedProxies: number; readonly appUrl: string; readonly mark: string },
): void {
  if (!isNoted(headers, facts.mark)) {
    const address = clientAddress(peer, headers['x-forwarded-for'], facts.trustedProxies)
    delete headers[addressHeader]
    if (address !== null) headers[addressHeader] = `${facts.mark} ${address}`
  }
  for (const name of forwardedHeaders) delete headers[name]
  const { origin, protocol, host } = new URL(facts.appUrl)
  // A page that sends no referrer sends its forms without an origin, too; no page can forge this header.
  if (headers.origin === 'null' && headers['sec-fetch-site'] === 'same-origin') headers.origin = origin
  if (protocol !== 'https:') return
  headers['x-forwarded-host'] = host
  headers['x-forwarded-proto'] = 'https'
}

const markKey = Symbol.for('gatehouse.address-mark')
const home = globalThis as { [markKey]?: string }

/** Shared by all copies of this module. */
export function makeMark(authSecret: Secret): string {
  home[markKey] = addressMark(authSecret)
  return home[markKey]
}

/** Null in a process that records no addresses. */
export function readMark(): string | null {
  return home[markKey] ?? null
}
