import 'server-only'
import { cookies } from 'next/headers'
import type { NextRequest, NextResponse } from 'next/server'
import { ownCookie } from './own-cookie.ts'

/** One for the browser, shared by all its attempts: a second tab must not void the first. */
const lifeSeconds = 30 * 60

const cookie = () => ownCookie('gatehouse.attempt')

export function readBinding(request: NextRequest): string | null {
  return wellFormed(request.cookies.get(cookie().name)?.value)
}

/** As `readBinding`, for pages and server actions. */
export async function readBindingOfPage(): Promise<string | null> {
  return wellFormed((await cookies()).get(cookie().name)?.value)
}

export function keepBinding(response: NextResponse, bindingToken: string): void {
  const { name, options } = cookie()
  response.cookies.set(name, bindingToken, { ...options, maxAge: lifeSeconds })
}

function wellFormed(value: string | undefined): string | null {
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : null
}
