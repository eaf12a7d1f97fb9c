import { launch } from './launch.ts'
import { loadEnvironment } from './load-environment.ts'
import { entryProgram } from './programs.ts'

const environment = loadEnvironment()
await launch({
  environment,
  programs: [entryProgram('worker', environment)],
  announce: () => 'The worker is running.',
})
