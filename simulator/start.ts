import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, isIP, type Server } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createApp, repairHost } from './app.ts'
import { type Control, createControl, type FollowedClock, type Scenario } from './control/control.ts'
import { amazonHosts, hostnameOf } from './hosts.ts'
import { noStaticSandbox, readStaticSandbox } from './sp-api/static-sandbox.ts'
import { stateOf } from './state/convert.ts'
import { type Keeper, keepState } from './state/keep.ts'
import { readState } from './state/read.ts'
import { keepCertificates } from './tls/keep-certificates.ts'
import type { ApplicationFacts } from './world/applications.ts'
import type { Seller, Settings } from './world/shapes.ts'
import { createWorld, recordsOf } from './world/world.ts'

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Where it listens: loopback unless another address is given. */
  readonly host?: string
  /** The address that clients use, if it isn't the one where it listens. */
  readonly origin?: string
  /** More host names under which clients reach it. */
  readonly hostNames?: readonly string[]
  /**
   * Registered applications; left out: the default one of `applicationShape`. If `state` has one already, only the
   * values given here change, and a new secret is a rotation.
   */
  readonly applications?: readonly ApplicationFacts[]
  /** Left out: `seededSellers`. */
  readonly sellers?: readonly Seller[]
  readonly settings?: Partial<Settings>
  /** Listens with TLS, too, where the Host header tells Amazon's hosts apart. */
  readonly tls?: {
    /** 0 takes any free port. */
    readonly port: number
    /** Where ca.pem and the server's certificate are kept between starts. */
    readonly folder: string
  }
  /**
   * A file in which the world outlives the process: its authorizations, tokens, secrets, applications, added sellers,
   * settings and clock. Left out: it is forgotten. One simulator at a time may use a file.
   */
  readonly state?: string
  /** Receives a line for people when the file of `state` is damaged or cannot be written; left out: standard error. */
  readonly report?: (line: string) => void
  /** A checkout of Amazon's public API models, whose examples the sandbox returns. Left out: it knows few. */
  readonly models?: string
  /** Milliseconds since 1970; the clock can be moved from there. */
  readonly now?: () => number
  /** Another program that follows this simulator's clock. */
  readonly clock?: FollowedClock
  /** More buttons on the control page, for a program that is tested with this simulator. */
  readonly scenarios?: readonly Scenario[]
  /** `POST /_/reset` calls it in place of `control.reset`: it removes everything and ends this simulator. */
  readonly reset?: () => void
}

export interface Simulator {
  /** Without a trailing slash; Amazon's hosts are at `<origin>/<host>/…`. */
  readonly origin: string
  /** Null without TLS. */
  readonly tls: { readonly port: number; readonly authorityFile: string } | null
  readonly control: Control
  close(): Promise<void>
}

/**
 * Starts a separate Amazon: Seller Central, Vendor Central, Login with Amazon and SP-API. Everything is in this
 * instance. Throws ZodError for an invalid application, RangeError for an invalid origin or host name, and Node's error
 * when the port is taken or the file of `state` cannot be used.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { state, report = writeLine } = options
  const names = ownNames(options)
  let keeper: Keeper | null = null
  const world = createWorld({
    now: options.now,
    sellers: options.sellers,
    kept: state === undefined ? null : await readState(state, report),
    changed: () => keeper?.changed(),
  })
  const { clock } = options
  if (clock !== undefined) world.clock.advance(clock.aheadMs - world.clock.offsetMs())
  const begin = () => {
    Object.assign(world.settings, options.settings)
    for (const application of options.applications ?? [{}]) world.applications.register(application)
  }
  begin()
  const sandbox = options.models === undefined ? noStaticSandbox : readStaticSandbox(options.models)
  let origin = options.origin ?? ''
  const control = createControl(world, begin, clock)
  const { scenarios = [], reset } = options
  const app = createApp(world, { control, scenarios, reset }, () => origin, names, sandbox)
  // Otherwise it cuts off a client that still sends a body that is too long, and the response is lost.
  const answer = getRequestListener(app.fetch, { autoCleanupIncoming: false })
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    repairHost(incoming)
    void answer(incoming, outgoing)
  }
  const server = createServer(listener)
  const host = options.host ?? '127.0.0.1'
  const { address, family, port } = await listen(server, options.port ?? 0, host)
  const reached = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
  origin = (options.origin ?? reached).replace(/\/+$/, '')
  const secure =
    options.tls === undefined ? null : await startTls(options.tls, host, listener).catch(endFirst(server))
  const servers = [server, ...(secure === null ? [] : [secure.server])]
  // Only now: if the port is taken, another simulator may be using this file.
  if (state !== undefined) {
    keeper = await keepState(state, () => stateOf(recordsOf(world)), report).catch(endFirst(...servers))
  }
  return {
    origin,
    tls: secure === null ? null : { port: secure.port, authorityFile: secure.authorityFile },
    control,
    close: async () => {
      await Promise.all(servers.map(closeAll))
      await keeper?.flush()
    },
  }
}

/** The host names that were configured. Throws RangeError for an address that isn't one, and for a name that is. */
function ownNames({ host, origin, hostNames = [] }: SimulatorOptions): ReadonlySet<string> {
  const address = URL.parse(origin ?? '')
  if (origin !== undefined && (address === null || !/^https?:\/\/[^?#]+$/i.test(origin)))
    throw new RangeError(`The origin has to be an address such as http://amazon.test:4270, not ${origin}.`)
  const wrong = hostNames.find((name) => !isHostName(name))
  if (wrong !== undefined)
    throw new RangeError(`A host name has neither scheme nor path, such as amazon.test: not ${wrong}.`)
  const given = [host, address?.host, ...hostNames]
  return new Set(given.filter((name) => name !== undefined).map(hostnameOf))
}

/** A name or an IP address, which a port may follow. */
const isHostName = (text: string): boolean =>
  isIP(text) === 6 || URL.parse(`http://${text}`)?.host === text.toLowerCase().replace(/:80$/, '')

const writeLine = (line: string) => void process.stderr.write(`${line}\n`)

/** Nothing keeps listening when a later step fails. */
const endFirst =
  (...servers: ClosingServer[]) =>
  async (error: unknown) => {
    await Promise.all(servers.map(closeAll))
    throw error
  }

async function startTls(
  options: NonNullable<SimulatorOptions['tls']>,
  host: string,
  listener: RequestListener,
): Promise<{ server: ClosingServer; port: number; authorityFile: string }> {
  const certificates = await keepCertificates(options.folder, [...amazonHosts.keys()], new Date())
  const server = createTlsServer({ cert: certificates.certificatePem, key: certificates.keyPem }, listener)
  const { port } = await listen(server, options.port, host)
  return { server, port, authorityFile: certificates.authorityFile }
}

type ClosingServer = Server & { closeAllConnections(): void }

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

/** Ends hanging requests, too, so that a test never waits for a fault. */
function closeAll(server: ClosingServer): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}
