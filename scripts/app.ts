import { buildIfStale } from './build/build-app.ts'
import { programOptions } from './commands/program-options.ts'
import { loadEnvironment } from './load-environment.ts'
import { launch, say } from './processes/launch.ts'
import { metricsPorts, requireFreePorts } from './processes/ports.ts'
import { appProgram } from './processes/programs.ts'
import { isReady, localUrl } from './processes/wait-until-ready.ts'

programOptions(`npm run app

Starts the app alone, until Ctrl+C. API_URL in .env names the api.`)

const environment = await loadEnvironment()
const { host, port, appUrl, apiOrigin } = environment
await requireFreePorts([{ variable: 'PORT', host, port }, ...metricsPorts(environment, ['app'])])
await buildIfStale(say)
await launch({
  environment,
  programs: [appProgram(environment)],
  opens: [localUrl(environment, port, '/')],
  announce: async () => {
    const isThere = await isReady(`${apiOrigin}/healthz`)
    return `The app is running: ${appUrl}
It passes requests of programs (/api/v1) on to the api at ${apiOrigin}, ${isThere ? 'which answers.' : "which doesn't answer yet: start it with npm run api, or set API_URL to where it runs. Pages work without it."}`
  },
})
