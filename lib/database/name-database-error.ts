import { maskSecrets } from '../secret.ts'

const longest = 300

/**
 * Why a write failed, for operators: the code and message of Postgres, such as `53100: could not extend file`. Never the
 * statement or its values, which drizzle puts into the message of its own error.
 */
export function describeDatabaseError(error: unknown): string {
  const cause = innermost(error)
  const code = 'code' in cause && typeof cause.code === 'string' ? `${cause.code}: ` : ''
  const message = cause.message.startsWith('Failed query') ? 'the query failed' : cause.message
  return maskSecrets(code + message).slice(0, longest)
}

function innermost(error: unknown): Error {
  let cause = error instanceof Error ? error : new Error(String(error))
  for (let depth = 0; depth < 10 && cause.cause instanceof Error; depth += 1) cause = cause.cause
  return cause
}
