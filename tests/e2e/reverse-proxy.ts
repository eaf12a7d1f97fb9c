import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The changes that a reverse proxy makes to headers. */
interface Changes {
  readonly asked?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders
  readonly answered?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders
}

const unchanged = (headers: IncomingHttpHeaders) => headers

/** Starts a reverse proxy in front of the app. */
export async function startReverseProxy(app: string, { asked = unchanged, answered = unchanged }: Changes) {
  const { hostname, port } = new URL(app)
  const server = createServer((incoming, outgoing) => {
    const { method, url: path } = incoming
    const passed = request({ hostname, port, method, path, headers: asked(incoming.headers) }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answered(answer.headers))
      answer.pipe(outgoing)
    })
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
