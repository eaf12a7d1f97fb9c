import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Services } from '#lib/services.ts'
import { healthDoor } from './health.ts'

/** The door for programs. */
export function createApi(services: Services): Hono {
  const api = new Hono()
  api.use(secureHeaders())
  api.use(async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  api.route('/', healthDoor(services))
  api.notFound((c) => c.json({ error: 'not_found', message: 'There is nothing at this address.' }, 404))
  api.onError((error, c) => {
    services.log.error({ error, path: c.req.path }, 'request failed')
    return c.json({ error: 'internal', message: 'Something went wrong on our side. Try again later.' }, 500)
  })
  return api
}
