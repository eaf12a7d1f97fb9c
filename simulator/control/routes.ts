import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { amazonHosts } from '../hosts.ts'
import type { Bindings } from '../route.ts'
import { applicationShape, rolesShape } from '../world/applications.ts'
import type { World } from '../world/world.ts'
import type { Control, Scenario } from './control.ts'
import { controlPage, refusalPage } from './control-page.ts'
import { readInput } from './read-input.ts'
import { directShape, sellerShape, settingsShape } from './shapes.ts'
import { disableAuthorization, enableAuthorization, lapseAuthorization } from './steer.ts'

const clockShape = z.union([
  z.strictObject({ advanceMs: z.coerce.number().int().min(-1e13).max(1e13) }),
  z.strictObject({ setTo: z.iso.datetime() }),
])
const newRolesShape = z.strictObject({ roles: rolesShape })
const stateShape = z.strictObject({ state: z.enum(['enabled', 'disabled', 'lapsed']) })

const steer = { enabled: enableAuthorization, disabled: disableAuthorization, lapsed: lapseAuthorization }

/** The means of the control page. */
export interface Steering {
  readonly control: Control
  readonly scenarios: readonly Scenario[]
  /** In place of the control's own. */
  readonly reset: (() => void) | undefined
}

/** The simulator's own address: a page at `/`, JSON under `/_/`. */
export function controlRoutes(
  world: World,
  { control, scenarios, reset }: Steering,
  origin: () => string,
): Hono<Bindings> {
  const routes = new Hono<Bindings>()
  routes.use('/_/*', async (c, next) => {
    if (isForeign(c, origin()))
      return c.json({ error: 'foreign_page', message: 'Another site may not do that.' }, 403)
    return next()
  })
  routes.onError((error, c) => {
    if (error instanceof z.ZodError) return refuse(c, 'wrong_shape', z.prettifyError(error))
    if (error instanceof RangeError) return refuse(c, 'refused', error.message)
    throw error
  })
  routes.get('/', async () => {
    const { body, headers } = await controlPage(world, { control, scenarios }, origin())
    return new Response(body, { headers })
  })

  routes.get('/_/world', (c) => c.json(describeWorld(world)))
  routes.get('/_/received', (c) => c.json(world.received.all()))
  routes.delete('/_/received', (c) => done(c, world.received.clear()))
  routes.post('/_/received/clear', (c) => done(c, world.received.clear()))
  routes.post('/_/clock', async (c) => {
    const command = clockShape.parse(readInput(c.get('call')))
    await control.moveClock(
      'advanceMs' in command ? command.advanceMs : Date.parse(command.setTo) - world.clock.now(),
    )
    return done(c, { now: new Date(world.clock.now()).toISOString() })
  })
  routes.post('/_/applications', (c) =>
    done(c, world.applications.add(applicationShape.parse(readInput(c.get('call'))))),
  )
  routes.post('/_/applications/:id/roles', (c) => {
    const { roles } = newRolesShape.parse(readInput(c.get('call')))
    control.setRoles(c.req.param('id'), roles)
    return done(c, world.applications.find(c.req.param('id')))
  })
  routes.post('/_/applications/:id/rotate-secret', (c) => done(c, control.rotateSecret(c.req.param('id'))))
  routes.post('/_/applications/:id/announce-secret-expiry', (c) =>
    done(c, control.announceSecretExpiry(c.req.param('id'))),
  )
  routes.post('/_/codes', (c) => done(c, control.issueCode(readDirect(c))))
  routes.post('/_/refresh-tokens', (c) => done(c, control.issueRefreshToken(readDirect(c))))
  routes.post('/_/refill-buckets', (c) => done(c, control.refillBuckets()))
  routes.post('/_/sellers', (c) => {
    const seller = sellerShape.parse(readInput(c.get('call')))
    control.addSeller(seller)
    return done(c, seller)
  })
  routes.post('/_/settings', (c) =>
    done(c, Object.assign(world.settings, settingsShape.parse(readInput(c.get('call'))))),
  )
  routes.post('/_/authorizations/:id', (c) => {
    steer[stateShape.parse(readInput(c.get('call'))).state](world, c.req.param('id'))
    return done(c, world.authorizations.find(c.req.param('id')))
  })
  routes.post('/_/faults', (c) => done(c, world.faults.add(readInput(c.get('call')))))
  routes.delete('/_/faults', (c) => done(c, world.faults.clear()))
  routes.delete('/_/faults/:id', (c) =>
    world.faults.remove(c.req.param('id'))
      ? done(c, null)
      : c.json({ error: 'not_found', message: 'There is no such fault.' }, 404),
  )
  routes.post('/_/faults/:id/remove', (c) => {
    world.faults.remove(c.req.param('id'))
    return done(c, null)
  })
  routes.post('/_/scenarios/:id', async (c) => {
    const scenario = scenarios.find(({ id }) => id === c.req.param('id'))
    if (scenario === undefined)
      return c.json({ error: 'not_found', message: 'There is no such scenario.' }, 404)
    const address = await scenario.play()
    return isForm(c) ? c.redirect(address, 303) : c.json({ ok: true, result: { address } })
  })
  routes.post('/_/reset', (c) => {
    if (reset === undefined) control.reset()
    else reset()
    return c.json({ ok: true, result: null })
  })
  routes.all('*', (c) =>
    c.json(
      {
        error: 'not_found',
        message: `Amazon's hosts are at ${origin()}/<host>/…; ${origin()}/ is the control page.`,
        hosts: [...amazonHosts.keys()],
      },
      404,
    ),
  )
  return routes
}

/** Without keys that were left out. */
const readDirect = (c: Context<Bindings>) => directShape.parse(readInput(c.get('call')))

const isForm = (c: Context<Bindings>) =>
  c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') === true

/** A form of the control page leads back to it; a program gets JSON. */
function done(c: Context<Bindings>, result: unknown): Response {
  return isForm(c) ? c.redirect('/', 303) : c.json({ ok: true, result: result ?? null })
}

async function refuse(c: Context<Bindings>, error: string, message: string): Promise<Response> {
  if (!isForm(c)) return c.json({ error, message }, 400)
  const { status, headers, body } = await refusalPage(message)
  return new Response(body, { status, headers })
}

/**
 * A page of another site that the developer has open must not control this one. Under which names a browser reaches it
 * is checked before any route (`isOwnHost`).
 */
function isForeign(c: Context<Bindings>, origin: string): boolean {
  if (c.req.header('sec-fetch-site') === 'cross-site') return true
  const from = c.req.header('origin')
  if (from === undefined || from === origin) return false
  return URL.parse(from)?.host !== c.req.header('host')?.toLowerCase()
}

function describeWorld(world: World): object {
  return {
    now: new Date(world.clock.now()).toISOString(),
    settings: world.settings,
    applications: world.applications.all(),
    sellers: [...world.sellers.values()],
    authorizations: world.authorizations.all(),
    faults: world.faults.all(),
  }
}
