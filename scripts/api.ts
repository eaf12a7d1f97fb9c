import { launch } from './launch.ts'
import { loadEnvironment } from './load-environment.ts'
import { metricsPorts, requireFreePorts } from './ports.ts'
import { entryProgram } from './programs.ts'
import { localUrl } from './wait-until-ready.ts'

const environment = await loadEnvironment()
const { host, apiPort } = environment
await requireFreePorts([{ variable: 'API_PORT', host, port: apiPort }, ...metricsPorts(environment, ['api'])])
await launch({
  environment,
  programs: [entryProgram('api', environment)],
  awaits: [localUrl(environment, apiPort, '/readyz')],
  announce: () => `The api is running: ${localUrl(environment, apiPort, '')}`,
})
