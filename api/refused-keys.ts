import { addressHeader, clientAddress, createProxyWarning, readAddress } from '#lib/client-address.ts'
import { AppError, type ErrorCode, isAppError } from '#lib/errors.ts'
import { addressSubject } from '#lib/people/throttle.ts'
import type { Services } from '#lib/services.ts'
import type { AnyRequest } from './http.ts'

/** Counts refused keys by address, in memory. */
export interface RefusedKeys {
  /** The failure to answer with: the same one, or `api_keys_refused` once an address has had too many this minute. */
  count(c: AnyRequest, error: unknown): unknown
}

/** How to find out where a request comes from. */
export interface AddressSettings {
  /** Proxies in front of the api, for requests that don't come through the app. */
  readonly trustedProxies: number
  /** Authenticates the app, which passes requests on and says where each came from; null where there is no app. */
  readonly addressMark: string | null
}

/** Finds out where a request comes from; null: unknown. */
export function createAddressReader(
  { log }: Pick<Services, 'log'>,
  { trustedProxies, addressMark }: AddressSettings,
): (c: AnyRequest) => string | null {
  const api = { name: 'the api', variable: 'API_TRUSTED_PROXIES', trustedProxies }
  const noteForwarded = createProxyWarning(log, api)
  return (c) => {
    const noted = readAddress(c.req.header(addressHeader), addressMark)
    if (noted !== null) return noted
    const forwardedFor = c.req.header('x-forwarded-for')
    noteForwarded(forwardedFor)
    return clientAddress(c.env?.incoming?.socket.remoteAddress, forwardedFor, trustedProxies)
  }
}

const windowMs = 60_000
const mostInWindow = 30
/** Beyond this many addresses in a minute, the others count as one. */
const mostAddresses = 10_000

const codes: ReadonlySet<ErrorCode> = new Set([
  'api_key_missing',
  'api_key_unknown',
  'api_key_revoked',
  'api_key_expired',
  'api_key_network_refused',
])

/**
 * An accepted key never gets here: it costs nothing, and works even if somebody else behind the same address is
 * refused. At most one line per minute is logged.
 */
export function createRefusedKeys({
  log,
  now,
  realNow,
}: Pick<Services, 'log' | 'now' | 'realNow'>): RefusedKeys {
  let endsMs = 0
  let counts = new Map<string, number>()
  let refused = 0

  function countFor(subject: string): number {
    const name = counts.has(subject) || counts.size < mostAddresses ? subject : 'others'
    const times = (counts.get(name) ?? 0) + 1
    counts.set(name, times)
    return times
  }

  return {
    count: (c, error) => {
      if (!isAppError(error) || !codes.has(error.code)) return error
      const address = c.get('address')
      const nowMs = realNow().getTime()
      if (nowMs >= endsMs || nowMs < endsMs - windowMs) {
        const key = c.get('keyPrefix') ?? null
        log.warn({ address, key, code: error.code, refusedBefore: refused }, 'api key refused')
        endsMs = nowMs + windowMs
        counts = new Map()
        refused = 0
      }
      refused += 1
      if (countFor(addressSubject(address)) <= mostInWindow) return error
      return new AppError('api_keys_refused', { retryAt: new Date(now().getTime() + endsMs - nowMs) })
    },
  }
}
