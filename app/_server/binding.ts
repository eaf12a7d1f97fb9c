import 'server-only'
import { cookies } from 'next/headers'
import type { NextRequest, NextResponse } from 'next/server'
import { getServices } from './services.ts'

/** One for the browser, shared by all its attempts: a second tab must not void the first. */
const lifeSeconds = 30 * 60

function isHttps(): boolean {
  return getServices().settings.appUrl.startsWith('https://')
}

function cookieName(): string {
  return isHttps() ? '__Host-gatehouse.attempt' : 'gatehouse.attempt'
}

export function readBinding(request: NextRequest): string | null {
  return wellFormed(request.cookies.get(cookieName())?.value)
}

/** As `readBinding`, for pages and server actions. */
export async function readBindingOfPage(): Promise<string | null> {
  return wellFormed((await cookies()).get(cookieName())?.value)
}

export function keepBinding(response: NextResponse, bindingToken: string): void {
  response.cookies.set(cookieName(), bindingToken, {
    httpOnly: true,
    secure: isHttps(),
    sameSite: 'lax',
    path: '/',
    maxAge: lifeSeconds,
  })
}

function wellFormed(value: string | undefined): string | null {
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : null
}
