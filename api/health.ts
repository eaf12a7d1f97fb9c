import { Hono } from 'hono'
import { isDatabaseReady } from '#lib/health/ready.ts'
import type { Services } from '#lib/services.ts'
import { respond } from './respond.ts'

/** `/healthz`: this process answers. `/readyz`: the database does, too. Neither tells anything else. */
export function healthDoor(services: Services): Hono {
  const door = new Hono()
  door.get('/healthz', () => respond({ status: 'ok' }))
  door.get('/readyz', async () =>
    (await isDatabaseReady(services))
      ? respond({ status: 'ok' })
      : respond({ status: 'database_unavailable' }, 503),
  )
  return door
}
