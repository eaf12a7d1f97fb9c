import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseProject } from './modules.ts'
import { largestFolders, measureFolders } from './structure.ts'
import { tasks } from './tasks.ts'

const root = join(import.meta.dirname, '../..')

test.each(tasks)('$name: every file exists, once', ({ files }) => {
  expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([])
  expect(files).toEqual([...new Set(files)])
})

test('counts files, lines and importers', () => {
  const project = parseProject({
    'lib/a.ts': 'export const a = 1\n',
    'lib/b.ts': "import { a } from './a.ts'\n\nexport const b = a\n",
    'lib/c/d.ts': "import { a } from '../a.ts'\nimport { b } from '../b.ts'\n",
    'tests/b.ts': "import { b } from '#lib/b.ts'\n",
  })
  expect(measureFolders(project)[0]).toEqual({
    folder: 'lib/',
    files: 3,
    medianLines: 2,
    longest: 3,
    singleImporter: 1,
  })
  expect(largestFolders(project)).toEqual([
    ['lib', 2],
    ['lib/c', 1],
  ])
})
