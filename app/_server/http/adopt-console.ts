import { format, stripVTControlCharacters, types } from 'node:util'
import type { Log } from '#lib/log.ts'
import { createLineLimit } from './line-limit.ts'

/** Next's own words come first, followed by data of the request. */
const ownWords = 16

/**
 * From now on, Next's messages about failures are lines of the log: encoded, masked, and without properties of an
 * error, such as the values of a failed query. `digest` is the reference on the error page. A few of a kind are written
 * per minute.
 */
export function adoptConsole(log: Log): void {
  const limit = createLineLimit(() => performance.now())
  for (const level of ['error', 'warn'] as const) {
    console[level] = (...parts: unknown[]) => {
      const error = parts.find(types.isNativeError)
      const text = stripVTControlCharacters(format(...parts.filter((part) => part !== error)))
      const digest = error !== undefined && 'digest' in error ? String(error.digest) : undefined
      const message = text.replace(/^⨯/, '').trim() || 'request failed'
      const leftOut = limit.admit((error?.message ?? message).slice(0, ownWords))
      if (leftOut === null) return
      log[level](
        { ...(error !== undefined && { error, digest }), ...(leftOut > 0 && { leftOutBefore: leftOut }) },
        message,
      )
    }
  }
}
