export const dynamic = 'force-dynamic'

/** Reports this process only. The api reports for itself. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } })
}
