import { z } from 'zod'
import { type ErrorCode, errors, wordingOf } from '#lib/errors.ts'
import { problemContentType } from '#lib/problem-details.ts'
import { commonErrors, type Route } from './route.ts'
import { diagnosis } from './v1/diagnoses.ts'
import { routes } from './v1/routes.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * In addition to those of the routes: for unknown paths, for other methods, and for the app when it can't reach the
 * api.
 */
const fallback: readonly ErrorCode[] = ['not_found', 'method_not_allowed', 'api_unreachable']
const codes = new Set([...fallback, ...commonErrors, ...routes.flatMap((route) => route.errors)])

/** The body of every error response (lib/problem-details.ts). */
export const problemDetails = z
  .object({
    type: z.string().describe('urn:gatehouse:error: and the code.'),
    title: z.string().describe('What happened.'),
    status: z.int(),
    detail: z.string().describe('What to do next.'),
    instance: z.string().describe('urn:uuid: and the request id.'),
    code: z.enum([...codes]).describe('Stable: programs can rely on it.'),
    request_id: z.uuid(),
    retry_at: z.iso
      .datetime()
      .optional()
      .describe('When to retry. The Retry-After header has it in seconds.'),
    field: z.string().optional().describe('The part of the request that is at fault.'),
    allowed: z.array(z.string()).optional().describe('What the field accepts.'),
    diagnosis: diagnosis.omit({ title: true }).optional().describe('What Amazon’s answer means.'),
  })
  .describe('Problem details, as RFC 9457 defines them.')

/** The table of routes as OpenAPI 3.1. */
export function describeApi(appUrl: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gatehouse',
      version: '1',
      description:
        'Tokens for the Selling Partner API, and the authorizations that they belong to, for your company’s programs. No response may be stored by caches.',
    },
    servers: [{ url: appUrl }],
    security: [{ key: [] }],
    paths: describePaths(),
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key that an administrator created at /ops/keys.',
        },
      },
      schemas: { ProblemDetails: schema(problemDetails) },
    },
  }
}

function describePaths(): Json {
  const byPath = Map.groupBy(routes, ({ path }) => path)
  return Object.fromEntries(
    [...byPath].map(([path, same]) => [
      path,
      Object.fromEntries(same.map((route) => [route.method, operation(route)])),
    ]),
  )
}

function operation(route: Route): Json {
  return {
    operationId: route.id,
    tags: [tagOf(route.path)],
    summary: route.summary,
    description: `${route.description} Scope: ${route.scopes.join(' or ')}.`,
    parameters: [
      ...pathParameters(route),
      ...queryParameters(route),
      ...idempotencyKey(route),
      ...ifNoneMatch(route),
    ],
    ...(route.body && {
      requestBody: { required: route.bodyIsOptional !== true, content: json(schema(route.body)) },
    }),
    ...(route.file && { requestBody: { required: true, content: fileContent(route.file) } }),
    responses: {
      [route.createsAt === undefined ? 200 : 201]: {
        description: 'Done.',
        headers: headersOf(route),
        content: json(schema(route.answer)),
      },
      ...(route.hasEtag && {
        304: { description: 'Unchanged since the version in If-None-Match.', headers: headersOf(route) },
      }),
      ...failures([...commonErrors, ...route.errors]),
    },
  }
}

/** The group in the reference: the first word of the path. */
function tagOf(path: string): string {
  const [, , , noun = ''] = path.split('/')
  return noun.replaceAll('-', ' ').replace(/^\w/, (letter) => letter.toUpperCase())
}

function pathParameters({ path }: Route): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }))
}

function idempotencyKey({ hasIdempotencyKey }: Route): Json[] {
  if (hasIdempotencyKey !== true) return []
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description:
        'For 24 hours, a repeated request with the same key is processed once and gets the same response.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    },
  ]
}

function ifNoneMatch({ hasEtag }: Route): Json[] {
  if (hasEtag !== true) return []
  return [
    {
      name: 'If-None-Match',
      in: 'header',
      required: false,
      description: 'The ETag that you have: 304 without a body while it is current.',
      schema: { type: 'string' },
    },
  ]
}

function header(description: string): Json {
  return { description, schema: { type: 'string' } }
}

/** As draft-ietf-httpapi-ratelimit-headers defines them. */
const limitHeaders = {
  'RateLimit-Policy': header('The number of requests (q) that the key may send per window of seconds (w).'),
  RateLimit: header('The remaining requests (r), and the seconds until the quota resets (t).'),
}

/** Of an answer, as `defineRoute` sets them. */
function headersOf({ hasEtag, createsAt, hasIdempotencyKey }: Route): Json {
  return {
    ...limitHeaders,
    ...(hasEtag && { ETag: header('Changes with the resource.') }),
    ...(createsAt !== undefined && { Location: header('The address of what was created.') }),
    ...(hasIdempotencyKey && {
      'Idempotency-Replayed': header('true: the answer to an earlier request with this Idempotency-Key.'),
    }),
  }
}

/** Of a refusal. Only an accepted key has a limit. */
function failureHeaders(status: string): Json {
  return {
    ...(status === '401' ? { 'WWW-Authenticate': header('Bearer.') } : limitHeaders),
    'Retry-After': header('Seconds until a retry makes sense, where that is known.'),
  }
}

function queryParameters({ query }: Route): Json[] {
  const { properties = {}, required = [] } = schema(query)
  return Object.entries(properties as Json).map(([name, of]) => ({
    name,
    in: 'query',
    required: (required as string[]).includes(name),
    schema: of,
  }))
}

/** One response per status, with its codes. */
function failures(codes: readonly ErrorCode[]): Json {
  const byStatus = Object.groupBy(codes, (code) => errors[code].status)
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, some = []]) => [
      status,
      {
        description: some.map((code) => `${code}: ${wordingOf(code, 'program').title}.`).join('\n\n'),
        headers: failureHeaders(status),
        content: { [problemContentType]: { schema: { $ref: '#/components/schemas/ProblemDetails' } } },
      },
    ]),
  )
}

function fileContent({ types, description }: NonNullable<Route['file']>): Json {
  return Object.fromEntries(
    types.map((type) => [type, { schema: { type: 'string', format: 'binary', description } }]),
  )
}

function json(of: Json): Json {
  return { 'application/json': { schema: of } }
}

/** A format says enough: the pattern behind it is for machines that don't know formats. */
function schema(shape: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(shape, {
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
    },
  })
  return rest
}
