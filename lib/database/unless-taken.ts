import { AppError, type ErrorCode } from '../errors.ts'

/**
 * What `work` gives. Where another row stands in its way, its unique index says which error that is, also for the
 * second of two that write at once. Then the transaction can only end.
 */
export async function mapUniqueViolation<T>(
  errorOf: Readonly<Record<string, ErrorCode>>,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work
  } catch (error) {
    const code = errorOf[takenIndex(error) ?? '']
    if (code === undefined) throw error
    throw new AppError(code, {}, { cause: error })
  }
}

/** The unique index that refused a row; null for any other failure. */
function takenIndex(error: unknown): string | null {
  const cause: unknown = error instanceof Error ? error.cause : null
  if (typeof cause !== 'object' || cause === null) return null
  const isTaken = 'code' in cause && cause.code === '23505' && 'constraint_name' in cause
  return isTaken ? String(cause.constraint_name) : null
}
