import 'server-only'
import { html } from 'hono/html'
import { NextResponse } from 'next/server'
import { languages } from '#lib/languages/languages.ts'
import { textIn } from '#lib/languages/text.ts'
import type { ReturnLink } from '#lib/links/return-url.ts'
import { currentArea } from '../area.ts'
import { toUserError } from '../forms/to-user-error.ts'
import { currentLanguage } from '../languages/language.ts'
import { getPublicSettings } from '../settings.ts'
import { readTheme } from '../theme.ts'
import { problemDocument } from './problem-document.ts'

/** Amazon's parameters pass through here: they must not be passed on in a Referer, or stay in a cache. */
const discreet = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }
const htmlHeaders = { ...discreet, 'Content-Type': 'text/html; charset=utf-8' }

/** 302 for the way to Amazon, 303 for a way within our own pages. */
export function redirectTo(location: string, status: 302 | 303): NextResponse {
  return new NextResponse(null, { status, headers: { ...discreet, Location: location } })
}

/** Continues as a page of ours does, whose requests come from this site wherever the person was before. */
export async function continueAt(path: string): Promise<NextResponse> {
  const language = await currentLanguage()
  const { tag, direction } = languages[language]
  const words = textIn(language, 'signIn')('continue')
  const page = html`<!doctype html>
    <html lang="${tag}" dir="${direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="refresh" content="0; url=${path}" />
        <title>${words}</title>
      </head>
      <body>
        <a href="${path}">${words}</a>
      </body>
    </html>`
  return new NextResponse(String(page), { headers: htmlHeaders })
}

/**
 * A route handler's response to an error from a use case: a page that says what happened and what to do next. Outside
 * React, because a Next page can't respond with 400. `returnLink`: where the seller came from.
 */
export async function problemReply(
  error: unknown,
  requestId: string,
  returnLink: ReturnLink | null = null,
): Promise<NextResponse> {
  const audience = (await currentArea()) === 'operators' ? 'operator' : 'seller'
  const { status, title, next } = await toUserError(error, audience, requestId)
  const theme = await readTheme()
  const language = await currentLanguage()
  const page = problemDocument({
    ...(await getPublicSettings()),
    theme,
    language,
    title,
    next,
    returnLink,
    reference: requestId,
  })
  return new NextResponse(String(page), {
    status,
    headers: htmlHeaders,
  })
}
