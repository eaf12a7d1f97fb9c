import { programOptions } from './commands/program-options.ts'
import { loadEnvironment } from './load-environment.ts'
import { launch } from './processes/launch.ts'
import { metricsPorts, requireFreePorts } from './processes/ports.ts'
import { entryProgram } from './processes/programs.ts'
import { localUrl } from './processes/wait-until-ready.ts'

programOptions(`npm run api

Starts the api alone, until Ctrl+C. It is its own worker unless .env has WORKER=off.`)

const environment = await loadEnvironment()
const { host, apiPort } = environment
await requireFreePorts([{ variable: 'API_PORT', host, port: apiPort }, ...metricsPorts(environment, ['api'])])
await launch({
  environment,
  programs: [entryProgram('api', environment)],
  awaits: [localUrl(environment, apiPort, '/readyz')],
  announce: () => `The api is running: ${localUrl(environment, apiPort, '')}`,
})
