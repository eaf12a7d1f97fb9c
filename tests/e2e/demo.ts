import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#bench/free-port.ts'
import { childEnvironment } from '#lib/env.ts'

export interface SignIn {
  readonly email: string
  readonly password: string
}

/** The content of `$GATEHOUSE_DATA/demo.json`. */
export interface Demo {
  readonly app: string
  readonly api: string
  readonly simulator: string
  readonly mailbox: string
  readonly operator: SignIn
  readonly seller: SignIn
}

/** Includes the build, which takes minutes on a machine with other work to do. */
const patienceMs = 890_000
const drainMs = 110_000

/** Variables that a developer's own `.env` may set: the tests run with the demo's values. Empty counts as unset. */
const ownVariables = [
  'APP_URL',
  'AMAZON_BASE_URL',
  'API_TRUSTED_PROXIES',
  'AUTH_SECRET',
  'COMPANY_NAME',
  'DATABASE_URL',
  'GATEHOUSE_KEYS',
  'LWA_CLIENT_ID',
  'LWA_CLIENT_SECRET',
  'MAIL_FROM',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_ISSUER',
  'OIDC_ONLY',
  'OIDC_ROLE_MAP',
  'SECURITY_CONTACT',
  'SECOND_FACTOR_REQUIRED',
  'SELLER_OIDC_CLIENT_ID',
  'SELLER_OIDC_CLIENT_SECRET',
  'SELLER_OIDC_ISSUER',
  'SIGN_UP',
  'SMTP_SECURITY',
  'SMTP_URL',
  'SP_API_APPLICATION_ID',
  'SP_API_APPLICATION_STATUS',
  'TRUSTED_PROXIES',
  'WORKER',
]

/** So that only the tests' own values count. */
export const withoutOwnVariables: Readonly<Record<string, string>> = Object.fromEntries(
  ownVariables.map((name) => [name, '']),
)

type PortName = 'PORT' | 'API_PORT' | 'SIMULATOR_PORT' | 'MAILBOX_PORT' | 'MAILBOX_SMTP_PORT'

/** The location of a demo: it can be used again, by one demo at a time. */
export interface Place {
  readonly folder: string
  readonly factsFile: string
  readonly log: string
  readonly ports: Readonly<Record<PortName, string>>
}

/** Without its year, a demo is ready sooner, and every test knows its content. */
type Contents = 'empty' | 'lived-in'

/** A demo that belongs to one Playwright worker. */
export interface OwnDemo {
  readonly place: Place
  /** The process that runs there now: a test may stop it and start another. */
  process: ChildProcess
}

type Variables = Readonly<Record<string, string>>
export type Changes = Variables | ((place: Place) => Promise<Variables>)

/**
 * A Playwright fixture: a demo of its own on free ports, with its own data, which stops with the worker. `changes` are
 * environment variables, which may depend on the location.
 */
export function demoOfWorker(changes: Changes = {}, contents: Contents = 'empty') {
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are needed
  return async ({}, use: (demo: OwnDemo) => Promise<void>): Promise<void> => {
    const place = await findPlace()
    const variables = typeof changes === 'function' ? await changes(place) : changes
    const own: OwnDemo = { place, process: await openDemo(place, variables, contents) }
    await use(own)
    await endDemo(own.process)
    await rm(place.folder, { recursive: true })
  }
}

export async function findPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-e2e-'))
  const ports = await Promise.all(Array.from({ length: 5 }, freePort))
  const [PORT = '', API_PORT = '', SIMULATOR_PORT = '', MAILBOX_PORT = '', MAILBOX_SMTP_PORT = ''] =
    ports.map(String)
  return {
    folder,
    factsFile: join(folder, 'demo.json'),
    log: join(folder, 'demo.log'),
    ports: { PORT, API_PORT, SIMULATOR_PORT, MAILBOX_PORT, MAILBOX_SMTP_PORT },
  }
}

/** Resolves once everything answers. Otherwise, throws with the demo's output. */
export async function openDemo(
  place: Place,
  changes: Readonly<Record<string, string>> = {},
  contents: Contents = 'empty',
): Promise<ChildProcess> {
  await rm(place.factsFile, { force: true })
  const demo = launchDemo(place, changes, contents)
  try {
    await ready(demo, place.factsFile)
    return demo
  } catch (error) {
    const said = await readFile(place.log, 'utf8')
    await endDemo(demo)
    throw new Error(`${(error as Error).message} It said:\n${said.slice(-8_000)}`)
  }
}

/** Starts it without waiting. */
export function launchDemo(
  { folder, log, ports }: Place,
  changes: Readonly<Record<string, string>> = {},
  contents: Contents = 'empty',
): ChildProcess {
  const output = openSync(log, 'a')
  const options = contents === 'empty' ? ['--empty'] : []
  const child = spawn(process.execPath, ['scripts/run.mjs', 'demo', ...options], {
    stdio: ['ignore', output, output],
    env: childEnvironment({
      ...withoutOwnVariables,
      // Its reads would meet the faults that tests set up for others.
      ROLE_CHECKS: 'off',
      NODE_ENV: 'production',
      GATEHOUSE_DATA: folder,
      ...ports,
      ...changes,
    }),
  })
  closeSync(output)
  return child
}

async function ready(demo: ChildProcess, factsFile: string): Promise<void> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(200)) {
    if (demo.exitCode !== null) throw new Error(`The demo ended with ${demo.exitCode} before it was ready.`)
    if (await readFile(factsFile, 'utf8').catch(() => null)) return
  }
  throw new Error(`The demo was not ready after ${patienceMs / 1_000} s.`)
}

export async function endDemo(demo: ChildProcess): Promise<void> {
  if (demo.exitCode !== null || demo.signalCode !== null) return
  const ended = once(demo, 'exit')
  demo.kill('SIGTERM')
  const lastResort = setTimeout(() => demo.kill('SIGKILL'), drainMs)
  await ended
  clearTimeout(lastResort)
}
