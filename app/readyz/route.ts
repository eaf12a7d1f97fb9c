import { getServices } from '#app/_server/services.ts'
import { checkReadiness } from '#lib/readiness.ts'

export const dynamic = 'force-dynamic'

/** Pages can be served: the database responds and accepts writes. The api reports for itself. */
export async function GET(): Promise<Response> {
  const status = await checkReadiness(getServices())
  return Response.json(
    { status },
    { status: status === 'ok' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  )
}
