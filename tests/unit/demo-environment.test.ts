import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '#bench/free-port.ts'
import { childEnvironment } from '#lib/env.ts'
import { demoEnvironment } from '#scripts/demo/environment.ts'
import { lockFolder } from '#scripts/demo/lock-folder.ts'
import { projectFolder } from '#scripts/load-environment.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-demo-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('damaged secrets of the demo ask to remove the demo’s files, and not those of npm start beside them', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'demo-secrets.json')
  for (const content of ['', '{', '{"AUTH_SECRET":"x"}']) {
    writeFileSync(file, content)
    expect(() => demoEnvironment({}, folder)).toThrow(
      `${file} is damaged. Remove this file and the folder ${join(folder, 'demo')} to start the demo afresh.`,
    )
  }
})

test('a second demo on the same data folder is refused, whatever its ports', async () => {
  const folder = temporaryFolder()
  const { GATEHOUSE_DATA = '' } = demoEnvironment({}, folder)
  await lockFolder(GATEHOUSE_DATA)
  const ports = ['PORT', 'API_PORT', 'SIMULATOR_PORT', 'MAILBOX_PORT', 'MAILBOX_SMTP_PORT']
  const free = await Promise.all(ports.map(async (name) => [name, String(await freePort())]))
  const second = spawnLeashed([join(projectFolder, 'scripts/run.mjs'), 'demo', '--empty'], {
    env: childEnvironment({
      ...{ GATEHOUSE_DATA: folder, LWA_CLIENT_ID: '', AMAZON_BASE_URL: '', DATABASE_URL: '' },
      ...Object.fromEntries(free),
    }),
    stdout: 'ignore',
    stderr: 'pipe',
  })
  onTestFinished(() => void second.kill('SIGKILL'))
  if (second.stderr === null) throw new Error('it has no output')
  const [said] = await Promise.all([text(second.stderr), once(second, 'exit')])
  expect(second.exitCode).toBe(1)
  expect(said).toContain(`Another demo uses the folder ${GATEHOUSE_DATA}`)
  expect(said).toContain('set GATEHOUSE_DATA to another folder')
})
