import { getServices } from '#app/_server/services.ts'
import { isDatabaseReady } from '#lib/health/ready.ts'

export const dynamic = 'force-dynamic'

/** Pages can be served: the database answers, too. The api answers for itself. */
export async function GET(): Promise<Response> {
  const isReady = await isDatabaseReady(getServices())
  return Response.json(
    { status: isReady ? 'ok' : 'database_unavailable' },
    { status: isReady ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  )
}
