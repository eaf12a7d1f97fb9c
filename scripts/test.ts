import { childEnvironment } from '#lib/env.ts'
import { findTestServers } from './find-test-servers.ts'
import { runSteps } from './run-steps.ts'
import { browser, build, lint, types, unused, vitest } from './steps.ts'

const { passed, failed, skipped } = await runSteps([
  { steps: [types, lint, unused] },
  { steps: [vitest('unit, simulator, store, flows, api')] },
  { steps: [build], needed: true },
  { steps: [browser] },
])

for (const line of findTestServers(childEnvironment().TEST_DATABASE_URL).skipped) console.log(line)
for (const name of skipped) console.log(`Skipped: ${name}.`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
