import 'server-only'
import { cookies } from 'next/headers'
import { parseTheme, type Theme, themeCookie } from '#components/theme.ts'

/** The person's choice; null follows the system. */
export async function readTheme(): Promise<Theme | null> {
  return parseTheme((await cookies()).get(themeCookie)?.value)
}
