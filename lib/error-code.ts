import { isDatabaseAway } from './database/database-away.ts'
import { type ErrorCode, isAppError } from './errors.ts'

/** Pure. The code for any failure, at every door. */
export function nameFailure(error: unknown): ErrorCode {
  if (isAppError(error)) return error.code
  return isDatabaseAway(error) ? 'database_unavailable' : 'internal'
}
