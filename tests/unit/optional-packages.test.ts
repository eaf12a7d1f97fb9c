import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const project = join(import.meta.dirname, '../..')
const { optionalDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))

test('an optional package is looked for when it is needed, so that installing it later takes no new build', () => {
  const imports = globSync('{lib,app}/**/*.{ts,tsx}', { cwd: project }).flatMap((path) => {
    const text = readFileSync(join(project, path), 'utf8')
    return [...text.matchAll(/await import\(([^)]*?)'([^']+)'\)/g)].map(([, comment = '', name = '']) => ({
      path,
      name,
      isLeftToNode: comment.includes('turbopackIgnore: true'),
    }))
  })
  const optional = imports.filter(({ name }) => name in optionalDependencies)
  expect(optional.map(({ name }) => name).sort()).toEqual(['@aws-sdk/client-kms', '@aws-sdk/client-sqs'])
  expect(optional.filter(({ isLeftToNode }) => !isLeftToNode)).toEqual([])
})
