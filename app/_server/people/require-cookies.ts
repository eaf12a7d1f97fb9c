import 'server-only'
import { cookies } from 'next/headers'
import { AppError } from '#lib/errors.ts'

/**
 * For forms that sign someone in. Their pages set a cookie, so a request without cookies comes from a browser that
 * doesn't keep them and would have to sign in repeatedly.
 */
export async function requireCookies(): Promise<void> {
  // Where cookies can be set, the jar has no size.
  if ((await cookies()).getAll().length === 0) throw new AppError('cookies_missing')
}
