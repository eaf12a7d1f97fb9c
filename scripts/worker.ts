import { launch } from './launch.ts'
import { loadEnvironment } from './load-environment.ts'
import { metricsPorts, requireFreePorts } from './ports.ts'
import { entryProgram } from './programs.ts'

const environment = await loadEnvironment()
await requireFreePorts(metricsPorts(environment, ['worker']))
await launch({
  environment,
  programs: [entryProgram('worker', environment)],
  announce: () => 'The worker is running.',
})
