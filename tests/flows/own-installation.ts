import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { freePort } from '#bench/free-port.ts'
import { defineApplication } from '#lib/applications/define.ts'
import { type Context, systemContext } from '#lib/context.ts'
import { childEnvironment, readEnvironment } from '#lib/env.ts'
import { Secret } from '#lib/secret.ts'
import { openServices } from '#lib/services.ts'
import { type EmbeddedPostgres, startEmbedded } from '#lib/store/embedded.ts'
import { embeddedConnection } from '#lib/store/embedded-connection.ts'
import { migrateDatabase } from '#lib/store/migrate.ts'
import { randomToken } from '#lib/vault/random.ts'
import { startSimulator } from '#simulator/start.ts'

const program = fileURLToPath(new URL('../../api.ts', import.meta.url))

async function isReady(origin: string): Promise<boolean> {
  return (await fetch(`${origin}/readyz`).catch(() => null))?.ok ?? false
}

/** An installation with a cluster of its own, real time, a simulated Amazon, and any number of real `api` processes. */
export async function createInstallation() {
  const folder = await mkdtemp(join(tmpdir(), 'vend-'))
  let cluster: EmbeddedPostgres = await startEmbedded(folder)
  const { path, username, database } = embeddedConnection(folder)
  await migrateDatabase({ kind: 'socket', path, username, database })
  const lwaClientSecret = `amzn1.oa2-cs.v1.${randomToken()}`
  const simulator = await startSimulator({
    applications: [{ status: 'published', clientSecret: lwaClientSecret }],
  })
  const [application] = simulator.control.applications()
  if (application === undefined) throw new Error('the simulator has no application')

  const variables = {
    GATEHOUSE_ENVIRONMENT: 'test',
    GATEHOUSE_DATA: folder,
    GATEHOUSE_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64url')}`,
    AUTH_SECRET: randomToken(),
    AMAZON_BASE_URL: simulator.origin,
    WORKER: 'off',
    LOG_LEVEL: 'error',
  }
  const services = openServices(readEnvironment(variables), 'script')
  const system: Context = systemContext(services, 'test', 'test')
  await defineApplication(system, {
    spApiApplicationId: application.applicationId,
    status: application.status,
    lwaClientId: application.lwaClientId,
    lwaClientSecret: new Secret(lwaClientSecret),
    tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
  })
  const children = new Set<ChildProcess>()
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL')
    await services.close()
    await simulator.close()
    await cluster.stop()
    await rm(folder, { recursive: true })
  })

  /** `api.ts` as it runs in production, with `variables` besides; resolves when it answers. */
  async function startApi(options: readonly string[] = []) {
    const port = await freePort()
    const env = childEnvironment({ ...variables, API_PORT: String(port) })
    const child = spawn(process.execPath, [...options, program], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    children.add(child)
    const origin = `http://127.0.0.1:${port}`
    for (let tries = 0; !(await isReady(origin)); tries += 1) {
      if (child.exitCode !== null || tries > 600) throw new Error(`the api did not start: ${child.exitCode}`)
      await pause(50)
    }
    return {
      vend: (id: string, key: string, body?: unknown): Promise<Response> =>
        fetch(`${origin}/api/v1/authorizations/${id}/access-token`, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}` },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      end: async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
        if (child.exitCode === null && child.signalCode === null) {
          child.kill(signal)
          await once(child, 'exit')
        }
        return child.exitCode
      },
    }
  }

  return {
    services,
    system,
    simulator: simulator.control,
    startApi,
    tokenRequests: () =>
      simulator.control.received({ host: 'api.amazon.com' }).filter(({ path }) => path.includes('o2/token')),
    stopDatabase: () => cluster.stop(),
    startDatabase: async () => {
      cluster = await startEmbedded(folder)
    },
  }
}
