import { createServer, type RequestListener, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { limitBodies, refuseProgram } from '#lib/limit-body.ts'
import type { Api } from './app.ts'
import { importsPath, mostImportBytes } from './v1/imports.ts'

/** The size of a full list of restricted resources. Only a file of refresh tokens may be larger. */
const mostBytes = 64 * 1_024

/**
 * A connection that its client keeps for as long as the response allows stays open for longer here: a client that is
 * busy would otherwise send a request on a connection that is being closed, and such a request can't be repeated
 * safely.
 */
const keepAliveBufferMs = 10_000

interface Listening {
  readonly port: number
  readonly hostname: string
  readonly keepAliveMs: number
}

/** Listens with the api. A request whose body is too large never reaches it, whatever its address. */
export function serveApi(api: Api, { port, hostname, keepAliveMs }: Listening): Server {
  // A pool may open connections before it needs them: the time for the first request begins with the connection.
  const headersTimeout = keepAliveMs + 5_000
  const requestTimeout = Math.max(300_000, headersTimeout)
  const respond = getRequestListener(api.hono.fetch, { hostname })
  const route: RequestListener = (request, response) => {
    if (!api.vendDirectly(request, response)) void respond(request, response)
  }
  const listener = limitBodies(route, {
    mostBytes,
    mostDeclaredBytes: (path) => (path === importsPath ? mostImportBytes : mostBytes),
    refuse: refuseProgram,
  })
  const server = createServer(
    {
      keepAliveTimeout: keepAliveMs,
      keepAliveTimeoutBuffer: keepAliveBufferMs,
      headersTimeout,
      requestTimeout,
    },
    listener,
  )
  return server.listen(port, hostname)
}
