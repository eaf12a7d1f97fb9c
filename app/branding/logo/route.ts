import { getServices } from '#app/_server/services.ts'
import { readLogo } from '#lib/branding/branding.ts'

/** The company's logo. Always an image, whatever a browser makes of its bytes. */
export async function GET(request: Request): Promise<Response> {
  const logo = await readLogo(getServices().db)
  if (logo === null) return new Response(null, { status: 404, headers: { 'Cache-Control': 'no-store' } })
  const isCurrent = new URL(request.url).searchParams.get('v') === logo.version
  return new Response(new Uint8Array(logo.bytes), {
    headers: {
      'Content-Type': logo.type,
      'Cache-Control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-store',
      'Content-Disposition': 'inline',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
