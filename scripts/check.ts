import { runSteps } from './run-steps.ts'
import { lint, types, unused, vitest } from './steps.ts'

const { passed, failed } = await runSteps([{ steps: [types, lint, unused, vitest('unit tests', 'unit')] }])
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
