export const dynamic = 'force-dynamic'

/** This process answers. It says nothing about the api, which answers for itself. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } })
}
