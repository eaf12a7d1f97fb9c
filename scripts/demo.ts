import { parseArgs } from 'node:util'
import { childEnvironment } from '#lib/env.ts'
import { startDemo } from './demo/start.ts'
import { loadEnvFile, loadEnvironment } from './load-environment.ts'
import { say } from './processes/launch.ts'
import { startProduction } from './processes/start-production.ts'

const { values } = parseArgs({
  options: { empty: { type: 'boolean', default: false }, reset: { type: 'boolean', default: false } },
})
loadEnvFile()
const { LWA_CLIENT_ID, AMAZON_BASE_URL } = childEnvironment()
if (LWA_CLIENT_ID && !AMAZON_BASE_URL) {
  say(
    'LWA_CLIENT_ID is set, so nothing is simulated: this connects to Amazon, like npm start, without demo people.',
  )
  await startProduction(await loadEnvironment())
} else {
  await startDemo({ isEmpty: values.empty, isReset: values.reset })
}
