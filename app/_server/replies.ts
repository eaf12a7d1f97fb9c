import 'server-only'
import { NextResponse } from 'next/server'
import { type ErrorCode, errors, isAppError } from '#lib/errors.ts'
import { problemDocument } from './problem-document.ts'
import { getServices } from './services.ts'
import { getPublicSettings } from './settings.ts'
import { readTheme } from './theme.ts'

/** Amazon's parameters pass here: they must not travel on in a Referer, nor stay in a cache. */
const discreet = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }

/** 302 for the way to Amazon, 303 for a way within our own pages. */
export function redirectTo(location: string, status: 302 | 303): NextResponse {
  return new NextResponse(null, { status, headers: { ...discreet, Location: location } })
}

/** A route handler's answer to what a verb threw: a page that says what happened and what to do next. */
export async function problemReply(error: unknown, requestId: string): Promise<NextResponse> {
  if (!isAppError(error)) getServices().log.error({ error, requestId }, 'request failed')
  const code = isAppError(error) ? error.code : 'internal'
  return new NextResponse(String(await problemPage(code, requestId)), {
    status: errors[code].status,
    headers: { ...discreet, 'Content-Type': 'text/html; charset=utf-8' },
  })
}

/** Outside React, because a page of Next can't answer 400. It needs no script. */
async function problemPage(code: ErrorCode, requestId: string) {
  const { title, next } = errors[code]
  const theme = await readTheme()
  return problemDocument({ ...getPublicSettings(), theme, title, next, reference: requestId })
}
