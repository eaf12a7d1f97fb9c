import 'server-only'
import { notFound } from 'next/navigation'
import { type ErrorCode, isAppError } from '#lib/errors.ts'

/** For `.catch` on a read: the page is a 404 if the read fails with `code`. */
export function orNotFound(code: ErrorCode): (error: unknown) => never {
  return (error) => {
    if (isAppError(error) && error.code === code) notFound()
    throw error
  }
}

/** As `orNotFound`, for a read that the page's title shares: null instead of the 404. */
export function orNull(code: ErrorCode): (error: unknown) => null {
  return (error) => {
    if (isAppError(error) && error.code === code) return null
    throw error
  }
}
