import { parseArgs } from 'node:util'
import { startSimulator } from '#simulator/start.ts'
import type { ApplicationFacts } from '#simulator/world/applications.ts'

const usage = `npm run simulator -- [options]
  --port <number>           where it listens (4270; 0 takes any)
  --host <address>          127.0.0.1 unless given: whoever reaches it can steer it
  --origin <address>        how clients reach it, if not at that address
  --application-id <id>     of the registered application, and so on:
  --client-id <id>  --client-secret <secret>  --name <text>  --status draft|published
  --redirect-uri <uri>      may be given several times
  --log-in-uri <uri>        none: the word none
`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4270' },
    host: { type: 'string', default: '127.0.0.1' },
    origin: { type: 'string' },
    'application-id': { type: 'string' },
    'client-id': { type: 'string' },
    'client-secret': { type: 'string' },
    name: { type: 'string' },
    status: { type: 'string' },
    'redirect-uri': { type: 'string', multiple: true },
    'log-in-uri': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const say = (text: string) => process.stdout.write(`${text}\n`)

if (values.help) {
  say(usage)
  process.exit(0)
}

/** What was given, under the names of `applicationShape`, which judges it. */
const application = Object.fromEntries(
  Object.entries({
    applicationId: values['application-id'],
    lwaClientId: values['client-id'],
    clientSecret: values['client-secret'],
    name: values.name,
    status: values.status,
    redirectUris: values['redirect-uri'],
    logInUri: values['log-in-uri'] === 'none' ? null : values['log-in-uri'],
  }).filter(([, value]) => value !== undefined),
) as ApplicationFacts

const simulator = await startSimulator({
  port: Number(values.port),
  host: values.host,
  ...(values.origin !== undefined && { origin: values.origin }),
  applications: [application],
})

const loopback = ['127.0.0.1', 'localhost', '::1'].includes(values.host)
const [registered] = simulator.control.applications()
say(`A simulated Amazon at ${simulator.origin}
  ${loopback ? 'Only this machine can reach it.' : `It listens at ${values.host}: whoever reaches it can steer it.`}
  application id  ${registered?.applicationId}
  LWA client id   ${registered?.lwaClientId}
  client secret   ${registered?.clientSecrets[0]?.value}
  redirect URIs   ${registered?.redirectUris.join(' ')}
  Log-in URI      ${registered?.logInUri ?? 'none'}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.close().then(() => process.exit(0)))
}
