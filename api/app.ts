import { Hono } from 'hono'
import { AppError } from '#lib/errors.ts'
import { checkReadiness } from '#lib/readiness.ts'
import type { Services } from '#lib/services.ts'
import type { VendCounts } from '#lib/tokens/vend-counts.ts'
import { type ApiEnv, respond, respondWithProblem } from './http.ts'
import { describeApi } from './openapi.ts'
import { type AddressSettings, createRefusedKeys } from './refused-keys.ts'
import { routes } from './v1/routes.ts'

/** Takes no key: it holds nothing that is not public. */
const documentPath = '/api/v1/openapi.json'

/** The API for programs, with every route of the table. No CORS: browsers have no business here. */
export function createApi(services: Services, counts: VendCounts, addresses: AddressSettings): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>()
  const refusedKeys = createRefusedKeys(services, addresses)
  api.use((c, next) => {
    c.set('requestId', crypto.randomUUID())
    return next()
  })
  // This process answers; the database answers and takes writes. Neither response says anything else.
  api.get('/healthz', () => respond({ status: 'ok' }))
  api.get('/readyz', async () => {
    const status = await checkReadiness(services)
    return respond({ status }, status === 'ok' ? 200 : 503)
  })
  for (const { method, path, handle } of routes) {
    api[method](toHonoPath(path), (c) => handle(c, { services, counts }))
  }
  const document = describeApi(services.settings.appUrl)
  api.get(documentPath, () => respond(document))
  for (const { path, method } of [...routes, { path: documentPath, method: 'get' }]) {
    const headers = { Allow: method === 'get' ? 'GET, HEAD' : 'POST' }
    api.all(toHonoPath(path), (c) =>
      respondWithProblem(c, new AppError('method_not_allowed'), services, headers),
    )
  }
  api.notFound((c) => respondWithProblem(c, new AppError('not_found'), services))
  api.onError((error, c) => respondWithProblem(c, refusedKeys.judge(c, error), services))
  return api
}

/** Hono writes a parameter as `:id`. */
function toHonoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}
