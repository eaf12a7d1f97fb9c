import 'server-only'
import { cookies } from 'next/headers'
import type { NextRequest, NextResponse } from 'next/server'
import { attemptLifeMs } from '#lib/attempts/lifecycle.ts'
import type { Bindings } from '#lib/attempts/new-attempt.ts'
import { ownCookie } from './own-cookie.ts'

/** One cookie for each attempt: tabs that start at the same time must not overwrite each other's. */
const cookieOf = (attemptId: string) => ownCookie(`attempt-${attemptId}`)

/** From a request's cookies, oldest first, as browsers send them. */
export function readBindings(request: NextRequest): Bindings {
  return toBindings(request.cookies.getAll())
}

/** As `readBindings`, for pages and server actions. */
export async function readBindingsOfPage(): Promise<Bindings> {
  return toBindings((await cookies()).getAll())
}

function toBindings(present: readonly { readonly name: string; readonly value: string }[]): Bindings {
  return new Map(
    present.flatMap(({ name, value }) => {
      const [id] = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.exec(name) ?? []
      const isOurs = id !== undefined && name === cookieOf(id).name && /^[\w-]{43}$/.test(value)
      return isOurs ? [[id, value]] : []
    }),
  )
}

/** Lets the browser keep this attempt for as long as its state is valid, or its finish page is of interest. */
export function keepBinding(response: NextResponse, bindings: Bindings, attemptId: string): void {
  const { name, options } = cookieOf(attemptId)
  response.cookies.set(name, bindings.get(attemptId) ?? '', { ...options, maxAge: attemptLifeMs / 1_000 })
}

/** Makes the browser forget attempts that no longer exist. */
export function dropBindings(response: NextResponse, before: Bindings, after: Bindings): void {
  for (const attemptId of before.keys()) {
    if (after.has(attemptId)) continue
    const { name, options } = cookieOf(attemptId)
    response.cookies.set(name, '', { ...options, maxAge: 0 })
  }
}

/** After a sign-out, the person who comes back from Amazon in this browser may be another one. */
export async function forgetBindings(): Promise<void> {
  const jar = await cookies()
  for (const attemptId of toBindings(jar.getAll()).keys()) {
    const { name, options } = cookieOf(attemptId)
    jar.set(name, '', { ...options, maxAge: 0 })
  }
}
