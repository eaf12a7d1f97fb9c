import { loadEnvironment } from './load-environment.ts'
import { launch } from './processes/launch.ts'
import { metricsPorts, requireFreePorts } from './processes/ports.ts'
import { entryProgram } from './processes/programs.ts'

const environment = await loadEnvironment()
await requireFreePorts(metricsPorts(environment, ['worker']))
await launch({
  environment,
  programs: [entryProgram('worker', environment)],
  announce: () => 'The worker is running.',
})
