import { Hono } from 'hono'
import { AppError } from '#lib/errors.ts'
import type { Services } from '#lib/services.ts'
import type { VendCounts } from '#lib/tokens/vend-counts.ts'
import { type Door, respondWithProblem } from './answer.ts'
import { healthDoor } from './health.ts'
import { describeApi } from './openapi.ts'
import { type AddressSettings, createRefusedKeys } from './refused-keys.ts'
import { respond } from './respond.ts'
import { applicationsDoor } from './v1/applications.ts'
import { authorizationsDoor } from './v1/authorizations.ts'
import { grantlessDoor } from './v1/grantless.ts'
import { restrictedDoor } from './v1/restricted.ts'
import { routes } from './v1/routes.ts'
import { vendDoor } from './v1/vend.ts'

/** Takes no key: it holds nothing that is not public. */
const documentRoute = { path: '/api/v1/openapi.json', method: 'get' } as const

/** The door for programs. No CORS: browsers have no business here. */
export function createApi(services: Services, counts: VendCounts, addresses: AddressSettings): Hono<Door> {
  const api = new Hono<Door>()
  const refusedKeys = createRefusedKeys(services, addresses)
  api.use((c, next) => {
    c.set('requestId', crypto.randomUUID())
    return next()
  })
  api.route('/', healthDoor(services))
  api.route('/api/v1/authorizations', vendDoor(services, counts))
  api.route('/api/v1/authorizations', restrictedDoor(services, counts))
  api.route('/api/v1/authorizations', authorizationsDoor(services, counts))
  api.route('/api/v1/applications', grantlessDoor(services, counts))
  api.route('/api/v1/applications', applicationsDoor(services, counts))
  const document = describeApi(services.settings.appUrl)
  api.get(documentRoute.path, () => respond(document))
  // Another method is told which one the address takes.
  for (const { path, method } of [...routes, documentRoute]) {
    const headers = { Allow: method === 'get' ? 'GET, HEAD' : 'POST' }
    api.all(path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) =>
      respondWithProblem(c, new AppError('method_not_allowed'), services, headers),
    )
  }
  api.notFound((c) => respondWithProblem(c, new AppError('not_found'), services))
  api.onError((error, c) => respondWithProblem(c, refusedKeys.judge(c, error), services))
  return api
}
