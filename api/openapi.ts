import { z } from 'zod'
import { type ErrorCode, errors, wordingOf } from '#lib/errors.ts'
import { problemContentType } from '#lib/problem-details.ts'
import { commonErrors, type Route } from './route.ts'
import { routes } from './v1/routes.ts'

type Json = Readonly<Record<string, unknown>>

/** Besides those of the routes: of paths that don't exist, of other methods, and of the app when it can't reach the api. */
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
    code: z.enum([...codes]).describe('Stable: programs can decide by it.'),
    request_id: z.uuid(),
    retry_at: z.iso.datetime().optional().describe('When to retry; Retry-After has it in seconds.'),
    field: z.string().optional().describe('The part of the request that is at fault.'),
    allowed: z.array(z.string()).optional().describe('What the field accepts.'),
    diagnosis: z
      .object({
        id: z.string(),
        certainty: z.enum(['shown', 'undecided']),
        cause: z.string(),
        who: z.string().describe('Who has to act.'),
        steps: z.array(z.string()),
        check: z.string().nullable().describe('What to look at next, where several causes fit.'),
        link: z.string(),
      })
      .optional()
      .describe('What Amazon’s answer means.'),
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
        'Tokens for the Selling Partner API, for the programs of a company. No answer may be stored on its way.',
    },
    servers: [{ url: appUrl }],
    security: [{ key: [] }],
    paths: Object.fromEntries(routes.map((route) => [route.path, { [route.method]: operation(route) }])),
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key that an administrator made at /ops/keys.',
        },
      },
      schemas: { ProblemDetails: schema(problemDetails) },
    },
  }
}

function operation(route: Route): Json {
  return {
    operationId: route.id,
    summary: route.summary,
    description: `${route.description} Right: ${route.scopes.join(' or ')}.`,
    parameters: [...pathParameters(route), ...queryParameters(route)],
    ...(route.body && {
      requestBody: { required: route.bodyIsOptional !== true, content: json(schema(route.body)) },
    }),
    responses: {
      200: { description: 'Done.', content: json(schema(route.answer)) },
      ...failures([...commonErrors, ...route.errors]),
    },
  }
}

function pathParameters({ path }: Route): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }))
}

function queryParameters({ query }: Route): Json[] {
  const { properties = {}, required = [] } = query ? schema(query) : {}
  return Object.entries(properties as Json).map(([name, of]) => ({
    name,
    in: 'query',
    required: (required as string[]).includes(name),
    schema: of,
  }))
}

/** One response for each status, which names its codes. */
function failures(codes: readonly ErrorCode[]): Json {
  const byStatus = Object.groupBy(codes, (code) => errors[code].status)
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, some = []]) => [
      status,
      {
        description: some.map((code) => `${code}: ${wordingOf(code, 'program').title}.`).join('\n\n'),
        content: { [problemContentType]: { schema: { $ref: '#/components/schemas/ProblemDetails' } } },
      },
    ]),
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
