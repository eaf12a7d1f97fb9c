import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { startSimulator } from './start.ts'
import { applicationShape } from './world/applications.ts'

/** In the separate package, this file is a bundle. */
const program = import.meta.url.endsWith('.ts') ? 'npm run simulator --' : 'sp-api-simulator'

const usage = `${program} [options]
  --port <number>           where it listens (4270; 0 takes any)
  --host <address>          default 127.0.0.1: anyone who can reach it can control it
  --origin <address>        how clients reach it, if not at that address
  --allowed-host <name>     another host name under which it may be reached; may be given several times
  --tls-port <number>       4271; off: no TLS
  --data <folder>           where ca.pem and the server's certificate are kept (.gatehouse)
  --state <file>            the world is kept there between starts; without it, it is forgotten
  --models <folder>         a checkout of Amazon's API models: the sandbox answers with their examples
  --application-id <id>     of the registered application, and so on:
  --client-id <id>  --client-secret <secret>  --name <text>  --status draft|published
  --redirect-uri <uri>      may be given several times
  --log-in-uri <uri>        none: the word none
  --role <name>             may be given several times; all: every role. Consent gives the roles of its moment
`

const say = (text: string) => process.stdout.write(`${text}\n`)

function refuse(message: string): never {
  process.stderr.write(`${message}\n\n${usage}`)
  process.exit(1)
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '4270' },
        host: { type: 'string', default: '127.0.0.1' },
        origin: { type: 'string' },
        'allowed-host': { type: 'string', multiple: true, default: [] },
        'tls-port': { type: 'string', default: '4271' },
        data: { type: 'string', default: '.gatehouse' },
        state: { type: 'string' },
        models: { type: 'string' },
        'application-id': { type: 'string' },
        'client-id': { type: 'string' },
        'client-secret': { type: 'string' },
        name: { type: 'string' },
        status: { type: 'string' },
        'redirect-uri': { type: 'string', multiple: true },
        'log-in-uri': { type: 'string' },
        role: { type: 'string', multiple: true },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

function readPort(name: string, text: string): number {
  const port = Number(text)
  return /^\d{1,5}$/.test(text) && port <= 65_535
    ? port
    : refuse(`--${name} must be a port number, not ${text}.`)
}

const values = readArguments()

if (values.help) {
  say(usage)
  process.exit(0)
}

/** The options that were set, under the names of `applicationShape`. */
const given = Object.entries({
  applicationId: values['application-id'],
  lwaClientId: values['client-id'],
  clientSecret: values['client-secret'],
  name: values.name,
  status: values.status,
  redirectUris: values['redirect-uri'],
  logInUri: values['log-in-uri'] === 'none' ? null : values['log-in-uri'],
  roles: values.role,
}).filter(([, value]) => value !== undefined)
const application = Object.fromEntries(given)
const parsed = applicationShape.safeParse(application)
if (!parsed.success) refuse(z.prettifyError(parsed.error))

const port = readPort('port', values.port)
const tlsPort = values['tls-port'] === 'off' ? null : readPort('tls-port', values['tls-port'])
const simulator = await startSimulator({
  port,
  host: values.host,
  hostNames: values['allowed-host'],
  ...(values.origin !== undefined && { origin: values.origin }),
  applications: [application],
  ...(values.state !== undefined && { state: resolve(values.state) }),
  ...(values.models !== undefined && { models: resolve(values.models) }),
  ...(tlsPort !== null && { tls: { port: tlsPort, folder: values.data } }),
}).catch((error: unknown) => refuse(error instanceof Error ? error.message : String(error)))

const loopback = ['127.0.0.1', 'localhost', '::1'].includes(values.host)
const { applicationId } = parsed.data
const registered = simulator.control.applications().find((one) => one.applicationId === applicationId)
say(`A simulated Amazon at ${simulator.origin}
  ${loopback ? 'Only this machine can reach it.' : `It listens on ${values.host}: anyone who can reach it can control it.`}
  application id  ${registered?.applicationId}
  LWA client id   ${registered?.lwaClientId}
  client secret   ${registered?.clientSecrets[0]?.value}
  roles           ${registered?.roles.join(', ') || 'none'}
  redirect URIs   ${registered?.redirectUris.join(' ')}
  Login URI       ${registered?.logInUri ?? 'none'}`)
if (simulator.tls !== null) {
  const preload = new URL('preload.mjs', import.meta.url)
  preload.search = String(
    new URLSearchParams({ port: String(simulator.tls.port), ca: resolve(simulator.tls.authorityFile) }),
  )
  say(`Node clients with Amazon's own addresses reach it, unmodified, with
  node --import "${preload}" …
  and others by Amazon's host names at port ${simulator.tls.port}, trusting ${simulator.tls.authorityFile}`)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void simulator.close().then(() => process.exit(0)))
}
