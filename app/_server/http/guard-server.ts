import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { ErrorCode } from '#lib/errors.ts'
import { type BodyRefusal, limitBodies, refuseProgram } from '#lib/limit-body.ts'
import { isForm, readForm } from './form-body.ts'
import { plainProblem } from './plain-problem.ts'
import { isRouterState } from './router-state.ts'

/** As in next.config.mjs. Our largest field accepts 200,000 characters. */
const mostBytes = 1_048_576

/** Addresses of programs, which read JSON. */
const programs = /^\/(api\/v1\/|(?:auth\/[oO]2\/token|mcp|healthz|readyz|metrics)$)/

/** Files that Next serves without our code. */
const staticFiles = /^\/(?:_next\/static\/.*|[\w-]+\.(?:ico|png|svg|txt|webmanifest))$/

/** Settings that Next passes to its own parts, such as where the api listens. */
const internalHeader = /^x-middleware-/

/**
 * Prepares requests before Next sees them, and their responses afterward. For a server that doesn't listen yet.
 * `keepsReloading`: in development, pages learn about changes through Next's WebSocket.
 */
export function guardServer(server: Server, { keepsReloading = false } = {}): void {
  const listeners = server.listeners('request') as RequestListener[]
  const pass: RequestListener = (request, response) => {
    for (const listener of listeners) listener.call(server, request, response)
  }
  const limited = limitBodies((request, response) => guard(request, response, pass), { mostBytes, refuse })
  server.removeAllListeners('request')
  // Without a listener for upgrades, Node ignores that a client offers one, such as HTTP/2 without TLS (`h2c`), as
  // HTTP wants. Next's would close the connection.
  if (!keepsReloading) server.removeAllListeners('upgrade')
  // Older versions of Node don't ask. With them, development closes these connections.
  else Object.assign(server, { shouldUpgradeCallback: isReloading })
  server.on('request', (request, response) => {
    hideInternalHeaders(response)
    // The Request of fetch knows no TRACE, and Next would fail.
    if (request.method === 'TRACE') refuseMethod(response, 'GET, HEAD, POST')
    else limited(withoutUpgrade(request), response)
  })
}

/** Refuses what Next would answer with a 500, and leaves out what it would fail on. */
function guard(request: IncomingMessage, response: ServerResponse, pass: RequestListener): void {
  const { method = '', headers } = request
  const path = pathOf(request)
  if (!path.startsWith('/')) {
    refusePlainly(request, response, 'parameter_malformed')
    return
  }
  if (staticFiles.test(path)) {
    // A server may ignore it, and for an invalid one, Next looks for a page that it doesn't have.
    delete headers.range
    if (method === 'GET' || method === 'HEAD') pass(request, response)
    else refuseMethod(response, 'GET, HEAD')
    return
  }
  // Without it, Next answers with the whole page.
  if (!isRouterState(headers[routerStateHeader])) delete headers[routerStateHeader]
  if (programs.test(path) || !isForm(request)) {
    pass(request, response)
    return
  }
  readForm(request, mostBytes, (form) => {
    if (typeof form === 'string') refusePlainly(request, response, form)
    else pass(form, response)
  })
}

const routerStateHeader = 'next-router-state-tree'

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? ''
}

function isReloading({ url = '', headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket' && url.startsWith('/_next/')
}

function refuse(request: IncomingMessage, response: ServerResponse, code: BodyRefusal): void {
  if (programs.test(pathOf(request))) refuseProgram(request, response, code)
  else refusePlainly(request, response, code === 'body_too_large' ? 'form_too_large' : 'input_invalid')
}

function refusePlainly(request: IncomingMessage, response: ServerResponse, code: ErrorCode): void {
  const { status, headers, text } = plainProblem(code, request.headers['accept-language'] ?? null)
  response.writeHead(status, headers).end(text)
}

function refuseMethod(response: ServerResponse, allowed: string): void {
  const { status, headers, text } = plainProblem('method_not_allowed')
  response.writeHead(status, { ...headers, Allow: allowed }).end(text)
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
