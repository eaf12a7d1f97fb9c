import { buildIfStale } from './build-app.ts'
import { launch, say } from './launch.ts'
import { loadEnvironment } from './load-environment.ts'
import { requireFreePorts } from './ports.ts'
import { appProgram } from './programs.ts'
import { localUrl } from './wait-until-ready.ts'

const environment = loadEnvironment()
const { host, port, appUrl } = environment
await requireFreePorts([{ variable: 'PORT', host, port }])
await buildIfStale(say)
await launch({
  environment,
  programs: [appProgram(environment)],
  awaits: [localUrl(environment, port, '/')],
  announce: () => `The app is running: ${appUrl}`,
})
