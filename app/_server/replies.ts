import 'server-only'
import { html, raw } from 'hono/html'
import { NextResponse } from 'next/server'
import { themeCss } from '#components/theme.ts'
import { type ErrorCode, errors, isAppError } from '#lib/errors.ts'
import { getServices } from './services.ts'

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
function problemPage(code: ErrorCode, requestId: string) {
  const { settings } = getServices()
  const { title, next } = errors[code]
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · ${settings.companyName}</title>
        <link rel="icon" href="/icon.svg" />
        <style>
          ${raw(themeCss + pageCss)}
        </style>
      </head>
      <body>
        <main>
          <p class="company">${settings.companyName}</p>
          <h1>${title}</h1>
          <p>${next}</p>
          <p><a class="button" href="/">To the connect page</a></p>
          <p class="small">
            ${
              settings.supportEmail === null
                ? ''
                : html`If it happens again, write to <a href="mailto:${settings.supportEmail}">${settings.supportEmail}</a>. `
            }
            Reference: <code>${requestId}</code>
          </p>
        </main>
      </body>
    </html>`
}

const pageCss = `
body{margin:0;background:var(--canvas);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:28rem;margin:0 auto;padding:4rem 1.25rem}
.company{font-weight:600;margin:0 0 2rem}
h1{font-size:28px;line-height:1.2;letter-spacing:-.02em;margin:0 0 .75rem;text-wrap:balance}
.button{display:inline-block;margin:.75rem 0;padding:.6rem 1rem;border-radius:8px;background:var(--accent);color:var(--on-accent);font-weight:500;text-decoration:none}
.button:hover{background:var(--accent-hover)}
a{color:var(--accent-ink)}
a:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.small{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--line);font-size:13px;color:var(--ink-muted)}
code{font:12px ui-monospace,monospace;overflow-wrap:anywhere}`
