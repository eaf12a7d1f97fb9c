import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectFolder } from './load-environment.ts'
import { runSteps } from './tests/run-steps.ts'
import { lint, types, unused, vitest } from './tests/steps.ts'

if (process.argv.includes('--structure')) {
  // Figures for maintainers instead of checks: the number of files, and of the files that each task involves.
  const { status } = spawnSync(process.execPath, [join(projectFolder, 'tests/boundaries/structure.ts')], {
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
} else {
  const { passed, failed } = await runSteps([{ steps: [types, lint, unused, vitest('unit tests', 'unit')] }])
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}
