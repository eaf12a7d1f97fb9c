import { Hono } from 'hono'
import type { Answer, Call } from '../call.ts'
import { type Bindings, route } from '../route.ts'
import type { World } from '../world/world.ts'
import { checkToken, presentedToken } from './admit.ts'
import { callOperation } from './call-operation.ts'
import { allOperations } from './catalog-operations.ts'
import { refuseApi } from './errors.ts'
import type { Operation } from './operation.ts'
import { readPath } from './read-path.ts'
import type { StaticSandbox } from './static-sandbox.ts'

/** SP-API of three regions, production and sandbox. */
export function apiRoutes(world: World, sandbox: StaticSandbox): Hono<Bindings> {
  const routes = new Hono<Bindings>()
  const at = (answer: (call: Call) => Answer) =>
    route(world, {
      at: 'sp-api',
      read: (call) => call,
      identify: (call) => ({ sellingPartnerId: callingSeller(world, call) }),
      answer,
    })
  const known = (operation: Operation) =>
    at((call) => {
      const { host } = call
      if (host?.kind !== 'sp-api') return answerUnknown(world, call)
      return callOperation(world, call, host, operation, readPath(operation.path, call.path))
    })
  for (const operation of allOperations(sandbox))
    routes.on(operation.method, operation.path, known(operation))
  routes.all(
    '*',
    at((call) => answerUnknown(world, call)),
  )
  return routes
}

/** Unknown paths are refused like missing roles; the token path like the old gateway did. */
function answerUnknown(world: World, call: Call): Answer {
  if (call.path.toLowerCase() === '/auth/o2/token') {
    return { ...refuseApi('S7', 'the token endpoint is at api.amazon.com'), row: 'L11' }
  }
  const token = checkToken(world, call)
  return 'status' in token ? token : refuseApi('S6', `no operation ${call.method} ${call.path.slice(0, 200)}`)
}

function callingSeller(world: World, call: Call): string | null {
  const token = presentedToken(world, call)
  if (token === null || token.kind === 'grantless') return null
  return world.authorizations.grantByNumber(token.grant)?.authorization.sellingPartnerId ?? null
}
