import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemContext } from '#lib/context.ts'
import type { DatabaseLocation } from '#lib/database/connect.ts'
import { migrateDatabase } from '#lib/database/migrate.ts'
import { embeddedConnection } from '#lib/embedded-postgres/connection.ts'
import { type EmbeddedPostgres, startEmbedded } from '#lib/embedded-postgres/server.ts'
import { childEnvironment, readEnvironment } from '#lib/env.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { directLocation, openServices } from '#lib/services.ts'
import { randomToken } from '#lib/vault/random.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'
import { startAmazon } from '#tests/fixtures/simulated-amazon.ts'
import { freePort } from './free-port.ts'

const readyWithinMs = 120_000

/** With the id of the process that created it, so that a later run can remove what a killed one left. */
export const ownFolderPrefix = 'gatehouse-own-'

/** Postgres, configured as in an installation. */
export interface OwnDatabase {
  /** Such as DATABASE_URL; none for the embedded one. */
  readonly variables: Readonly<Record<string, string>>
  start(): Promise<void>
  stop(): Promise<void>
}

/** The embedded one. `startPostgres`: in another way than usual. */
export async function startOwnEmbedded(
  folder: string,
  startPostgres: (folder: string) => Promise<Pick<EmbeddedPostgres, 'stop'>> = startEmbedded,
): Promise<OwnDatabase> {
  let postgres = await startPostgres(folder)
  return {
    variables: {},
    start: async () => {
      postgres = await startPostgres(folder)
    },
    stop: () => postgres.stop(),
  }
}

/** The embedded one, with something in front of it. `open` gets its location. */
export async function startEmbeddedBehind(
  folder: string,
  open: (location: SocketLocation) => Promise<Pick<OwnDatabase, 'variables' | 'stop'>>,
): Promise<OwnDatabase> {
  const embedded = await startOwnEmbedded(folder)
  const { path, username, database } = embeddedConnection(folder)
  const { variables, stop } = await open({ kind: 'socket', path, username, database })
  return {
    variables,
    start: embedded.start,
    stop: async () => {
      await stop()
      await embedded.stop()
    },
  }
}

type SocketLocation = DatabaseLocation & { readonly kind: 'socket' }

/**
 * A cluster of its own, real time, a simulated Amazon with one application, and any number of programs, all gone after
 * `close`.
 */
export async function openInstallation({
  startDatabase = startOwnEmbedded,
  stdout = 'ignore',
}: InstallationOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), `${ownFolderPrefix}${process.pid}-`))
  const simulated = await startAmazon()
  const database = await startDatabase(folder)
  const variables = {
    GATEHOUSE_DATA: folder,
    GATEHOUSE_KEYS: `k1:${randomToken()}`,
    AUTH_SECRET: randomToken(),
    AMAZON_BASE_URL: simulated.origin,
    LOG_LEVEL: 'error',
    WORKER: 'off',
    API_REQUESTS_PER_SECOND: '0',
    ...database.variables,
  }
  const environment = await unwrapEnvironment(readEnvironment(variables))
  const location = directLocation(environment)
  await migrateDatabase(location)
  const services = openServices(environment, 'script')
  const system = systemContext(services, 'own', 'own')
  await simulated.define(system)
  const children = new Set<ChildProcess>()

  /** Starts a program that listens on the given port, as in production, and waits until it is ready. */
  async function start(
    file: string,
    args: (port: number) => readonly string[] = () => [],
    { options = [], changes = {}, listensBy = 'API_PORT', answers = '/readyz' }: Launch = {},
  ) {
    const port = await freePort()
    const child = spawnLeashed([join(import.meta.dirname, file), ...args(port)], {
      nodeOptions: options,
      env: childEnvironment({ ...variables, [listensBy]: String(port), NODE_ENV: 'production', ...changes }),
      stdout,
      stderr: 'inherit',
    })
    children.add(child)
    // The app asks before it answers anyone.
    child.on('message', () => child.send('go', () => {}))
    const givesUpAt = performance.now() + readyWithinMs
    while (!(await fetch(`http://127.0.0.1:${port}${answers}`).catch(() => null))?.ok) {
      if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`)
      if (performance.now() > givesUpAt) throw new Error(`${file} doesn't answer 200 at ${answers}`)
      await pause(10)
    }
    return { port, pid: child.pid, end: (signal: 'SIGTERM' | 'SIGKILL') => end(child, signal) }
  }

  return {
    services,
    system,
    variables,
    authSecret: services.authSecret,
    simulator: simulated.control,
    origin: simulated.origin,
    location,
    start,
    environment,
    stopDatabase: database.stop,
    startDatabase: database.start,
    close: async (): Promise<void> => {
      for (const child of children) await end(child, 'SIGKILL')
      await services.close()
      await simulated.close()
      await database.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

export interface InstallationOptions {
  /** Starts another Postgres in this folder than the embedded one. */
  readonly startDatabase?: (folder: string) => Promise<OwnDatabase>
  /** Where programs log to: a file descriptor. */
  readonly stdout?: 'ignore' | number
}

interface Launch {
  /** Node's. */
  readonly options?: readonly string[]
  /** Variables that differ from those of the installation. */
  readonly changes?: Readonly<Record<string, string>>
  /** The variable that it reads its port from. */
  readonly listensBy?: 'API_PORT' | 'PORT'
  /** A path that answers 200 once the process is ready. */
  readonly answers?: string
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal)
    await once(child, 'exit')
  }
  return child.exitCode
}

/** The app's public name: pages under any other one redirect there. */
export const publicHost = 'localhost:3000'

const publicUrl = `http://${publicHost}`

/** For the app, whatever port it listens on. */
export const publicAddress = { APP_URL: publicUrl, NEXTAUTH_URL: publicUrl }
