import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { defineApplication } from '#lib/applications/define.ts'
import { systemContext } from '#lib/context.ts'
import { childEnvironment, readEnvironment } from '#lib/env.ts'
import { Secret } from '#lib/secret.ts'
import { databaseLocation, openServices } from '#lib/services.ts'
import { startEmbedded } from '#lib/store/embedded.ts'
import { migrateDatabase } from '#lib/store/migrate.ts'
import { randomToken } from '#lib/vault/random.ts'
import { startSimulator } from '#simulator/start.ts'
import { freePort } from './free-port.ts'

/** A database, a simulated Amazon with one application, and programs beside them, all gone after `close`. */
export async function openInstallation() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  const clientSecret = `amzn1.oa2-cs.v1.${randomToken()}`
  const simulator = await startSimulator({ applications: [{ status: 'published', clientSecret }] })
  const [application] = simulator.control.applications()
  if (application === undefined) throw new Error('the simulator has no application')
  const variables = {
    GATEHOUSE_DATA: folder,
    GATEHOUSE_KEYS: `bench:${randomToken()}`,
    AUTH_SECRET: randomToken(),
    AMAZON_BASE_URL: simulator.origin,
    LOG_LEVEL: 'error',
    WORKER: 'off',
  }
  const environment = readEnvironment(variables)
  const location = databaseLocation(environment)
  const postgres = await startEmbedded(folder)
  await migrateDatabase(location)
  const services = openServices(environment, 'script')
  const system = systemContext(services, 'bench', 'bench')
  await defineApplication(system, {
    spApiApplicationId: application.applicationId,
    status: application.status,
    lwaClientId: application.lwaClientId,
    lwaClientSecret: new Secret(clientSecret),
    tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
  })
  const children: ChildProcess[] = []

  /** Starts a program that listens on the port that it is given, and waits until it does. */
  async function start(file: string, args: (port: number) => readonly string[]): Promise<number> {
    const port = await freePort()
    const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args(port)], {
      env: childEnvironment({ ...variables, API_PORT: String(port), NODE_ENV: 'production' }),
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    children.push(child)
    while ((await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)) === null) {
      if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`)
      await pause(50)
    }
    return port
  }

  return {
    services,
    system,
    simulator: simulator.control,
    location,
    start,
    close: async (): Promise<void> => {
      for (const child of children) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      await services.close()
      await simulator.close()
      await postgres.stop()
      rmSync(folder, { recursive: true })
    },
  }
}
