import { Agent, request as requestByTls } from 'node:https'
import type { Secret } from './secret.ts'

/** A request as plain data: built by one function, checked by another, sent here. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface HttpResponse {
  readonly status: number
  readonly headers: Headers
  readonly body: string
  readonly durationMs: number
}

/**
 * Why there is no response. `not-sent`: the server never received the request, so it can be sent again. `interrupted`
 * and `timeout`: it may have been processed. `too-large`: the response is longer than we read.
 */
export type HttpFailure = 'not-sent' | 'interrupted' | 'timeout' | 'too-large'

const brand = Symbol.for('gatehouse.http-error')

export class HttpError extends Error {
  readonly [brand] = true
  readonly failure: HttpFailure
  /** Node's code of the cause, such as ECONNREFUSED. Never a header or a body. */
  readonly reason: string

  constructor(failure: HttpFailure, reason: string) {
    super(`No response: ${failure} (${reason})`)
    this.name = 'HttpError'
    this.failure = failure
    this.reason = reason
  }
}

export interface SendOptions {
  readonly timeoutMs: number
  readonly maxBytes: number
}

export type Send = (request: HttpRequest, options: SendOptions) => Promise<HttpResponse>

const notSent = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_PROXY_TUNNEL',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** Sends once. Follows no redirect. The error has a code only: fetch's own contains the request. */
export const send: Send = async (request, { timeoutMs, maxBytes }) => {
  const startedAt = performance.now()
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(request.body === undefined ? {} : { body: request.body }),
    })
    const body = response.body === null ? '' : await readAtMost(response.body, maxBytes)
    return {
      status: response.status,
      headers: response.headers,
      body,
      durationMs: performance.now() - startedAt,
    }
  } catch (error) {
    throw toHttpError(error)
  }
}

/** From `HTTPS_PROXY` and `NO_PROXY`. */
export interface ProxySettings {
  /** May hold a user and a password. */
  readonly url: Secret
  /** Hosts that are contacted directly, separated by commas. */
  readonly except: string
}

/** Connects by way of the proxy. Also for libraries that send on their own, each of which needs an agent to itself. */
export function createProxyAgent({ url, except }: ProxySettings): Agent {
  // Next's types want every environment to have a NODE_ENV.
  const proxyEnv = { HTTPS_PROXY: url.expose(), NO_PROXY: except, NODE_ENV: 'production' } as const
  return new Agent({ keepAlive: true, proxyEnv })
}

/** As `send`, through a proxy that tunnels (CONNECT). Plain http, as to a simulated Amazon, is sent directly. */
export function sendThrough(proxy: ProxySettings): Send {
  const agent = createProxyAgent(proxy)
  return async (request, options) => {
    if (!request.url.startsWith('https:')) return send(request, options)
    const startedAt = performance.now()
    try {
      const response = await sendByAgent(agent, request, options)
      return { ...response, durationMs: performance.now() - startedAt }
    } catch (error) {
      throw toHttpError(error)
    }
  }
}

function sendByAgent(
  agent: Agent,
  { method, url, headers, body }: HttpRequest,
  { timeoutMs, maxBytes }: SendOptions,
): Promise<Omit<HttpResponse, 'durationMs'>> {
  const { promise, resolve, reject } = Promise.withResolvers<Omit<HttpResponse, 'durationMs'>>()
  const signal = AbortSignal.timeout(timeoutMs)
  const outgoing = requestByTls(url, { method, headers, agent, signal }, (incoming) => {
    readAtMost(incoming, maxBytes).then((text) => {
      const given = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
        values.map((value): [string, string] => [name, value]),
      )
      resolve({ status: incoming.statusCode ?? 0, headers: new Headers(given), body: text })
    }, reject)
  })
  outgoing.on('error', reject)
  outgoing.end(body)
  return promise
}

async function readAtMost(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder()
  let size = 0
  let text = ''
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > maxBytes) throw new HttpError('too-large', `more than ${maxBytes} bytes`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

export function isHttpError(error: unknown): error is HttpError {
  return typeof error === 'object' && error !== null && brand in error
}

function toHttpError(error: unknown): HttpError {
  if (isHttpError(error)) return error
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if ([error, cause].some(isTimeout)) return new HttpError('timeout', 'TIMEOUT')
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'UNKNOWN'
  return new HttpError(notSent.has(code) ? 'not-sent' : 'interrupted', code)
}

/** fetch rejects with the signal's reason; Node's client wraps it. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError'
}
