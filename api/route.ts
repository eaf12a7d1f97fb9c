import { z } from 'zod'
import type { Context, Scope } from '#lib/context.ts'
import type { ErrorCode } from '#lib/errors.ts'
import { runOnce } from '#lib/keys/idempotency.ts'
import type { Services } from '#lib/services.ts'
import type { KeyActor } from '#lib/tokens/require-key.ts'
import type { VendCounts } from '#lib/tokens/vend-counts.ts'
import {
  type ApiRequest,
  keyContext,
  parseInput,
  readBody,
  readFileBody,
  readIdempotencyKey,
  readQuery,
  respond,
  respondWithResource,
} from './http.ts'

export interface RouteServices {
  readonly services: Services
  readonly counts: VendCounts
}

type ApiPath = `/api/v1/${string}`

/** What the OpenAPI document says about a route. */
interface RouteFacts {
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  /** As OpenAPI writes it, with its parameters in braces: `{id}`. */
  readonly path: ApiPath
  readonly id: string
  readonly summary: string
  readonly description: string
  /** Any of these. */
  readonly scopes: readonly [Scope, ...Scope[]]
  /** In place of a JSON body: a file in one of these types. */
  readonly file?: { readonly types: readonly string[]; readonly description: string }
  /** True if the body can be left out. */
  readonly bodyIsOptional?: true
  /** True if the response has an ETag, and `If-None-Match` can make it 304. */
  readonly hasEtag?: true
  /** True if a program can repeat the request safely with an `Idempotency-Key`. */
  readonly hasIdempotencyKey?: true
  /** Makes the status 201: what was created is at this address, followed by a slash and its id. */
  readonly createsAt?: ApiPath
}

/** One route of the API: mounted by `app.ts`, documented by `openapi.ts`. Other methods get a 405. */
export interface Route extends RouteFacts {
  readonly query: z.ZodObject
  readonly body?: z.ZodObject
  readonly answer: z.ZodObject
  /** Besides those of every route. */
  readonly errors: readonly ErrorCode[]
  handle(c: ApiRequest, { services, counts }: RouteServices): Promise<Response>
}

/** A request whose key was accepted, and whose query and body have the route's shapes. */
interface Call<Query, Body> {
  readonly ctx: Context & { readonly actor: KeyActor }
  readonly query: Query
  readonly body: Body
  /** Empty unless the route takes a file. */
  readonly file: Uint8Array
  /** The `{id}` in the path. */
  readonly id: string
  /** Another parameter of the path. */
  readonly param: (name: string) => string
  readonly counts: VendCounts
  /** Does `work` once for each `Idempotency-Key`. A repeated request gets the first answer. */
  readonly once: <Answer>(work: (tx: Context) => Promise<Answer>) => Promise<Answer>
}

/** What a schema allows to be sent, read-only. */
export type Wire<Value> = Value extends readonly (infer Item)[]
  ? readonly Wire<Item>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Wire<Value[Name]> }
    : Value

interface RouteDefinition<Query extends z.ZodObject, Body extends z.ZodObject, Answer extends z.ZodObject>
  extends RouteFacts {
  /** Left out: none. */
  readonly query?: Query
  /** Left out: none. */
  readonly body?: Body
  /** Of the body. */
  readonly mostBytes?: number
  /** The code for an invalid field of the body; left out: `body_unreadable`. */
  readonly fieldErrors?: Readonly<Record<string, ErrorCode>>
  /** Without `request_id`, which every answer has. */
  readonly answer: Answer
  /** Those of the use case. The shapes and the key have their own. */
  readonly errors: readonly ErrorCode[]
  run(call: Call<z.output<Query>, z.output<Body>>): Promise<object & Wire<z.input<Answer>>>
}

/** A query or a body that must be empty. */
export const noFields = z.strictObject({})

export const requestId = z.uuid().describe('Identifies this request in Gatehouse’s log.')

/**
 * A route for keys with one of its scopes: identifies the key, counts the request, parses query and body, runs the use
 * case and wraps its answer. A new route needs its own file and a line in `v1/routes.ts`.
 */
export function defineRoute<
  Answer extends z.ZodObject,
  Query extends z.ZodObject = typeof noFields,
  Body extends z.ZodObject = typeof noFields,
>({ run, mostBytes = 1_024, fieldErrors = {}, ...facts }: RouteDefinition<Query, Body, Answer>): Route {
  const route: Omit<Route, 'handle'> = {
    ...facts,
    query: facts.query ?? noFields,
    answer: facts.answer.extend({ request_id: requestId }),
    errors: [...new Set([...shapeErrors(facts), ...Object.values(fieldErrors), ...facts.errors])],
  }
  const read = async (c: ApiRequest): Promise<{ readonly body?: unknown; readonly file?: Uint8Array }> => {
    if (facts.file) return { file: await readFileBody(c, mostBytes) }
    if (!facts.body) return {}
    return { body: (await readBody(c, mostBytes)) ?? (facts.bodyIsOptional ? {} : undefined) }
  }
  return {
    ...route,
    handle: async (c, { services, counts }) => {
      const ctx = await keyContext(services, c)
      counts.use(ctx.actor.keyId)
      const query = parseInput(route.query, readQuery(c), {}, 'input_invalid')
      const { body: sent, file = new Uint8Array() } = await read(c)
      const body = facts.body && parseInput(facts.body, sent, fieldErrors, 'body_unreadable')
      const id = readId(c)
      let isRepeated = false as boolean
      const answer: object = await run({
        ctx,
        file,
        id,
        counts,
        param: (name) => c.req.param(name) ?? '',
        query: query as z.output<Query>,
        body: body as z.output<Body>,
        once: async (work) => {
          const content = facts.file ? Buffer.from(file).toString('base64') : JSON.stringify(sent)
          // Only its digest is stored.
          const fingerprint = `${facts.id} ${id} ${content}`
          const request = { scope: facts.scopes[0], key: readIdempotencyKey(c), fingerprint }
          const first = await runOnce(ctx, request, work)
          isRepeated = first.isRepeated
          return first.answer
        },
      })
      if (facts.hasEtag) return respondWithResource(c, answer)
      const location = facts.createsAt && `${facts.createsAt}/${'id' in answer ? answer.id : ''}`
      return respond(c, { ...answer, request_id: ctx.requestId }, location === undefined ? 200 : 201, {
        ...(location !== undefined && { Location: location }),
        ...(isRepeated && { 'Idempotency-Replayed': 'true' }),
      })
    },
  }
}

/** The authorization or the application in the route's path. */
export function readId(c: ApiRequest): string {
  return c.req.param('id') ?? ''
}

/** What a route answers because of the shapes that it has. */
function shapeErrors(route: {
  readonly query?: z.ZodObject
  readonly body?: z.ZodObject
  readonly file?: object
  readonly hasIdempotencyKey?: true
}): readonly ErrorCode[] {
  return [
    ...(route.query ? (['input_invalid'] as const) : []),
    ...(route.body ? (['body_unreadable', 'body_too_large'] as const) : []),
    ...(route.file ? (['body_too_large'] as const) : []),
    ...(route.hasIdempotencyKey ? idempotencyErrors : []),
  ]
}

const idempotencyErrors = [
  'idempotency_key_invalid',
  'idempotency_key_in_use',
  'idempotency_key_reused',
] as const satisfies readonly ErrorCode[]

/** The errors of every route. */
export const commonErrors: readonly ErrorCode[] = [
  'api_key_missing',
  'api_key_unknown',
  'api_key_revoked',
  'api_key_expired',
  'api_key_network_refused',
  'agents_stopped',
  'api_keys_refused',
  'rate_limit_exceeded',
  'not_allowed',
  'parameter_unknown',
  'parameter_repeated',
  'internal',
  'database_unavailable',
]
