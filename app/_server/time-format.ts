import 'server-only'
import { cookies } from 'next/headers'
import { parseTimeFormat, type TimeFormat } from '#components/ui/time-format.ts'
import { ownCookie } from './own-cookie.ts'

export const timeFormatCookie = () => ownCookie('times')

/** The person's choice; relative times until they choose. */
export async function readTimeFormat(): Promise<TimeFormat> {
  return parseTimeFormat((await cookies()).get(timeFormatCookie().name)?.value)
}
