'use server'

import { cookies } from 'next/headers'
import { parseTheme } from '#components/theme.ts'
import { themeCookie } from './theme.ts'

const yearSeconds = 365 * 24 * 3600

/** Server action of the theme toggle: field `theme` is `light` or `dark`; anything else follows the system again. */
export async function chooseTheme(form: FormData): Promise<void> {
  const theme = form instanceof FormData ? parseTheme(form.get('theme')) : null
  const { name, options } = themeCookie()
  const jar = await cookies()
  if (theme === null) jar.delete({ name, ...options })
  else jar.set(name, theme, { ...options, maxAge: yearSeconds })
}
