import { Hono } from 'hono'
import { htmlPage } from '../lwa/headers.ts'
import { type Bindings, route } from '../route.ts'
import type { World } from '../world/world.ts'
import { profileConsent } from './profile-consent.ts'

/** Amazon's customer sign-in hosts, as far as developers get to them by mistake. */
export function accountRoutes(world: World): Hono<Bindings> {
  const routes = new Hono<Bindings>()
  routes.on(
    ['GET', 'POST'],
    '/ap/oa',
    route(world, {
      at: null,
      read: (call) => new URLSearchParams(call.method === 'POST' ? call.body : call.query),
      answer: (call, input) => profileConsent(world, call, input),
    }),
  )
  routes.all(
    '*',
    route(world, {
      at: null,
      read: () => null,
      answer: () => ({ status: 404, ...htmlPage(404, 'Not Found') }),
    }),
  )
  return routes
}
