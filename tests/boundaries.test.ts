import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readProject } from './boundaries/modules.ts'
import { rules } from './boundaries/rules.ts'

const project = readProject(join(import.meta.dirname, '..'))

test.each(Object.entries(rules))('%s', (_sentence, rule) => {
  expect(rule(project)).toEqual([])
})
