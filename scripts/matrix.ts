import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectFolder } from './load-environment.ts'

const playwright = join(projectFolder, 'node_modules/.bin/playwright')
const config = join(projectFolder, 'tests/matrix/playwright.config.ts')
const { status } = spawnSync(playwright, ['test', '--config', config, ...process.argv.slice(2)], {
  cwd: projectFolder,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
