import { Hono } from 'hono'
import { isDatabaseReady } from '#lib/health/ready.ts'
import type { Services } from '#lib/services.ts'

/** `/healthz`: this process answers. `/readyz`: the database does, too. Neither tells anything else. */
export function healthDoor(services: Services): Hono {
  const door = new Hono()
  door.get('/healthz', (c) => c.json({ status: 'ok' }))
  door.get('/readyz', async (c) =>
    (await isDatabaseReady(services))
      ? c.json({ status: 'ok' })
      : c.json({ status: 'database_unavailable' }, 503),
  )
  return door
}
