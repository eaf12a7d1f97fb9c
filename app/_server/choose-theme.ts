'use server'

import { cookies, headers } from 'next/headers'
import { parseTheme, themeCookie } from '#components/theme.ts'

const yearSeconds = 365 * 24 * 3600

/** Server action of the theme toggle: field `theme` is `light` or `dark`; anything else follows the system again. */
export async function chooseTheme(form: FormData): Promise<void> {
  const theme = form instanceof FormData ? parseTheme(form.get('theme')) : null
  const jar = await cookies()
  if (theme === null) {
    jar.delete(themeCookie)
    return
  }
  const secure = (await headers()).get('origin')?.startsWith('https:') ?? false
  jar.set(themeCookie, theme, { httpOnly: true, secure, sameSite: 'lax', path: '/', maxAge: yearSeconds })
}
