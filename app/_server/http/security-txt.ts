const dayMs = 86_400_000
/** RFC 9116 recommends less than a year. */
const validDays = 180

interface SecurityFacts {
  /** As URIs. */
  readonly securityContacts: readonly string[]
  readonly appUrl: string
}

/** Where to report security problems (RFC 9116), or 404 if the company named no contact. */
export function securityTxt({ securityContacts, appUrl }: SecurityFacts, now: Date): Response {
  if (securityContacts.length === 0) return new Response('Not found\n', { status: 404, headers })
  // The same text all day, so that it can be cached.
  const today = Math.floor(now.getTime() / dayMs)
  const lines = [
    ...securityContacts.map((uri) => `Contact: ${uri}`),
    `Expires: ${new Date((today + validDays) * dayMs).toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${appUrl}/.well-known/security.txt`,
  ]
  return new Response(`${lines.join('\n')}\n`, {
    headers: { ...headers, 'Cache-Control': 'public, max-age=3600' },
  })
}

const headers = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
}
