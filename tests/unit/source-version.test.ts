import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sourceVersion } from '#scripts/build/source-version.ts'

function makeProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-version-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'app/connect'), { recursive: true })
  writeFileSync(join(folder, 'app/page.tsx'), 'export default 1')
  writeFileSync(join(folder, 'app/connect/page.tsx'), 'export default 2')
  writeFileSync(join(folder, 'package.json'), '{}')
  return folder
}

/** Ways in which a project is copied, and its place afterwards. */
const journeys: readonly (readonly [string, (folder: string) => string])[] = [
  [
    'copied',
    (folder) => {
      const copy = join(folder, 'copy')
      cpSync(join(folder, 'app'), join(copy, 'app'), { recursive: true })
      cpSync(join(folder, 'package.json'), join(copy, 'package.json'))
      return copy
    },
  ],
  [
    'packed with tar, which keeps whole seconds, and unpacked',
    (folder) => {
      const copy = mkdtempSync(join(folder, 'unpacked-'))
      const script = 'tar -c --format=ustar app package.json | tar -x -C "$1"'
      expect(spawnSync('sh', ['-c', script, 'sh', copy], { cwd: folder }).status).toBe(0)
      return copy
    },
  ],
  [
    'cloned at another time',
    (folder) => {
      for (const path of ['app/page.tsx', 'package.json']) utimesSync(join(folder, path), 1, 1)
      return folder
    },
  ],
  [
    'opened on a Mac, which adds hidden files',
    (folder) => {
      writeFileSync(join(folder, 'app/.DS_Store'), 'x')
      writeFileSync(join(folder, 'app/connect/._page.tsx'), 'x')
      return folder
    },
  ],
]

test.each(journeys)('a project that was %s has the same version', (_what, travel) => {
  const folder = makeProject()
  const before = sourceVersion(folder)
  expect(sourceVersion(travel(folder))).toBe(before)
})

/** Changes that keep size and time of every file. */
const changes: readonly (readonly [string, (folder: string) => void])[] = [
  ['edited', (folder) => writeFileSync(join(folder, 'app/page.tsx'), 'export default 3')],
  ['extended', (folder) => writeFileSync(join(folder, 'app/new.tsx'), '')],
  ['shortened', (folder) => rmSync(join(folder, 'app/connect'), { recursive: true })],
  ['renamed', (folder) => renameSync(join(folder, 'app/page.tsx'), join(folder, 'app/pages.tsx'))],
  [
    'rearranged',
    (folder) => {
      writeFileSync(join(folder, 'app/page.tsx'), 'export default 2')
      writeFileSync(join(folder, 'app/connect/page.tsx'), 'export default 1')
    },
  ],
]

test.each(changes)('a project that was %s has another version, even with the same times', (_what, change) => {
  const folder = makeProject()
  const before = sourceVersion(folder)
  change(folder)
  for (const path of ['app', 'package.json']) utimesSync(join(folder, path), 1, 1)
  expect(sourceVersion(folder)).not.toBe(before)
})

test('a version is short enough for addresses, and has only characters that Next accepts', () => {
  expect(sourceVersion(makeProject())).toMatch(/^[\w-]{43}$/)
})
