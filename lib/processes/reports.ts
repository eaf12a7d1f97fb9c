import type { Environment } from '../env.ts'
import { metricsPortOffsets } from '../env-faults.ts'
import type { Log } from '../log.ts'
import { reportProcess } from '../metrics/record.ts'
import { listenForMetrics } from '../metrics/serve.ts'
import { startTracing } from '../traces/start.ts'

type Program = keyof typeof metricsPortOffsets

/** Starts this process's reports: metrics on their own port, and traces. Resolves with a function that stops them. */
export async function startReports(
  environment: Environment,
  program: Program,
  log: Log,
): Promise<() => Promise<void>> {
  const { metrics, traces } = environment
  const { port, host, token } = metrics
  if (port !== null || token !== null) reportProcess(program)
  const listening =
    port === null ? null : listenForMetrics({ port: port + metricsPortOffsets[program], host, token }, log)
  const stopTracing =
    traces === null
      ? null
      : await startTracing(traces, {
          name: program,
          environment: environment.environment,
          report: (message) => log.warn(message),
        })
  return async () => {
    listening?.close()
    await stopTracing?.()
  }
}

/** Whether the metrics of this process can be read. A separate worker only has its own port. */
export function servesMetrics({ metrics }: Pick<Environment, 'metrics'>, program: Program): boolean {
  return metrics.port !== null || (metrics.token !== null && program !== 'worker')
}
