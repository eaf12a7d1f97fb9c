import { Hono } from 'hono'
import type { Answer } from '../call.ts'
import { type Bindings, route } from '../route.ts'
import type { World } from '../world/world.ts'
import { answerToken } from './answer-token.ts'
import { htmlPage } from './headers.ts'
import { readTokenParameters, type TokenParameters } from './read-parameters.ts'

const tokenPaths = ['/auth/o2/token', '/auth/O2/token']

/** Login with Amazon: one path, one method; everything else is a web server's page. */
export function lwaRoutes(world: World): Hono<Bindings> {
  const routes = new Hono<Bindings>()
  routes.on(
    'POST',
    tokenPaths,
    route(world, {
      at: 'token',
      read: readTokenParameters,
      identify: (read) => identify(world, read),
      answer: (_call, read, faults) => answerToken(world, read, faults),
    }),
  )
  const page = (answer: () => Answer) => route(world, { at: null, read: () => null, answer })
  routes.on(['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'], tokenPaths, page(notAllowed))
  routes.all('*', page(notFound))
  return routes
}

function identify(world: World, read: TokenParameters) {
  const code = read.values.get('code')
  const refreshToken = read.values.get('refresh_token')
  const authorization =
    (code !== undefined && world.authorizations.findCode(code)?.authorization) ||
    (refreshToken !== undefined && world.authorizations.findGrant(refreshToken)?.authorization) ||
    null
  return {
    sellingPartnerId: authorization?.sellingPartnerId ?? null,
    grantType: read.values.get('grant_type') ?? null,
  }
}

const notAllowed = (): Answer => ({
  status: 405,
  ...htmlPage(405, 'Not Allowed'),
  row: 'L10',
  reason: 'the token endpoint takes POST only; a redirect turns POST into GET',
})

const notFound = (): Answer => ({
  status: 404,
  ...htmlPage(404, 'Not Found'),
  row: 'L12',
  reason: 'the token endpoint is POST /auth/o2/token',
})
