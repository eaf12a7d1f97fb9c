import type { HttpBindings } from '@hono/node-server'
import type { Context as HonoContext } from 'hono'
import type { z } from 'zod'
import type { Context } from '#lib/context.ts'
import { AppError, type ErrorCode, isAppError } from '#lib/errors.ts'
import { etagOf, isKnown } from '#lib/etag.ts'
import { identifyKey } from '#lib/keys/identify.ts'
import type { RateLimitHeaders, RateLimits } from '#lib/keys/rate-limits.ts'
import { problemContentType, toProblemDetails } from '#lib/problem-details.ts'
import { maskAndCut, Secret } from '#lib/secret.ts'
import type { Services } from '#lib/services.ts'
import { isStorable } from '#lib/storable-text.ts'
import type { KeyActor } from '#lib/tokens/require-key.ts'

/**
 * Hono's facts about a request: the connection that it came by, and the id that names it in its response and the log.
 */
export interface ApiEnv {
  readonly Bindings: Partial<HttpBindings>
  /** `keyId`: of the accepted key. `address`: where the request comes from; null: unknown. */
  readonly Variables: {
    readonly requestId: string
    readonly address: string | null
    readonly keyId?: string
    /** The public part of the presented key, accepted or not. */
    readonly keyPrefix?: string
    readonly limits: RateLimits
    /** The headers of the key's limit, once it is known. */
    readonly rateLimit?: RateLimitHeaders
  }
}

export type ApiRequest = HonoContext<ApiEnv>

/** What a request has in common whether Hono holds it or the direct listener of `v1/vend.ts` does. */
export interface AnyRequest {
  readonly env: Partial<HttpBindings>
  readonly req: { readonly path: string; header(name: string): string | undefined }
  get<Name extends keyof ApiEnv['Variables']>(name: Name): ApiEnv['Variables'][Name]
  set<Name extends keyof ApiEnv['Variables']>(name: Name, value: ApiEnv['Variables'][Name]): void
}

/** A response that isn't yet one of Hono's or Node's. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** The key in `Authorization: Bearer <key>`. */
export function presentedKey(c: AnyRequest): Secret {
  const key = /^Bearer +([^\s]{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (key === undefined) throw new AppError('api_key_missing')
  return presented(c, key)
}

/**
 * A key anywhere in the request; its public part is noted for the log of refused keys. Throws `rate_limit_exceeded` for
 * a key that is known to be beyond its limit.
 */
export function presented(c: AnyRequest, text: string): Secret {
  const prefix = /^ghk_[0-9a-f]{12}(?=_)/.exec(text)?.[0]
  if (prefix !== undefined) c.set('keyPrefix', prefix)
  const key = new Secret(text)
  withRateLimit(c, (limits) => limits.requireUnspent(key))
  return key
}

/** Counts one more request of a key that was accepted. Throws `rate_limit_exceeded`. */
export function countRequest(c: AnyRequest, keyId: string, key: Secret): void {
  const headers = withRateLimit(c, (limits) => limits.take(keyId, key))
  if (headers !== null) c.set('rateLimit', headers)
  c.set('keyId', keyId)
}

function withRateLimit<T>(c: AnyRequest, ask: (limits: RateLimits) => T): T {
  try {
    return ask(c.get('limits'))
  } catch (error) {
    if (isAppError(error)) c.set('rateLimit', error.details.headers as RateLimitHeaders)
    throw error
  }
}

/**
 * The context of the API key in the request, by default its bearer token. Throws `api_key_missing`,
 * `rate_limit_exceeded`, and the errors of `identifyKey`.
 */
export async function keyContext(
  services: Services,
  c: ApiRequest,
  key: Secret = presentedKey(c),
): Promise<Context & { readonly actor: KeyActor }> {
  const address = c.get('address')
  const actor = await identifyKey({ ...services, address }, key)
  countRequest(c, actor.keyId, key)
  return { ...services, actor, requestId: c.get('requestId'), address }
}

/**
 * The JSON body; undefined without one. A body of unknown length was given a length by the server (`serve.ts`).
 */
export async function readBody(c: ApiRequest, mostBytes: number): Promise<unknown> {
  const length = Number(c.req.header('content-length') ?? 0)
  if (length === 0) return undefined
  if (length > mostBytes) throw new AppError('body_too_large', { length })
  try {
    return JSON.parse(await c.req.text())
  } catch {
    throw new AppError('body_unreadable')
  }
}

/** The body as a file. Throws `body_too_large`. */
export async function readFileBody(c: ApiRequest, mostBytes: number): Promise<Uint8Array> {
  const length = Number(c.req.header('content-length') ?? 0)
  if (length > mostBytes) throw new AppError('body_too_large', { length })
  return new Uint8Array(await c.req.arrayBuffer())
}

/** Null without a key: then each request counts. */
export function readIdempotencyKey(c: ApiRequest): string | null {
  return c.req.header('idempotency-key') ?? null
}

/** The parameters of an address, each allowed once. */
export function readQuery(c: ApiRequest): Readonly<Record<string, string | undefined>> {
  const entries = Object.entries(c.req.queries()).map(([name, values]) => {
    if (values.length > 1) throw new AppError('parameter_repeated', { field: maskAndCut(name, 100) })
    const [value = ''] = values
    if (!isStorable(value)) throw new AppError('input_invalid', { field: maskAndCut(name, 100) })
    return [name, value]
  })
  return Object.fromEntries(entries)
}

/**
 * Parses a request. Throws `parameter_unknown`, or the code of the invalid field, with the `field` as it is written in
 * JavaScript, such as `restrictedResources[0].path`, and the `allowed` values if there is a list of them.
 */
export function parseInput<Shape extends z.ZodType>(
  shape: Shape,
  input: unknown,
  codes: Readonly<Record<string, ErrorCode>>,
  otherwise: ErrorCode,
): z.output<Shape> {
  const parsed = shape.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = issue?.path ?? []
  if (issue?.code === 'unrecognized_keys') {
    throw new AppError('parameter_unknown', { field: spell([...path, issue.keys[0] ?? '']) })
  }
  const code = codes[String(path[0])] ?? otherwise
  throw new AppError(code, {
    ...(path.length > 0 && { field: spell(path) }),
    ...(issue?.code === 'invalid_value' && { allowed: issue.values }),
  })
}

function spell(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  return maskAndCut(text.replace(/^\./, ''), 100)
}

const fixedHeaders = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/** JSON for a program, never to be stored. */
export function toReply(
  c: AnyRequest,
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { ...fixedHeaders, ...c.get('rateLimit'), ...headers },
    text: JSON.stringify(value),
  }
}

/**
 * One response with all of its headers: whatever changes it afterwards makes the server build a second one, at a third
 * of the time of a warm vend.
 */
function toResponse({ status, headers, text }: Reply): Response {
  return new Response(text, { status, headers })
}

export function respond(...args: Parameters<typeof toReply>): Response {
  return toResponse(toReply(...args))
}

/**
 * One resource, with an ETag that changes with anything in it. 304 without a body if the program has this version
 * (`If-None-Match`).
 */
export function respondWithResource(c: ApiRequest, resource: object): Response {
  const etag = etagOf(resource)
  if (!isKnown(etag, c.req.header('if-none-match'))) {
    return respond(c, { ...resource, request_id: c.get('requestId') }, 200, { ETag: etag })
  }
  const { 'Content-Type': _, ...headers } = fixedHeaders
  return new Response(null, { status: 304, headers: { ...headers, ...c.get('rateLimit'), ETag: etag } })
}

/** Every error response of the API: problem details (RFC 9457), with `Retry-After` where it is known when to retry. */
export function toProblemReply(
  c: AnyRequest,
  error: unknown,
  services: Services,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const requestId = c.get('requestId')
  const problem = toProblemDetails(error, requestId)
  const { status, retry_at: retryAt } = problem
  if (status >= 500) services.log.error({ error, requestId, path: c.req.path }, 'request failed')
  return toReply(c, problem, status, {
    ...headers,
    'Content-Type': problemContentType,
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(retryAt !== undefined && { 'Retry-After': String(secondsUntil(new Date(retryAt), services.now())) }),
  })
}

export function respondWithProblem(...args: Parameters<typeof toProblemReply>): Response {
  return toResponse(toProblemReply(...args))
}

/** At least one: a program must not retry in the same moment. */
export function secondsUntil(time: Date, now: Date): number {
  return Math.max(1, Math.ceil((time.getTime() - now.getTime()) / 1_000))
}
