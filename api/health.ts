import { Hono } from 'hono'
import { checkReadiness } from '#lib/readiness.ts'
import type { Services } from '#lib/services.ts'
import { respond } from './respond.ts'

/** `/healthz`: this process answers. `/readyz`: the database answers and takes writes. Neither says anything else. */
export function healthDoor(services: Services): Hono {
  const door = new Hono()
  door.get('/healthz', () => respond({ status: 'ok' }))
  door.get('/readyz', async () => {
    const status = await checkReadiness(services)
    return respond({ status }, status === 'ok' ? 200 : 503)
  })
  return door
}
