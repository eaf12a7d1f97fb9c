import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemContext } from '#lib/context.ts'
import { migrateDatabase } from '#lib/database/migrate.ts'
import { type EmbeddedPostgres, startEmbedded } from '#lib/embedded-postgres/server.ts'
import { childEnvironment, readEnvironment } from '#lib/env.ts'
import { databaseLocation, openServices } from '#lib/services.ts'
import { randomToken } from '#lib/vault/random.ts'
import { spawnLeashed } from '#scripts/spawn-leashed.ts'
import { startAmazon } from '#tests/fixtures/simulated-amazon.ts'
import { freePort } from './free-port.ts'

/** With the id of the process that made it: what a killed run has left is removed by a later one. */
export const ownFolderPrefix = 'gatehouse-own-'

/**
 * A cluster of its own, real time, a simulated Amazon with one application, and any number of programs beside them,
 * all gone after `close`.
 */
export async function openInstallation() {
  const folder = mkdtempSync(join(tmpdir(), `${ownFolderPrefix}${process.pid}-`))
  const simulated = await startAmazon()
  const variables = {
    GATEHOUSE_DATA: folder,
    GATEHOUSE_KEYS: `k1:${randomToken()}`,
    AUTH_SECRET: randomToken(),
    AMAZON_BASE_URL: simulated.origin,
    LOG_LEVEL: 'error',
    WORKER: 'off',
    API_REQUESTS_PER_SECOND: '0',
  }
  const environment = readEnvironment(variables)
  const location = databaseLocation(environment)
  let postgres: EmbeddedPostgres = await startEmbedded(folder)
  await migrateDatabase(location)
  const services = openServices(environment, 'script')
  const system = systemContext(services, 'own', 'own')
  await simulated.define(system)
  const children = new Set<ChildProcess>()

  /** Starts a program that listens on the port that it is given, as in production, and waits until it is ready. */
  async function start(
    file: string,
    args: (port: number) => readonly string[] = () => [],
    { options = [], changes = {}, listensBy = 'API_PORT', answers = '/readyz' }: Launch = {},
  ) {
    const port = await freePort()
    const child = spawnLeashed([join(import.meta.dirname, file), ...args(port)], {
      nodeOptions: options,
      env: childEnvironment({ ...variables, [listensBy]: String(port), NODE_ENV: 'production', ...changes }),
      stdout: 'ignore',
      stderr: 'inherit',
    })
    children.add(child)
    while (!(await fetch(`http://127.0.0.1:${port}${answers}`).catch(() => null))?.ok) {
      if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`)
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
    stopDatabase: () => postgres.stop(),
    startDatabase: async (): Promise<void> => {
      postgres = await startEmbedded(folder)
    },
    close: async (): Promise<void> => {
      for (const child of children) await end(child, 'SIGKILL')
      await services.close()
      await simulated.close()
      await postgres.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

interface Launch {
  /** Node's. */
  readonly options?: readonly string[]
  /** Other variables than those of the installation. */
  readonly changes?: Readonly<Record<string, string>>
  /** The variable that it reads its port from. */
  readonly listensBy?: 'API_PORT' | 'PORT'
  /** What answers 200 once it is ready. */
  readonly answers?: string
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal)
    await once(child, 'exit')
  }
  return child.exitCode
}
