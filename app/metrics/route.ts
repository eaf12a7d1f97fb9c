import { getServices } from '#app/_server/services.ts'
import { answerMetrics, noMetrics } from '#lib/metrics/serve.ts'

export const dynamic = 'force-dynamic'

/** This process's metrics, for clients with METRICS_TOKEN. With METRICS_PORT they are on that port instead. */
export async function GET(request: Request): Promise<Response> {
  const { metricsToken } = getServices()
  const { status, headers, text } =
    metricsToken === null
      ? noMetrics
      : await answerMetrics(metricsToken, request.headers.get('authorization'))
  return new Response(text, { status, headers })
}
