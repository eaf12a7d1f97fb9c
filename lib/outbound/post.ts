import { lookup as lookupName } from 'node:dns/promises'
import { type ClientRequest, type IncomingMessage, request as requestByHttp } from 'node:http'
import { request as requestByTls } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { type AddressKind, type AllowedNetworks, refuseAddress } from './address.ts'

/** Why a request wasn't sent, or has no response. */
export type OutboundErrorCode =
  | 'url_invalid'
  | 'http_not_allowed'
  | `address_${AddressKind}`
  | 'name_not_resolved'
  | 'connection_refused'
  | 'connection_failed'
  | 'tls_failed'
  | 'timeout'
  | 'interrupted'

const brand = Symbol.for('gatehouse.outbound-error')

export class OutboundError extends Error {
  readonly [brand] = true
  readonly code: OutboundErrorCode
  /** Whether the server may have received the request. */
  readonly mayHaveArrived: boolean

  constructor(code: OutboundErrorCode, mayHaveArrived: boolean, options?: ErrorOptions) {
    super(`${code}: ${describeOutboundError(code)}`, options)
    this.name = 'OutboundError'
    this.code = code
    this.mayHaveArrived = mayHaveArrived
  }
}

export function isOutboundError(error: unknown): error is OutboundError {
  return typeof error === 'object' && error !== null && brand in error
}

export interface OutboundRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** For the whole request: resolving the name, connecting and the response. */
  readonly timeoutMs: number
  /** How much of the response is read. */
  readonly maxBytes: number
}

export interface OutboundResponse {
  readonly status: number
  readonly headers: Headers
  /** At most `maxBytes` of it. */
  readonly body: string
  readonly durationMs: number
}

/** Throws OutboundError. Any status is a response, redirects included: they are not followed. */
export type PostOutbound = (request: OutboundRequest) => Promise<OutboundResponse>

interface ResolvedAddress {
  readonly address: string
  readonly family: number
}

export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>

const resolveByName: Resolve = (hostname) => lookupName(hostname, { all: true, verbatim: true })

/**
 * Sends requests to URLs that users entered. Each time, the name is resolved, every address is checked, and the
 * connection goes to these addresses: a name that resolves differently afterwards changes nothing. Connections aren't
 * kept, so none outlives its check.
 */
export function createPostOutbound(allowed: AllowedNetworks, resolve = resolveByName): PostOutbound {
  return async (request) => {
    const startedAt = performance.now()
    const url = requireUrl(request.url)
    const deadline = AbortSignal.timeout(request.timeoutMs)
    const addresses = await beforeDeadline(resolveHost(url.hostname, resolve), deadline)
    requireAllowed(url, addresses, allowed)
    const response = await postTo(url, addresses, request, deadline)
    return { ...response, durationMs: performance.now() - startedAt }
  }
}

/** Checks a URL before its name is resolved. Null: nothing against it. */
export function checkOutboundUrl(text: string, allowed: AllowedNetworks): OutboundErrorCode | null {
  try {
    const url = requireUrl(text)
    const host = withoutBrackets(url.hostname)
    // Otherwise a name may resolve to a listed network, which allows plain http.
    if (url.protocol === 'http:' && allowed.isEmpty) return 'http_not_allowed'
    if (isIP(host) !== 0) requireAllowed(url, [{ address: host, family: isIP(host) }], allowed)
    return null
  } catch (error) {
    if (isOutboundError(error)) return error.code
    throw error
  }
}

function requireUrl(text: string): URL {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new OutboundError('url_invalid', false)
  }
  return url
}

function requireAllowed(url: URL, addresses: readonly ResolvedAddress[], allowed: AllowedNetworks): void {
  for (const { address } of addresses) {
    const kind = refuseAddress(address, allowed)
    if (kind !== null) throw new OutboundError(`address_${kind}`, false)
    if (url.protocol === 'http:' && !allowed.has(address)) throw new OutboundError('http_not_allowed', false)
  }
}

async function resolveHost(hostname: string, resolve: Resolve): Promise<readonly ResolvedAddress[]> {
  const host = withoutBrackets(hostname)
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  const addresses = await resolve(host).catch((error: unknown) => {
    throw new OutboundError('name_not_resolved', false, { cause: error })
  })
  if (addresses.length === 0) throw new OutboundError('name_not_resolved', false)
  return addresses
}

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}

async function beforeDeadline<T>(work: Promise<T>, deadline: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const end = () => reject(new OutboundError('timeout', false))
  deadline.addEventListener('abort', end)
  try {
    return await Promise.race([work, promise])
  } finally {
    deadline.removeEventListener('abort', end)
  }
}

function postTo(
  url: URL,
  addresses: readonly ResolvedAddress[],
  { headers, body, maxBytes }: OutboundRequest,
  deadline: AbortSignal,
): Promise<Omit<OutboundResponse, 'durationMs'>> {
  const { promise, resolve, reject } = Promise.withResolvers<Omit<OutboundResponse, 'durationMs'>>()
  const send = url.protocol === 'https:' ? requestByTls : requestByHttp
  let isSent = false
  let hasResponse = false
  const outgoing: ClientRequest = send(url, {
    method: 'POST',
    agent: false,
    lookup: lookupOf(addresses),
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
  })
  outgoing.on('socket', (socket) => {
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      isSent = true
    })
  })
  const expire = () => {
    if (!hasResponse) reject(new OutboundError('timeout', isSent))
    outgoing.destroy()
  }
  deadline.addEventListener('abort', expire)
  if (deadline.aborted) expire()
  outgoing.on('error', (error) => reject(new OutboundError(codeOf(error, isSent), isSent, { cause: error })))
  outgoing.on('response', (incoming) => {
    hasResponse = true
    void readStart(incoming, maxBytes).then((text) => {
      outgoing.destroy()
      resolve({ status: incoming.statusCode ?? 0, headers: headersOf(incoming), body: text })
    })
  })
  outgoing.end(body)
  return promise.finally(() => deadline.removeEventListener('abort', expire))
}

/** Answers with the addresses that were checked, even if the name resolves differently by now. */
function lookupOf(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_hostname, options, done) => {
    if (options.all === true) done(null, [...addresses])
    else done(null, addresses[0]?.address ?? '', addresses[0]?.family)
  }
}

/** The status has arrived, so it counts: a truncated body is treated like a short one. */
async function readStart(body: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.byteLength
      if (size >= maxBytes) break
    }
  } catch {}
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, maxBytes))
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  return new Headers(
    Object.entries(headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  )
}

const tlsErrors = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO|HOSTNAME_MISMATCH)/

function codeOf(error: Error & { readonly code?: unknown }, isSent: boolean): OutboundErrorCode {
  // Several addresses that all failed produce one error, with one for each.
  const code = String(error.code ?? '')
  if (isSent) return 'interrupted'
  if (tlsErrors.test(code)) return 'tls_failed'
  return code === 'ECONNREFUSED' ? 'connection_refused' : 'connection_failed'
}

const addressWords = 'The address belongs to a network that requests are not sent to'

/** For people. The address is left out: people who may not know the network can read this. */
export function describeOutboundError(code: OutboundErrorCode): string {
  return descriptions[code]
}

const descriptions: Readonly<Record<OutboundErrorCode, string>> = {
  url_invalid: 'The URL has to begin with https:// and must not contain a password.',
  http_not_allowed: 'Plain http is only allowed to networks listed in OUTBOUND_ALLOWED_NETWORKS.',
  address_unspecified: `${addressWords}: the unspecified address.`,
  address_loopback: `${addressWords}: this machine (loopback). List it in OUTBOUND_ALLOWED_NETWORKS to allow it.`,
  address_private: `${addressWords}: a private network. List it in OUTBOUND_ALLOWED_NETWORKS to allow it.`,
  address_shared: `${addressWords}: a provider's shared network (CGNAT). List it in OUTBOUND_ALLOWED_NETWORKS to allow it.`,
  address_link_local: `${addressWords}: link-local.`,
  address_metadata: `${addressWords}: a cloud's metadata service.`,
  address_mapped: `${addressWords}: IPv4 written as IPv6.`,
  address_multicast: `${addressWords}: multicast.`,
  address_reserved: `${addressWords}: reserved.`,
  name_not_resolved: "The host's name can't be resolved.",
  connection_refused: 'The host refused the connection.',
  connection_failed: "The host can't be reached.",
  tls_failed: "The host's certificate or TLS settings aren't accepted.",
  timeout: 'The host did not respond in time.',
  interrupted: 'The connection ended before a response arrived.',
}
