import { Hono } from 'hono'
import { AppError } from '#lib/errors.ts'
import { createRateLimits, type RateLimits } from '#lib/keys/rate-limits.ts'
import { answerMetrics } from '#lib/metrics/serve.ts'
import { checkReadiness } from '#lib/readiness.ts'
import type { Secret } from '#lib/secret.ts'
import type { Services } from '#lib/services.ts'
import { isTokenPath, tokenPaths } from '#lib/token-errors.ts'
import type { VendCounts } from '#lib/tokens/vend-counts.ts'
import { type AnyRequest, type ApiEnv, respond, respondWithProblem } from './http.ts'
import { answerMcp, mcpPath } from './mcp/endpoint.ts'
import { describeApi } from './openapi.ts'
import { referencePaths } from './reference.ts'
import { type AddressSettings, createAddressReader, createRefusedKeys } from './refused-keys.ts'
import { answerToken, respondWithTokenError } from './token/endpoint.ts'
import { routes } from './v1/routes.ts'
import { createDirectVend, type DirectListener } from './v1/vend.ts'

/** Needs no key: it contains nothing secret. */
const documentPath = '/api/v1/openapi.json'

export interface ApiSettings extends AddressSettings {
  /** Opens `/metrics`. Null: there are no metrics. */
  readonly metricsToken?: Secret | null
  /** Of each key in all processes, on average over ten seconds. Null: no limit. */
  readonly requestsPerSecond?: number | null
}

export interface Api {
  /** Every route of the table. */
  readonly hono: Hono<ApiEnv>
  /** Gets each request first, and answers it or leaves it to Hono. */
  readonly vendDirectly: DirectListener
  /** The rate limits of keys, which the processes of the API share. */
  readonly limits: RateLimits
}

/** The API for programs. No CORS: browsers have no business here. */
export function createApi(
  services: Services,
  counts: VendCounts,
  { metricsToken = null, requestsPerSecond = null, ...addresses }: ApiSettings,
): Api {
  const api = new Hono<ApiEnv>()
  const addressOf = createAddressReader(services, addresses)
  const refusedKeys = createRefusedKeys(services)
  const limits = createRateLimits(services, requestsPerSecond)
  const begin = (c: AnyRequest) => {
    c.set('requestId', crypto.randomUUID())
    c.set('address', addressOf(c))
    c.set('limits', limits)
  }
  api.use(async (c, next) => {
    begin(c)
    await next()
    const keyId = c.get('keyId')
    if (keyId !== undefined) counts.note(keyId, c.get('address'))
  })
  // This process responds, and the database responds and accepts writes. Neither response says anything else.
  api.get('/healthz', (c) => respond(c, { status: 'ok' }))
  api.get('/readyz', async (c) => {
    const status = await checkReadiness(services)
    return respond(c, { status }, status === 'ok' ? 200 : 503)
  })
  if (metricsToken !== null) {
    api.get('/metrics', async (c) => {
      const { status, headers, text } = await answerMetrics(
        metricsToken,
        c.req.header('authorization') ?? null,
      )
      return new Response(text, { status, headers })
    })
  }
  for (const { method, path, handle } of routes) {
    api[method](toHonoPath(path), (c) => handle(c, { services, counts }))
  }
  for (const path of tokenPaths) api.post(path, (c) => answerToken(c, { services, counts }))
  api.post(mcpPath, (c) => answerMcp(c, { services, counts }))
  const document = describeApi(services.settings.appUrl)
  api.get(documentPath, (c) => respond(c, document))
  for (const [path, answer] of Object.entries(referencePaths)) api.get(path, answer)
  for (const [path, headers] of allowedMethods()) {
    api.all(toHonoPath(path), (c) =>
      respondWithProblem(c, new AppError('method_not_allowed'), services, headers),
    )
  }
  api.notFound((c) => respondWithProblem(c, new AppError('not_found'), services))
  api.onError((error, c) => {
    const counted = refusedKeys.count(c, error)
    const isTokenRequest = c.req.method === 'POST' && isTokenPath(c.req.path)
    return isTokenRequest
      ? respondWithTokenError(c, counted, services)
      : respondWithProblem(c, counted, services)
  })
  return { hono: api, vendDirectly: createDirectVend({ services, counts, refusedKeys, begin }), limits }
}

/** Every address, with the methods that it accepts. */
function allowedMethods(): (readonly [string, { readonly Allow: string }])[] {
  const others = [
    ...[documentPath, ...Object.keys(referencePaths)].map((path) => ({ path, method: 'get' })),
    ...[mcpPath, ...tokenPaths].map((path) => ({ path, method: 'post' })),
  ]
  const byPath = Map.groupBy([...routes, ...others], ({ path }) => path)
  return [...byPath].map(([path, same]) => {
    const methods = same.flatMap(({ method }) =>
      method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
    )
    return [path, { Allow: methods.join(', ') }]
  })
}

/** Hono writes a parameter as `:id`. */
function toHonoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}
