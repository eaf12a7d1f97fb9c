import pino, { type Logger, type LoggerOptions } from 'pino'
import { createLogSink } from './log-sink.ts'
import { isSecret, maskSecrets } from './secret.ts'

export type Log = Logger

/** JSON lines on standard output, in which no value can forge another line or control a terminal. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error', name: string): Log {
  const options: LoggerOptions = {
    level,
    base: { process: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: (error) => describeError(error), err: (error) => describeError(error) },
    hooks: {
      // Every line ends up as one string, whatever it was made of.
      streamWrite: (line) => encodeControls(maskSecrets(line)),
    },
  }
  return pino(options, createLogSink())
}

/** JSON encodes CR, LF and ESC, but neither DEL nor the C1 codes, which some terminals obey. */
function encodeControls(line: string): string {
  return line.replace(/[\x7f-\x9f]/g, (code) => `\\u00${code.charCodeAt(0).toString(16)}`)
}

/** Drizzle appends the values to the message of a failed query: email addresses, password hashes, sealed texts. */
function withoutParameters(message: string): string {
  return message.startsWith('Failed query: ') ? message.replace(/\nparams: .*$/s, '') : message
}

/** pg-boss reports copies of errors, which have no class. */
function isLikeError(error: unknown): error is Partial<Error> & { readonly message: string } {
  return (
    typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
  )
}

const mostCauses = 5

/** Name, message, code and causes. Never other properties: HTTP clients keep requests there. */
function describeError(error: unknown, depth = 0): unknown {
  if (isSecret(error)) return '[secret]'
  if (!isLikeError(error)) return String(error)
  const { name, stack, cause } = error
  const message = withoutParameters(error.message)
  const code = 'code' in error ? error.code : undefined
  return {
    name,
    message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: stack?.replace(error.message, () => message),
    // A cause can be its own: some libraries link errors in a circle.
    ...(cause === undefined || depth === mostCauses ? {} : { cause: describeError(cause, depth + 1) }),
  }
}
