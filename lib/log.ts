import pino, { type Logger } from 'pino'
import { isSecret } from './secret.ts'

export type Log = Logger

/**
 * What a secret of Amazon or of ours looks like. The last line of defence: secrets are of type Secret and
 * don't get here; texts from outside (error descriptions, stack traces) might quote one.
 */
const secretShapes =
  /\b(?:Atz[ar]|Atc|Atz\.sprdt)\|[\w+/=.|%-]+|\bamzn1\.oa2-cs[\w.-]+|\bspapi_oauth_code=[^&\s"]+|\b(?:client_secret|refresh_token|access_token|code|state|password)=[^&\s"]+/g

export function maskSecrets(text: string): string {
  return text.replace(secretShapes, '[secret]')
}

/** JSON lines on standard output. CR, LF and escape codes are encoded by JSON itself. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error', name: string): Log {
  return pino({
    level,
    base: { process: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: describeError, err: describeError },
    hooks: {
      // Every line is one string in the end, whatever it was made of.
      streamWrite: maskSecrets,
    },
  })
}

/** Name, message, code and causes. Never other properties: HTTP clients keep requests there. */
function describeError(error: unknown): unknown {
  if (isSecret(error)) return '[secret]'
  if (!(error instanceof Error)) return String(error)
  return {
    name: error.name,
    message: error.message,
    ...('code' in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
