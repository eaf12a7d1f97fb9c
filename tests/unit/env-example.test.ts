import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { readEnvironment } from '#lib/env.ts'

const root = join(import.meta.dirname, '../..')
const text = readFileSync(join(root, '.env.example'), 'utf8')
const example = parseEnv(text)

test('.env.example lists exactly the variables that are read', () => {
  const source = readFileSync(join(root, 'lib/env.ts'), 'utf8')
  const read = [...source.matchAll(/^ +([A-Z_]+): /gm)].map(([, name]) => name)
  expect(Object.keys(example).sort()).toEqual([...new Set(read)].sort())
})

test('every variable of .env.example has a line that explains it', () => {
  const lines = text.split('\n')
  const bare = lines.filter((line, index) => /^[A-Z_]+=/.test(line) && !lines[index - 1]?.startsWith('# '))
  expect(bare).toEqual([])
})

test('an unchanged .env.example is refused for the variables that everybody has to set', () => {
  expect(() => readEnvironment(example)).toThrow(
    /GATEHOUSE_KEYS contains the example key.*AUTH_SECRET is missing/s,
  )
})

test('the defaults of .env.example are the defaults', () => {
  const required = { GATEHOUSE_KEYS: `k1:${'A'.repeat(43)}`, AUTH_SECRET: 'a'.repeat(32) }
  expect(JSON.stringify(readEnvironment({ ...example, ...required }))).toBe(
    JSON.stringify(readEnvironment(required)),
  )
})
