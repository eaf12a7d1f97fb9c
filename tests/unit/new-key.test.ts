import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEnvironment } from '#lib/env.ts'
import { runNewKey } from '#scripts/commands/new-key.ts'

const example = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8')
const names = [...example.matchAll(/^#? ?([A-Z][A-Z\d_]*)=/gm)].map(([, name = '']) => name)
const valid = { GATEHOUSE_KEYS: `k1:${'A'.repeat(43)}`, AUTH_SECRET: 'A'.repeat(43) }

/** What is wrong with a value, as a person reads it; empty: nothing. */
function faultsOf(name: string, value: string): string {
  try {
    readEnvironment({ ...valid, [name]: value })
    return ''
  } catch (error) {
    return String(error)
  }
}

test('what new-key prints is accepted by every variable whose error recommends it', async () => {
  const advised = names.filter((name) => faultsOf(name, '!').includes('new-key'))
  expect(advised.toSorted()).toEqual(['AUTH_SECRET', 'GATEHOUSE_KEYS', 'METRICS_TOKEN'])
  const printed = await runNewKey([])
  expect(advised.map((name) => faultsOf(name, printed))).toEqual(['', '', ''])
  expect(faultsOf('GATEHOUSE_KEYS', await runNewKey(['prod-2026-k1']))).toBe('')
})

test.each(['Prod_2026', 'k:1', 'a-name-that-is-too-long', ''])(
  'no key is made with the id “%s”',
  async (id) => {
    await expect(runNewKey([id])).rejects.toThrow('use up to 16 characters from a-z, 0-9 and -.')
  },
)
