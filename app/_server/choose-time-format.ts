'use server'

import { cookies } from 'next/headers'
import { parseTimeFormat } from '#components/ui/time-format.ts'
import { timeFormatCookie } from './time-format.ts'

const yearSeconds = 365 * 24 * 3600

/** Server action of the choice between forms of time: field `format`. */
export async function chooseTimeFormat(form: FormData): Promise<void> {
  const format = parseTimeFormat(form instanceof FormData ? form.get('format') : null)
  const { name, options } = timeFormatCookie()
  const jar = await cookies()
  jar.set(name, format, { ...options, maxAge: yearSeconds })
}
