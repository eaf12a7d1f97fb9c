import { type OpenServices, openServices } from '#lib/services.ts'
import { loadEnvironment } from '../load-environment.ts'
import { openStore } from '../open-store.ts'

/** For a command that needs the database, whether or not Gatehouse is running. */
export async function withServices<T>(work: (services: OpenServices) => Promise<T>): Promise<T> {
  const environment = await loadEnvironment()
  const store = await openStore(environment, (line) => process.stderr.write(`${line}\n`))
  const services = openServices(environment, 'script', { connections: 1 })
  try {
    return await work(services)
  } finally {
    await services.close()
    await store.stop()
  }
}
