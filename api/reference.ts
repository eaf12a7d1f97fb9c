import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { etagOf, isKnown } from '#lib/etag.ts'
import type { ApiRequest } from './http.ts'

/*
 * The reference of the API as a page: Redoc, from the package, over the OpenAPI document. Nothing is loaded from
 * elsewhere, and the page's policy allows nothing else.
 */

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>Gatehouse API</title>
<style>body { margin: 0; background: #fff; font-family: system-ui, sans-serif; color: #1c1f23 } noscript p { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; line-height: 1.5 }</style>
</head>
<body>
<noscript><p>This page needs JavaScript. The same is in the OpenAPI document: <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p></noscript>
<main id="reference"></main>
<script src="/api/v1/docs/redoc.js"></script>
<script src="/api/v1/docs/start.js"></script>
</body>
</html>
`

const start = `Redoc.init('/api/v1/openapi.json', {
  expandResponses: '200,201',
  jsonSampleExpandLevel: 3,
  nativeScrollbars: true,
  pathInMiddlePanel: true,
  theme: {
    colors: {
      primary: { main: '#0b57d0' },
      text: { primary: '#1c1f23', secondary: '#5b636c' },
    },
    typography: {
      fontSize: '15px',
      fontFamily: 'system-ui, sans-serif',
      headings: { fontFamily: 'system-ui, sans-serif', fontWeight: '600' },
      code: { fontFamily: 'ui-monospace, monospace' },
    },
    sidebar: { backgroundColor: '#f5f6f7', textColor: '#1c1f23' },
    rightPanel: { backgroundColor: '#1f2328' },
  },
}, document.getElementById('reference'))
`

/** Redoc would load its maker's logo from the web. */
const logo = 'https://cdn.redoc.ly/redoc/logo-mini.svg'

/** Compressed once, so that a request only has to send it. */
let bundle: { readonly zipped: Buffer<ArrayBuffer>; readonly etag: string } | null = null

function readBundle() {
  if (bundle === null) {
    const file = new URL(import.meta.resolve('redoc/bundles/redoc.standalone.js'))
    const text = readFileSync(file, 'utf8').replaceAll(logo, 'data:,')
    bundle = { zipped: gzipSync(text), etag: etagOf({ text }) }
  }
  return bundle
}

function respondWithBundle(c: ApiRequest): Response {
  const { zipped, etag } = readBundle()
  const caching = 'public, max-age=86400'
  const about = { ETag: `W/${etag}`, Vary: 'Accept-Encoding' }
  if (isKnown(etag, c.req.header('if-none-match'))) return respond(null, script, caching, about)
  if (/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(c.req.header('accept-encoding') ?? '')) {
    return respond(zipped, script, caching, { ...about, 'Content-Encoding': 'gzip' })
  }
  const unzipped = new Blob([zipped]).stream().pipeThrough(new DecompressionStream('gzip'))
  return respond(unzipped, script, caching, about)
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // Redoc's search runs in a worker that it creates from its own code.
  'worker-src blob:',
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const script = 'text/javascript; charset=utf-8'

/** By path. It contains nothing secret, so it needs no key. */
export const referencePaths: Readonly<Record<string, (c: ApiRequest) => Response>> = {
  '/api/v1/docs': () => respond(page, 'text/html; charset=utf-8', 'no-store'),
  '/api/v1/docs/redoc.js': respondWithBundle,
  '/api/v1/docs/start.js': () => respond(start, script, 'no-store'),
}

/** Null: the client already has this version. */
function respond(
  body: string | Buffer<ArrayBuffer> | ReadableStream | null,
  type: string,
  caching: string,
  about: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, {
    status: body === null ? 304 : 200,
    headers: {
      ...about,
      'Content-Type': type,
      'Cache-Control': caching,
      'Content-Security-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    },
  })
}
