import pino, { type Logger } from 'pino'
import { isSecret, maskSecrets } from './secret.ts'

export type Log = Logger

/** JSON lines on standard output. CR, LF and escape codes are encoded by JSON itself. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error', name: string): Log {
  return pino({
    level,
    base: { process: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: (error) => describeError(error), err: (error) => describeError(error) },
    hooks: {
      // Every line is one string in the end, whatever it was made of.
      streamWrite: maskSecrets,
    },
  })
}

const mostCauses = 5

/** Name, message, code and causes. Never other properties: HTTP clients keep requests there. */
function describeError(error: unknown, depth = 0): unknown {
  if (isSecret(error)) return '[secret]'
  if (!(error instanceof Error)) return String(error)
  const { name, message, stack, cause } = error
  const code = 'code' in error ? error.code : undefined
  return {
    name,
    message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack,
    // A cause can be its own: some libraries link errors in a circle.
    ...(cause === undefined || depth === mostCauses ? {} : { cause: describeError(cause, depth + 1) }),
  }
}
