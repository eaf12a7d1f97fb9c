import { StartError } from './start-error.ts'

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A signal that asks a command to end. */
export interface Interruption {
  /** Aborted with a StartError. */
  readonly signal: AbortSignal
  /** The result of some work, unless a signal comes first: then it rejects, so that what is open is closed. */
  race<T>(work: Promise<T>): Promise<T>
}

/**
 * Runs work that opens something, such as the embedded database, which would outlive this process. A first signal
 * only interrupts it; a second one ends the process.
 */
export async function interruptible<T>(work: (interruption: Interruption) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const { signal } = controller
  const interrupted = Promise.withResolvers<never>()
  interrupted.promise.catch(() => {})
  const interrupt = (name: string): void => {
    ignore()
    controller.abort(new StartError(`Interrupted (${name}).`))
    interrupted.reject(signal.reason)
  }
  const ignore = (): void => {
    for (const name of names) process.off(name, interrupt)
  }
  for (const name of names) process.on(name, interrupt)
  try {
    return await work({ signal, race: (promise) => Promise.race([promise, interrupted.promise]) })
  } finally {
    ignore()
  }
}
