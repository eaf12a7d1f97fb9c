import { type OpenableEnvironment, type OpenServices, openServices } from '#lib/services.ts'
import { loadEnvironment } from '../load-environment.ts'
import { openStore } from '../open-store.ts'
import { type Interruption, interruptible } from './interruption.ts'

/** What a command works with. */
export interface Opened {
  readonly services: OpenServices
  readonly environment: OpenableEnvironment
  readonly interruption: Interruption
}

/**
 * For a command that needs the database, whether or not Gatehouse is running. A signal interrupts it, unless it
 * `endsItself` when the signal comes.
 */
export async function withServices<T>(
  work: (opened: Opened) => Promise<T>,
  {
    connections = 1,
    endsItself = false,
  }: { readonly connections?: number; readonly endsItself?: boolean } = {},
): Promise<T> {
  const environment = await loadEnvironment()
  return interruptible(async (interruption) => {
    const report = (line: string) => void process.stderr.write(`${line}\n`)
    const store = await openStore(environment, report, { signal: interruption.signal })
    const services = openServices(environment, 'script', { connections })
    try {
      const result = work({ services, environment, interruption })
      return await (endsItself ? result : interruption.race(result))
    } finally {
      await services.close()
      await store.stop()
    }
  })
}
