import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Handler } from 'hono'
import { answerFault, changeBody, isLost, waitFor } from './apply-fault.ts'
import type { Answer, Call } from './call.ts'
import type { Endpoint } from './world/fault-places.ts'
import type { Fault, Target } from './world/faults.ts'
import type { ReceivedRequest } from './world/received.ts'
import type { World } from './world/world.ts'

export interface Bindings {
  Bindings: HttpBindings
  Variables: { call: Call; recorded: ReceivedRequest | null }
}

export interface Route<Read> {
  /** The name by which faults find it; null if no fault applies. */
  readonly at: Endpoint | null
  readonly read: (call: Call) => Read
  /** The seller that the request concerns, so that a fault can apply to one seller. */
  readonly identify?: (read: Read) => Partial<Target>
  readonly answer: (call: Call, read: Read, faults: readonly Fault[]) => Answer | Promise<Answer>
}

/** One endpoint of Amazon's: reads, applies faults, answers, and records the result. */
export function route<Read>(world: World, place: Route<Read>): Handler<Bindings> {
  return async (c) => {
    const call = c.get('call')
    const read = place.read(call)
    const faults = place.at === null ? [] : world.faults.apply(target(call, place.at, place.identify?.(read)))
    for (const fault of faults) await waitFor(fault)
    if (isLost(faults, 'before')) return lose(world, c.get('recorded'), faults, c.env)
    const intact = answerFault(call, faults, world.faults) ?? (await place.answer(call, read, faults))
    const answer = dated(call, changeBody(intact, faults, world.faults))
    const recorded = c.get('recorded')
    if (recorded !== null) world.received.answered(recorded, answer)
    if (isLost(faults, 'after')) return lose(world, recorded, faults, c.env)
    if (faults.some((fault) => fault.kind === 'truncated-body')) return truncate(answer, c.env)
    return new Response(call.method === 'HEAD' ? null : answer.body, {
      status: answer.status,
      headers: answer.headers,
    })
  }
}

/** Amazon's dates follow the simulated clock, so that a client can experience a skew. */
function dated(call: Call, answer: Answer): Answer {
  const date = new Date(call.at).toUTCString()
  const headers = { ...answer.headers, Date: date, ...(call.host?.kind === 'lwa' && { 'X-Amz-Date': date }) }
  return { ...answer, headers }
}

function target(call: Call, at: Endpoint, known: Partial<Target> = {}): Target {
  return { at, host: call.host?.host ?? '', sellingPartnerId: null, grantType: null, ...known }
}

/** The connection ends without a response, immediately or only when the client gives up. */
function lose(
  world: World,
  recorded: ReceivedRequest | null,
  faults: readonly Fault[],
  env: HttpBindings,
): Response | Promise<Response> {
  const kind = faults.some((fault) => fault.kind === 'reset') ? 'reset' : 'hang'
  if (recorded !== null) world.received.lost(recorded, `a fault: ${kind}`)
  if (kind === 'reset') {
    const { socket } = env.incoming
    // Node resets a connection only where it isn't encrypted.
    if ('encrypted' in socket) socket.destroy()
    else socket.resetAndDestroy()
    return RESPONSE_ALREADY_SENT
  }
  return new Promise((resolve) => env.outgoing.once('close', () => resolve(RESPONSE_ALREADY_SENT)))
}

/** Promises the whole body, sends half of it, and ends the connection. */
function truncate(answer: Answer, env: HttpBindings): Response {
  const body = Buffer.from(answer.body)
  env.outgoing.writeHead(answer.status, { ...answer.headers, 'Content-Length': String(body.length) })
  env.outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => env.outgoing.destroy())
  return RESPONSE_ALREADY_SENT
}
