import { html, raw } from 'hono/html'
import type { Answer } from '../call.ts'
import { contentSecurityPolicy, style } from './style.ts'

export type Html = ReturnType<typeof html>

export interface PageFacts {
  readonly status?: number
  readonly title: string
  /** The address bar's host, as on Amazon's page. */
  readonly host: string
  readonly home: string
  readonly wide?: boolean
  readonly body: Html
  readonly row?: string
  readonly reason?: string
}

/** A page of the simulated Amazon, without scripts and external resources. */
export async function page(facts: PageFacts): Promise<Answer> {
  const { status = 200, title, host, home, wide = false, body, row, reason } = facts
  const text = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title} · Simulated Amazon</title>
<style>${raw(style)}</style>
</head>
<body>
<header>
<p class="banner">Simulated Amazon: nothing here is real, and nothing reaches Amazon.</p>
<p class="host"><a href="${home}" class="mono">${host}</a></p>
</header>
<main class="${wide ? 'wide' : 'narrow'}">
${body}
</main>
</body>
</html>
`
  return {
    status,
    headers: {
      'Content-Type': 'text/html;charset=UTF-8',
      'Content-Security-Policy': contentSecurityPolicy,
      'Cache-Control': 'no-store',
      // Not no-referrer: forms of such a page send `Origin: null`.
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    },
    body: String(text),
    ...(row !== undefined && { row }),
    ...(reason !== undefined && { reason }),
  }
}

export function redirect(location: string, reason = ''): Answer {
  return {
    status: 302,
    headers: { Location: location, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
    body: '',
    ...(reason !== '' && { reason }),
  }
}

/** Adds parameters to an address and keeps those that it has. */
export function withParameters(address: string, parameters: Readonly<Record<string, string | null>>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value === null ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  )
  return `${address}${address.includes('?') ? '&' : '?'}${pairs.join('&')}`
}
