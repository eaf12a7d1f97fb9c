import 'server-only'
import { cookies } from 'next/headers'
import { parseTheme, type Theme } from '#components/theme.ts'
import { ownCookie } from './own-cookie.ts'

export const themeCookie = () => ownCookie('theme')

/** The person's choice; null follows the system. */
export async function readTheme(): Promise<Theme | null> {
  return parseTheme((await cookies()).get(themeCookie().name)?.value)
}
