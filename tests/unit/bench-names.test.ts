import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('an unknown measurement is named, with the existing ones', () => {
  const run = join(import.meta.dirname, '../../scripts/run.mjs')
  const { status, stderr } = spawnSync(process.execPath, [run, 'bench', 'vend', 'vendd'], {
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toMatch(/^Nothing measures vendd\. Choose from: callback, .*reseal\.\n$/)
})
