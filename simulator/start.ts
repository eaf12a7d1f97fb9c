import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createApp } from './app.ts'
import { createClock } from './clock.ts'
import { type Control, createControl } from './control/control.ts'
import type { ApplicationFacts } from './world/applications.ts'
import type { Seller, Settings } from './world/shapes.ts'
import { createWorld } from './world/world.ts'

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Where it listens: loopback unless another address is given. */
  readonly host?: string
  /** How clients reach it, when not at the address where it listens. */
  readonly origin?: string
  /** Registered applications; left out: the one of `applicationShape`'s defaults. */
  readonly applications?: readonly ApplicationFacts[]
  /** Left out: `seededSellers`. */
  readonly sellers?: readonly Seller[]
  readonly settings?: Partial<Settings>
  /** Milliseconds since 1970; the clock can be moved from there. */
  readonly now?: () => number
}

export interface Simulator {
  /** Without a slash at its end; Amazon's hosts are at `<origin>/<host>/…`. */
  readonly origin: string
  readonly control: Control
  close(): Promise<void>
}

/**
 * Starts an Amazon of its own: Seller Central, Vendor Central, Login with Amazon and SP-API.
 * Everything is in memory and in this instance. Throws ZodError for an application that cannot be,
 * and Node's error when the port is taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = createWorld(createClock(options.now), options.sellers)
  Object.assign(world.settings, options.settings)
  for (const application of options.applications ?? [{}]) world.applications.add(application)
  let origin = options.origin ?? ''
  const listener = getRequestListener(createApp(world, () => origin).fetch)
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  const { address, family, port } = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1')
  origin = (options.origin ?? `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`).replace(
    /\/+$/,
    '',
  )
  return { origin, control: createControl(world), close: () => closeAll(server) }
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'))
      else resolve(address)
    })
  })
}

/** Hanging requests end with it, so that a test never waits for a fault. */
function closeAll(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}
