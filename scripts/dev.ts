import { requireBuildable } from './build/check-build.ts'
import { programOptions } from './commands/program-options.ts'
import { loadEnvironment, projectFolder } from './load-environment.ts'
import { launch } from './processes/launch.ts'
import { requireFreePorts } from './processes/ports.ts'
import { appInDevelopment, entryProgram } from './processes/programs.ts'
import { localUrl } from './processes/wait-until-ready.ts'

programOptions(`npm run dev

Starts the app and the api from their sources, until Ctrl+C, and picks up changes.`)

const environment = await loadEnvironment()
const { host, port, apiPort, appUrl } = environment
await requireFreePorts([
  { variable: 'PORT', host, port },
  { variable: 'API_PORT', host, port: apiPort },
])
requireBuildable(projectFolder)
await launch({
  environment,
  programs: [
    appInDevelopment(environment),
    entryProgram('api', environment, { changes: { NODE_ENV: 'development' }, options: ['--watch'] }),
  ],
  awaits: [localUrl(environment, port, '/'), localUrl(environment, apiPort, '/readyz')],
  announce: () => `Gatehouse is running from its sources: ${appUrl}`,
})
