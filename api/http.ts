import type { HttpBindings } from '@hono/node-server'
import type { Context as HonoContext } from 'hono'
import type { z } from 'zod'
import type { Context } from '#lib/context.ts'
import { AppError, type ErrorCode } from '#lib/errors.ts'
import { identifyKey } from '#lib/keys/identify.ts'
import { problemContentType, toProblemDetails } from '#lib/problem-details.ts'
import { maskAndCut, Secret } from '#lib/secret.ts'
import type { Services } from '#lib/services.ts'
import type { KeyActor } from '#lib/tokens/require-key.ts'

/** What Hono knows of a request: the connection that it came by, and the id that names it in its response and the log. */
export interface ApiEnv {
  readonly Bindings: Partial<HttpBindings>
  readonly Variables: { readonly requestId: string }
}

export type ApiRequest = HonoContext<ApiEnv>

/** The key in `Authorization: Bearer <key>`. Throws `api_key_missing`. */
export function readBearer(header: string | undefined): Secret {
  const key = /^Bearer +([^\s]{1,200})$/i.exec(header ?? '')?.[1]
  if (key === undefined) throw new AppError('api_key_missing')
  return new Secret(key)
}

/** The context of the API key in the request. Throws `api_key_missing`, and what `identifyKey` throws. */
export async function keyContext(
  services: Services,
  c: ApiRequest,
): Promise<Context & { readonly actor: KeyActor }> {
  const actor = await identifyKey(services, readBearer(c.req.header('authorization')))
  return { ...services, actor, requestId: c.get('requestId'), address: null }
}

/**
 * The JSON body; undefined when there is none. A body of unknown length was given a length by the server (`serve.ts`).
 * Throws `body_too_large`, `body_unreadable`.
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

/** The parameters of an address, each of them once. Throws `parameter_repeated`. */
export function readQuery(c: ApiRequest): Readonly<Record<string, string | undefined>> {
  const entries = Object.entries(c.req.queries()).map(([name, values]) => {
    if (values.length > 1) throw new AppError('parameter_repeated', { field: maskAndCut(name, 100) })
    return [name, values[0]]
  })
  return Object.fromEntries(entries)
}

/**
 * What was sent, if it has this shape. Throws `parameter_unknown`, or the code of the field at fault, with the
 * `field` as it is written in JavaScript, such as `restrictedResources[0].path`, and what is `allowed` if that is a list.
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

/**
 * JSON for a program, never to be stored. One response with all of its headers: whatever changes it afterwards makes
 * the server build a second one, at a third of the time of a warm vend.
 */
export function respond(
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(value), { status, headers: { ...fixedHeaders, ...headers } })
}

/** Every error response of the API: problem details (RFC 9457), with `Retry-After` where it is known when to retry. */
export function respondWithProblem(
  c: ApiRequest,
  error: unknown,
  services: Services,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const requestId = c.get('requestId')
  const problem = toProblemDetails(error, requestId)
  const { status, retry_at: retryAt } = problem
  if (status >= 500) services.log.error({ error, requestId, path: c.req.path }, 'request failed')
  return respond(problem, status, {
    ...headers,
    'Content-Type': problemContentType,
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(retryAt !== undefined && { 'Retry-After': String(secondsUntil(retryAt, services.now())) }),
  })
}

/** At least one: a program must not retry in the same moment. */
function secondsUntil(time: string, now: Date): number {
  return Math.max(1, Math.ceil((Date.parse(time) - now.getTime()) / 1_000))
}
