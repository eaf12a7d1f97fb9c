import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { errors } from '#lib/errors.ts'
import { replaceResponse } from './replace-response.ts'

/** The addresses that proxy.ts passes on. */
const apiPaths = /^\/(api\/v1\/|auth\/o2\/token$)/

/**
 * A program whose request can't be passed on to the api gets a failure in the api's own form: Next answers it with
 * three words and a status that blames this server. The same where a proxy in front of the api answers with a page.
 */
export function answerAbsentApi(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const [path = ''] = (request.url ?? '').split('?', 1)
    if (!apiPaths.test(path)) return
    replaceResponse(response, (beginning) => (isFromApi(response, beginning) ? null : absence()))
  })
}

/** The api fails in JSON alone. When it breaks off after its headers, Next's words take the place of its body. */
function isFromApi(response: ServerResponse, beginning: unknown): boolean {
  if (response.statusCode === 500 && beginning === nextsWords) return false
  const type = String(response.getHeader('content-type') ?? '')
  return response.statusCode < 500 || type.startsWith('application/json')
}

const nextsWords = 'Internal Server Error'

function absence() {
  const { status, title, next } = errors.api_unreachable
  const failure = {
    error: 'api_unreachable',
    message: `${title}.`,
    next,
    request_id: crypto.randomUUID(),
  }
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', 'Retry-After': '5' },
    body: JSON.stringify(failure),
  }
}
