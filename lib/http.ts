/** A request as plain data: built by one function, judged by another, sent here. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
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
 * Why there is no response. `not-sent`: the server never saw the request, so it can be sent again.
 * `interrupted` and `timeout`: it may have been acted upon. `too-large`: it answered more than we read.
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
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** Sends once. Follows no redirect. The error keeps a code only: fetch's own carries what was sent. */
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
    const body = await readAtMost(response, maxBytes)
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

async function readAtMost(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  let size = 0
  let text = ''
  for await (const chunk of response.body) {
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
  if (error instanceof Error && error.name === 'TimeoutError') return new HttpError('timeout', 'TIMEOUT')
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'UNKNOWN'
  return new HttpError(notSent.has(code) ? 'not-sent' : 'interrupted', code)
}
