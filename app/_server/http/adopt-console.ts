import { format, stripVTControlCharacters, types } from 'node:util'
import type { Log } from '#lib/log.ts'
import { createLineLimit } from './line-limit.ts'

/** Next's own words come first, and what a request has brought after them. */
const ownWords = 16

/**
 * From now on, what Next prints about failures is a line of the log: encoded, masked, and without what hangs on an
 * error, such as the values of a failed query. `digest` is what the page shows as its reference. A few of a kind are
 * written in a minute.
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
