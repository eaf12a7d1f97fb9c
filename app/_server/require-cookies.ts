import 'server-only'
import { cookies } from 'next/headers'
import { AppError } from '#lib/errors.ts'

/**
 * For forms that sign somebody in. Their pages gave the browser a cookie, so a request without any comes from a browser
 * that keeps none: it would be asked to sign in again and again. Throws `cookies_missing`.
 */
export async function requireCookies(): Promise<void> {
  // Where cookies can be set, the jar has no size.
  if ((await cookies()).getAll().length === 0) throw new AppError('cookies_missing')
}
