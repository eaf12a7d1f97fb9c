import type { HttpBindings } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import { accountRoutes } from './account/routes.ts'
import type { Answer, Call } from './call.ts'
import { centralRoutes } from './central/routes.ts'
import { controlRoutes, type Steering } from './control/routes.ts'
import { isOwnHost, type Place, placeOf } from './hosts.ts'
import { htmlPage } from './lwa/headers.ts'
import { lwaRoutes } from './lwa/routes.ts'
import { fonts } from './pages/fonts.ts'
import { longestBodyBytes, readBody } from './read-body.ts'
import type { Bindings } from './route.ts'
import { refuseApi } from './sp-api/errors.ts'
import { apiRoutes } from './sp-api/routes.ts'
import type { StaticSandbox } from './sp-api/static-sandbox.ts'
import { sqsRoutes } from './sqs/routes.ts'
import type { World } from './world/world.ts'

/** The whole simulator as one Hono app; `origin()` is known only once it listens. */
export function createApp(
  world: World,
  steering: Steering,
  origin: () => string,
  names: ReadonlySet<string>,
  sandbox: StaticSandbox,
): Hono<Bindings> {
  const app = new Hono<Bindings>({
    // The host chooses the sub-app; within it, routes are written as Amazon's paths.
    getPath: (_request, options) => {
      const incoming = incomingOf(options?.env)
      const { host, path } = placeOfRequest(incoming)
      return `/${host?.kind ?? 'control'}${path === '/' ? '' : path}`
    },
  })
  app.onError((error, c) => c.text(`The simulator failed: ${error.message}`, 500))
  app.use(async (c, next) => {
    const { headers, socket } = incomingOf(c.env)
    if (isOwnHost(headers.host, socket.localAddress, names)) return next()
    return c.text(foreignHost, 421, { 'X-Content-Type-Options': 'nosniff' })
  })
  app.use(serveFonts)
  app.use(readCall(world, origin))
  app.route('/lwa', lwaRoutes(world))
  app.route('/sp-api', apiRoutes(world, sandbox))
  app.route('/account', accountRoutes(world))
  app.route('/sqs', sqsRoutes(world))
  app.route('/central', centralRoutes(world))
  app.route('/control', controlRoutes(world, steering, origin))
  return app
}

const foreignHost = `This simulator doesn't answer under this host name. If that is how you reach it, start it with
--allowed-host <name>; otherwise a page of another site tries to read it.
`

/** Before a request is recorded: Amazon never sees these. */
const serveFonts: MiddlewareHandler<Bindings> = async (c, next) => {
  const font = fonts.get(targetOf(c.env.incoming))
  if (font === undefined) return next()
  return c.body(font, 200, { 'Content-Type': 'font/woff2', 'Cache-Control': 'max-age=86400' })
}

function incomingOf(env: unknown): HttpBindings['incoming'] {
  return (env as HttpBindings).incoming
}

const targetOf = (incoming: HttpBindings['incoming']): string => {
  const url = incoming.url ?? '/'
  // A client that uses the simulator as its proxy sends the whole address.
  return url.startsWith('/') ? url : URL.canParse(url) ? new URL(url).pathname + new URL(url).search : '/'
}

function placeOfRequest(incoming: HttpBindings['incoming']): Place {
  const [path = '/'] = targetOf(incoming).split('?', 1)
  return placeOf(path, incoming.headers.host)
}

function readCall(world: World, origin: () => string): MiddlewareHandler<Bindings> {
  let number = 0
  return async (c, next) => {
    const { incoming } = c.env
    const place = placeOfRequest(incoming)
    const target = targetOf(incoming)
    const mark = target.indexOf('?')
    const body = await readBody(incoming)
    number += 1
    const call: Call = {
      number,
      at: world.clock.now(),
      method: incoming.method ?? 'GET',
      host: place.host,
      path: place.path,
      query: mark === -1 ? '' : target.slice(mark + 1),
      headers: incoming.headers,
      body: body ?? '',
      base:
        place.host === null
          ? origin()
          : place.byHostHeader
            ? `https://${place.host.host}`
            : `${origin()}/${place.host.host}`,
    }
    c.set('call', call)
    const recorded = place.host === null ? null : world.received.record(call)
    c.set('recorded', recorded)
    const refusal = body === null ? tooLong() : hasSchemeInHost(incoming) ? notAllowed() : null
    if (refusal === null) return next()
    if (recorded !== null) world.received.answered(recorded, refusal)
    return new Response(refusal.body, refusal)
  }
}

const tooLong = (): Answer => refuseApi('S15', `a body of more than ${longestBodyBytes} bytes`)

/** Several tutorials set `Host: https://api.amazon.com`; Amazon's web server answers 405. */
function hasSchemeInHost({ rawHeaders }: HttpBindings['incoming']): boolean {
  const at = rawHeaders.findIndex((name) => name.toLowerCase() === 'host')
  return at !== -1 && scheme.test(rawHeaders[at + 1] ?? '')
}

const scheme = /^https?:\/\//

/**
 * The adapter would refuse such a header before any route; without the scheme, the request is routed, and then refused.
 */
export function repairHost({ headers }: HttpBindings['incoming']): void {
  if (headers.host !== undefined && scheme.test(headers.host)) headers.host = headers.host.replace(scheme, '')
}

const notAllowed = (): Answer => ({
  status: 405,
  ...htmlPage(405, 'Not Allowed'),
  row: 'L10',
  reason: 'the Host header has https:// in it',
})
