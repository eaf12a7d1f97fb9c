import { childEnvironment } from '#lib/env.ts'
import { findPgBouncer, findReplication, findTestServers } from './tests/find-test-servers.ts'
import { runSteps } from './tests/run-steps.ts'
import { browser, build, lint, types, unused, vitest } from './tests/steps.ts'

const { passed, failed, skipped } = await runSteps([
  { steps: [types, lint, unused] },
  { steps: [vitest('unit, simulator, store, flows, api')] },
  { steps: [build], needed: true },
  { steps: [browser] },
])

const { TEST_DATABASE_URL, TEST_PGBOUNCER, PATH } = childEnvironment()
for (const { skipped: lines } of [
  findTestServers(TEST_DATABASE_URL),
  findPgBouncer(TEST_PGBOUNCER, PATH),
  findReplication(),
]) {
  for (const line of lines) console.log(line)
}
for (const name of skipped) console.log(`Skipped: ${name}.`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
