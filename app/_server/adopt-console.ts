import { format, stripVTControlCharacters, types } from 'node:util'
import type { Log } from '#lib/log.ts'

/**
 * From now on, what Next prints about failures is a line of the log: encoded, masked, and without what hangs on an
 * error, such as the values of a failed query. `digest` is what the page shows as its reference.
 */
export function adoptConsole(log: Log): void {
  for (const level of ['error', 'warn'] as const) {
    console[level] = (...parts: unknown[]) => {
      const error = parts.find(types.isNativeError)
      const text = stripVTControlCharacters(format(...parts.filter((part) => part !== error)))
      const digest = error !== undefined && 'digest' in error ? String(error.digest) : undefined
      log[level](
        error === undefined ? {} : { error, digest },
        text.replace(/^⨯/, '').trim() || 'request failed',
      )
    }
  }
}
