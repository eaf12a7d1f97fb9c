import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '#lib/errors.ts'
import { problemContentType, toProblemDetails } from '#lib/problem-details.ts'
import { isTokenPath, tokenHeaders, toTokenError } from '#lib/token-errors.ts'
import { replaceResponse } from './replace-response.ts'

/** The addresses that proxy.ts passes on. */
const apiPaths = /^\/(api\/v1\/|(?:auth\/[oO]2\/token|mcp)$)/

/**
 * A program whose request can't be passed on to the api gets a failure in the api's own format: Next would answer with
 * three words and a status that blames this server. The same applies when a proxy in front of the api answers with a
 * page.
 */
export function answerAbsentApi(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const [path = ''] = (request.url ?? '').split('?', 1)
    if (!apiPaths.test(path)) return
    replaceResponse(response, (beginning) => (isFromApi(response, beginning) ? null : absence(path)))
  })
}

/**
 * Only the api fails with problem details, and its token endpoint with errors that name our request. When it breaks off
 * after its headers, Next's words replace its body.
 */
function isFromApi(response: ServerResponse, beginning: unknown): boolean {
  if (response.statusCode === 500 && beginning === nextsWords) return false
  const type = String(response.getHeader('content-type') ?? '')
  if (response.statusCode < 500 || type.startsWith(problemContentType)) return true
  return response.hasHeader('x-amzn-errortype')
}

const nextsWords = 'Internal Server Error'

function absence(path: string) {
  if (isTokenPath(path)) {
    const { status, body } = toTokenError(new AppError('api_unreachable'), crypto.randomUUID())
    return { status, headers: { ...tokenHeaders, 'Retry-After': '5' }, body: JSON.stringify(body) }
  }
  const problem = toProblemDetails(new AppError('api_unreachable'), crypto.randomUUID())
  return {
    status: problem.status,
    headers: { 'Content-Type': problemContentType, 'Cache-Control': 'no-store', 'Retry-After': '5' },
    body: JSON.stringify(problem),
  }
}
