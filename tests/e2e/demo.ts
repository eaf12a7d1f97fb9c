import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { childEnvironment } from '#lib/env.ts'

export interface SignIn {
  readonly email: string
  readonly password: string
}

/** What the demo writes into `$GATEHOUSE_DATA/demo.json`. */
export interface Demo {
  readonly app: string
  readonly api: string
  readonly simulator: string
  readonly operator: SignIn
  readonly seller: SignIn
}

const patienceMs = 240_000
const drainMs = 40_000

/** What a developer's own `.env` may hold: the tests run on the demo's values. Empty counts as unset. */
const ownVariables = [
  'APP_URL',
  'AMAZON_BASE_URL',
  'AUTH_SECRET',
  'COMPANY_NAME',
  'DATABASE_URL',
  'GATEHOUSE_KEYS',
  'LWA_CLIENT_ID',
  'LWA_CLIENT_SECRET',
  'SIGN_UP',
  'SP_API_APPLICATION_ID',
  'SP_API_APPLICATION_STATUS',
  'TRUSTED_PROXIES',
  'WORKER',
]

/**
 * Starts the demo for the whole run, on free ports and with data of its own, and ends it afterwards.
 * GATEHOUSE_TEST_DEMO may name the demo.json of one that runs already: then that one is used.
 */
export default async function startDemo(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.GATEHOUSE_TEST_DEMO) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-e2e-'))
  const log = join(folder, 'demo.log')
  const facts = join(folder, 'demo.json')
  const demo = await launch(folder, log)
  const stop = async (): Promise<void> => {
    await end(demo)
    await rm(folder, { recursive: true })
  }
  try {
    await ready(demo, facts)
  } catch (error) {
    const said = await readFile(log, 'utf8')
    await stop()
    throw new Error(`${(error as Error).message} It said:\n${said.slice(-8_000)}`)
  }
  process.env.GATEHOUSE_TEST_DEMO = facts
  return stop
}

async function launch(folder: string, log: string): Promise<ChildProcess> {
  const [port, apiPort, simulatorPort] = await freePorts(3)
  const output = openSync(log, 'w')
  const child = spawn(process.execPath, ['scripts/run.mjs', 'demo'], {
    stdio: ['ignore', output, output],
    env: childEnvironment({
      ...Object.fromEntries(ownVariables.map((name) => [name, ''])),
      NODE_ENV: 'production',
      GATEHOUSE_DATA: folder,
      PORT: String(port),
      API_PORT: String(apiPort),
      SIMULATOR_PORT: String(simulatorPort),
    }),
  })
  closeSync(output)
  return child
}

/** All at once, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}

async function ready(demo: ChildProcess, facts: string): Promise<void> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(200)) {
    if (demo.exitCode !== null) throw new Error(`The demo ended with ${demo.exitCode} before it was ready.`)
    if (await readFile(facts, 'utf8').catch(() => null)) return
  }
  throw new Error(`The demo was not ready after ${patienceMs / 1_000} s.`)
}

async function end(demo: ChildProcess): Promise<void> {
  if (demo.exitCode !== null || demo.signalCode !== null) return
  const ended = once(demo, 'exit')
  demo.kill('SIGTERM')
  const lastResort = setTimeout(() => demo.kill('SIGKILL'), drainMs)
  await ended
  clearTimeout(lastResort)
}
