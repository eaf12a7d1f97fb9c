import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

const streams = /^\/(ops|connect)\/events$/
const header = 'x-gatehouse-stream'
const key = Symbol.for('gatehouse.live-responses')
const shared = globalThis as { [key]?: Map<string, ServerResponse> }

shared[key] ??= new Map()
const responses = shared[key]

/**
 * From now on, the route of a stream knows Node's own response. Next hides it, and with it two things: a client that
 * reads nothing can only be dropped by breaking its connection, and a client that disconnects before Next sends the
 * first byte is never reported.
 */
export function noteStreams(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    delete request.headers[header]
    const [path = ''] = (request.url ?? '').split('?', 1)
    if (!streams.test(path)) return
    const id = crypto.randomUUID()
    request.headers[header] = id
    responses.set(id, response)
    response.once('close', () => responses.delete(id))
  })
}

/** Null: the client has disconnected, or the server doesn't report its requests. */
export function responseOf({ headers }: Pick<Request, 'headers'>): ServerResponse | null {
  return responses.get(headers.get(header) ?? '') ?? null
}
