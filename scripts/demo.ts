import { childEnvironment } from '#lib/env.ts'
import { say } from './launch.ts'
import { loadEnvFile, loadEnvironment } from './load-environment.ts'
import { startDemo } from './start-demo.ts'
import { startProduction } from './start-production.ts'

loadEnvFile()
const { LWA_CLIENT_ID, AMAZON_BASE_URL } = childEnvironment()
if (LWA_CLIENT_ID && !AMAZON_BASE_URL) {
  say(
    'LWA_CLIENT_ID is set, so nothing is simulated: this connects to Amazon, like npm start, without demo people.',
  )
  await startProduction(loadEnvironment())
} else {
  await startDemo()
}
