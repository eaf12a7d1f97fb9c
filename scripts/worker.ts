import { programOptions } from './commands/program-options.ts'
import { loadEnvironment } from './load-environment.ts'
import { launch } from './processes/launch.ts'
import { metricsPorts, requireFreePorts } from './processes/ports.ts'
import { entryProgram } from './processes/programs.ts'

programOptions(`npm run worker

Starts a worker alone, until Ctrl+C. Any number may run on one database.`)

const environment = await loadEnvironment()
await requireFreePorts(metricsPorts(environment, ['worker']))
await launch({
  environment,
  programs: [entryProgram('worker', environment)],
  announce: () => 'The worker is running.',
})
