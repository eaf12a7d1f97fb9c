import { childEnvironment, setMissing } from '#lib/env.ts'
import { programOptions } from './commands/program-options.ts'
import { selectForDemo } from './demo/environment.ts'
import { startDemo } from './demo/start.ts'
import { loadEnvironment, readEnvFile } from './load-environment.ts'
import { say } from './processes/launch.ts'
import { startProduction } from './processes/start-production.ts'

const usage = `npm run demo -- [--empty] [--reset]

Starts Gatehouse with a simulated Amazon, until Ctrl+C, and continues where the last start stopped.
  --empty   a new demo has its people, but no year behind it
  --reset   starts the demo afresh`

const { empty, reset } = programOptions(usage, {
  empty: { type: 'boolean', default: false },
  reset: { type: 'boolean', default: false },
})
const file = readEnvFile()
const { LWA_CLIENT_ID, AMAZON_BASE_URL } = { ...file, ...childEnvironment() }
if (LWA_CLIENT_ID && !AMAZON_BASE_URL) {
  say(
    'LWA_CLIENT_ID is set, so nothing is simulated: this connects to Amazon, like npm start, without demo people.',
  )
  await startProduction(await loadEnvironment())
} else {
  setMissing(selectForDemo(file))
  await startDemo({ isEmpty: empty, isReset: reset })
}
