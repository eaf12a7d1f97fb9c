import { Hono } from 'hono'
import { type Answer, type Call, headerOf } from '../call.ts'
import { type Bindings, door } from '../door.ts'
import type { ApiHost } from '../hosts.ts'
import type { World } from '../world/world.ts'
import { presentedToken, refuseToken } from './admit.ts'
import { answerParticipations } from './answer-participations.ts'
import { refuseApi } from './errors.ts'
import { getMarketplaceParticipations } from './operations.ts'

const longestUserAgent = 500

type Operation = (world: World, call: Call, host: ApiHost) => Answer

/** SP-API of three regions, production and sandbox. */
export function apiRoutes(world: World): Hono<Bindings> {
  const routes = new Hono<Bindings>()
  const operation = (answer: Operation) =>
    door(world, {
      at: 'sp-api',
      read: (call) => call,
      identify: (call) => ({ sellingPartnerId: callingSeller(world, call) }),
      answer: (call) => {
        if (call.host?.kind !== 'sp-api') return answerUnknown(world, call)
        const userAgent = headerOf(call, 'user-agent') ?? ''
        if (userAgent.length > longestUserAgent) {
          return refuseApi('S12', `the user-agent is longer than ${longestUserAgent} characters`)
        }
        return answer(world, call, call.host)
      },
    })
  routes.get(getMarketplaceParticipations.path, operation(answerParticipations))
  routes.all('*', operation(answerUnknown))
  return routes
}

/** Unknown paths are refused like missing roles; the token path as the old gateway did. */
function answerUnknown(world: World, call: Call): Answer {
  if (call.path.toLowerCase() === '/auth/o2/token') {
    return { ...refuseApi('S7', 'the token endpoint is at api.amazon.com'), row: 'L11' }
  }
  return (
    refuseToken(world, call, presentedToken(world, call)) ??
    refuseApi('S6', `no operation ${call.method} ${call.path.slice(0, 200)}`)
  )
}

function callingSeller(world: World, call: Call): string | null {
  const token = presentedToken(world, call)
  return token === null
    ? null
    : (world.authorizations.grantByNumber(token.grant)?.authorization.sellingPartnerId ?? null)
}
