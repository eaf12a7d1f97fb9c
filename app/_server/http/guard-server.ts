import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { limitBodies, refuseProgram } from '#lib/limit-body.ts'
import { plainProblem } from './plain-problem.ts'

/** As in next.config.mjs. Our largest field accepts 200,000 characters. */
const mostBytes = 1_048_576

/** Addresses of programs, which read JSON. */
const programs = /^\/(api\/v1\/|(?:auth\/[oO]2\/token|mcp|healthz|readyz|metrics)$)/

/** Settings that Next passes to its own parts, such as where the api listens. */
const internalHeader = /^x-middleware-/

/**
 * Prepares requests before Next sees them, and their responses afterward. For a server that doesn't listen yet.
 * `keepsReloading`: in development, pages learn about changes through Next's WebSocket.
 */
export function guardServer(server: Server, { keepsReloading = false } = {}): void {
  const listeners = server.listeners('request') as RequestListener[]
  const limited = limitBodies(
    (request, response) => {
      for (const listener of listeners) listener.call(server, request, response)
    },
    { mostBytes, refuse },
  )
  server.removeAllListeners('request')
  // Without a listener for upgrades, Node ignores that a client offers one, such as HTTP/2 without TLS (`h2c`), as
  // HTTP wants. Next's would close the connection.
  if (!keepsReloading) server.removeAllListeners('upgrade')
  // Older versions of Node don't ask. With them, development closes these connections.
  else Object.assign(server, { shouldUpgradeCallback: isReloading })
  server.on('request', (request, response) => {
    hideInternalHeaders(response)
    // The Request of fetch knows no TRACE, and Next would fail.
    if (request.method === 'TRACE') refuseMethod(response)
    else limited(withoutUpgrade(request), response)
  })
}

function isReloading({ url = '', headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket' && url.startsWith('/_next/')
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  const [path = ''] = (request.url ?? '').split('?', 1)
  if (programs.test(path)) {
    refuseProgram(request, response)
    return
  }
  const { status, headers, text } = plainProblem('form_too_large', request.headers['accept-language'] ?? null)
  response.writeHead(status, headers).end(text)
}

function refuseMethod(response: ServerResponse): void {
  const { status, headers, text } = plainProblem('method_not_allowed')
  response.writeHead(status, { ...headers, Allow: 'GET, HEAD, POST' }).end(text)
}

/** The offer was for this connection alone: the api behind the app must not get it. */
function withoutUpgrade(request: IncomingMessage): IncomingMessage {
  const { headers } = request
  if (headers.upgrade !== undefined) delete headers.connection
  delete headers.upgrade
  delete headers['http2-settings']
  return request
}

function hideInternalHeaders(response: ServerResponse): void {
  const { writeHead } = response
  response.writeHead = ((...head: Parameters<typeof writeHead>) => {
    for (const name of response.getHeaderNames()) {
      if (internalHeader.test(name)) response.removeHeader(name)
    }
    return writeHead.apply(response, head)
  }) as typeof writeHead
}
