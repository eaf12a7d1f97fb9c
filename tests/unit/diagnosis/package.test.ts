import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const project = join(import.meta.dirname, '../../..')
const folder = join(project, 'clients/diagnose')

test('the package is a single file that runs in an empty folder, with the licenses of what it contains', () => {
  const empty = mkdtempSync(join(tmpdir(), 'diagnose-'))
  const built = join(empty, 'diagnose.js')
  writeFileSync(join(empty, 'package.json'), '{"type":"module"}')
  execFileSync(process.execPath, [join(folder, 'build.mjs'), empty], { stdio: 'ignore' })
  expect(readFileSync(built, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  const { scripts, files } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  expect({ scripts, files }).toEqual({ scripts: { prepack: 'node build.mjs' }, files: ['dist'] })
  expect(readFileSync(join(empty, 'LICENSES.txt'), 'utf8')).toMatch(/^zod\n\nMIT License\n/m)
  writeFileSync(join(empty, 'error.txt'), '{"error":"invalid_client"}')
  const run = (...args: readonly string[]) =>
    execFileSync(process.execPath, [built, ...args], {
      cwd: empty,
      env: { NODE_ENV: 'production' },
      encoding: 'utf8',
    })
  expect(run('error.txt')).toContain('Question: When was the client secret created?')
  expect(JSON.parse(run('error.txt', '--json', '--answer', 'secret-age.old')).diagnoses[0].id).toBe(
    'secret-old-refused',
  )
})
