import { Hono } from 'hono'
import { AppError } from '#lib/errors.ts'
import type { Services } from '#lib/services.ts'
import type { VendCounts } from '#lib/tokens/vend-counts.ts'
import { answerFailure, type Door } from './answer.ts'
import { healthDoor } from './health.ts'
import { authorizationsDoor } from './v1/authorizations.ts'
import { vendDoor } from './v1/vend.ts'

/** What each address takes; another method is told so. */
const methods = {
  '/api/v1/authorizations': 'GET, HEAD',
  '/api/v1/authorizations/:id/access-token': 'POST',
} as const

/** The door for programs. No CORS: browsers have no business here. */
export function createApi(services: Services, counts: VendCounts): Hono<Door> {
  const api = new Hono<Door>()
  api.use((c, next) => {
    c.set('requestId', crypto.randomUUID())
    return next()
  })
  api.route('/', healthDoor(services))
  api.route('/api/v1/authorizations', vendDoor(services, counts))
  api.route('/api/v1/authorizations', authorizationsDoor(services, counts))
  for (const [path, allowed] of Object.entries(methods)) {
    api.all(path, (c) => answerFailure(c, new AppError('method_not_allowed'), services, { Allow: allowed }))
  }
  api.notFound((c) => answerFailure(c, new AppError('not_found'), services))
  api.onError((error, c) => answerFailure(c, error, services))
  return api
}
