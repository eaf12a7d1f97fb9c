import { type Answer, type Call, headerOf } from '../call.ts'
import type { ApiHost } from '../hosts.ts'
import type { Application } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import { admit, checkToken } from './admit.ts'
import { refuseApi } from './errors.ts'
import type { Operation } from './operation.ts'
import { sandboxRate, withApiHeaders } from './replies.ts'

const longestUserAgent = 500

/** One call of an operation, checked in Amazon's order: token, caller, rate, request. */
export function callOperation(
  world: World,
  call: Call,
  host: ApiHost,
  operation: Operation,
  parameter: (name: string) => string,
): Answer {
  const token = checkToken(world, call)
  if ('status' in token) return token
  const elsewhere = refuseHost(host, operation)
  if (elsewhere !== null) return elsewhere
  const application = world.applications.findByNumber(token.application)
  if (application === null) return refuseApi('S2', 'the application is gone')
  const admitted = admit(world, call, host, operation, application, token)
  if ('status' in admitted) return admitted
  const sellingPartnerId = admitted.caller?.seller.sellingPartnerId ?? ''
  const throttled = throttle(world, host, operation, application, sellingPartnerId)
  if (throttled !== null) return throttled
  const body = readBody(call, operation)
  if ('status' in body) return body
  const { caller } = admitted
  const answer = operation.answer({ world, call, host, application, caller, parameter, body: body.json })
  return answer.status < 300 ? withApiHeaders(answer, host, operation) : answer
}

function refuseHost(host: ApiHost, operation: Operation): Answer | null {
  if (host.sandbox ? operation.sandbox === 'no' : operation.sandbox === 'only') {
    return refuseApi('S6', `${operation.name} is not on this host`)
  }
  if (operation.regions !== undefined && !operation.regions.includes(host.region)) {
    return refuseApi('S6', `${operation.name} is in ${operation.regions.join(', ')} only`)
  }
  return null
}

function throttle(
  world: World,
  host: ApiHost,
  operation: Operation,
  application: Application,
  sellingPartnerId: string,
): Answer | null {
  const rate = host.sandbox ? sandboxRate : operation.rate
  if (rate === null) return null
  const key = [host.host, operation.name, application.number, sellingPartnerId].join(' ')
  return world.buckets.take(key, rate) ? null : refuseApi('S10', `more than ${rate.perSecond} a second`)
}

function readBody(call: Call, operation: Operation): Answer | { readonly json: unknown } {
  if ((headerOf(call, 'user-agent') ?? '').length > longestUserAgent) {
    return refuseApi('S12', `the user-agent is longer than ${longestUserAgent} characters`)
  }
  if (operation.takesBody !== true) {
    if (call.body === '' || operation.method === 'POST') return { json: null }
    return refuseApi('S12', `a ${operation.method} request with a body`)
  }
  if (!/^application\/json\b/i.test(headerOf(call, 'content-type') ?? '')) {
    return refuseApi('S15 type', 'the Content-Type is not application/json')
  }
  try {
    return { json: JSON.parse(call.body) }
  } catch {
    return refuseApi('S12', 'the body is not JSON')
  }
}
