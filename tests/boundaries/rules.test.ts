import { expect, test } from 'vitest'
import { broken } from './broken-projects.ts'
import { parseProject } from './modules.ts'
import { rules } from './rules.ts'
import { sound } from './sound-project.ts'

test.each(Object.entries(rules))('a sound project follows the rule: %s', (_sentence, rule) => {
  expect(rule(parseProject(sound))).toEqual([])
})

test.each(broken)('detects a violation of the rule: %s', (sentence, files, fault) => {
  const faults = rules[sentence]?.(parseProject({ ...sound, ...files })) ?? []
  expect(faults.join('\n')).toContain(fault)
  expect(faults).toHaveLength(1)
})

test('every rule has a project that violates it', () => {
  expect(new Set(broken.map(([sentence]) => sentence))).toEqual(new Set(Object.keys(rules)))
})

test('types can be imported where values can’t, and cause no cycle', () => {
  const project = parseProject({
    ...sound,
    'components/a.tsx': "import type { A } from '#lib/authorizations/revoke.ts'",
    'lib/tokens/a.ts': "import type { B } from './b.ts'",
    'lib/tokens/b.ts': "import './a.ts'",
  })
  for (const rule of Object.values(rules)) expect(rule(project)).toEqual([])
})

test('an audit entry counts when a function that the transaction calls records it', () => {
  const project = parseProject({
    ...sound,
    'lib/keys/store.ts':
      "import { recordAudit } from '#lib/audit/record.ts'; export const store = (tx) => recordAudit(tx)",
    'lib/keys/reseal.ts': `
      import { inTransaction, requireScope } from '#lib/context.ts'
      import { store } from './store.ts'
      const write = async (tx) => { await store(tx) }
      export async function reseal(ctx) { requireScope(ctx, 'keys'); await inTransaction(ctx, write) }`,
  })
  expect(rules['every write checks a scope and leaves an audit entry']?.(project)).toEqual([])
})
