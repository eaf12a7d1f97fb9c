import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findRetiredWords, parseRetiredWords, readSearchedFiles } from './retired-words.ts'

const list = parseRetiredWords(readFileSync(join(import.meta.dirname, 'retired-words.txt'), 'utf8'))

test('no file uses a retired word', () => {
  const files = readSearchedFiles(join(import.meta.dirname, '../..'))
  expect(Object.keys(files)).toContain('README.md')
  expect(findRetiredWords(files, list)).toEqual([])
})

test('the list names every retired word once', () => {
  const words = list.map((entry) => entry.words)
  expect(words).toEqual([...new Set(words)])
})

test('finds whole words in prose, in names of every spelling and in paths', () => {
  const sample = parseRetiredWords('turnstile => semaphore\ntaken up => claimed | lib/old/\nDuty => Task')
  const find = (path: string, source: string) => findRetiredWords({ [path]: source }, sample)
  expect(find('a.ts', 'const x = 1\nopenTurnstile()')).toEqual(['a.ts:2: "turnstile", say "semaphore"'])
  expect(find('lib/turnstile.ts', '')).toEqual(['lib/turnstile.ts:0: "turnstile", say "semaphore"'])
  expect(find('a.ts', 'row.takenUpAt; taken_up; a link is Taken up')).toHaveLength(1)
  expect(find('lib/old/a.ts', 'takenUp')).toEqual([])
  expect(find('a.ts', 'turnstiles, mistaken up, on duty, DutyFree')).toEqual([])
  expect(find('a.ts', 'type A = Duty')).toHaveLength(1)
})

test('allows an exact text in quotes, and only that text', () => {
  const sample = parseRetiredWords("taken up => claimed | 'link.taken-up' 'may be taken up to'")
  expect(
    findRetiredWords({ 'a.ts': "record('link.taken-up')\nit may be taken up to twice" }, sample),
  ).toEqual([])
  expect(findRetiredWords({ 'a.ts': "isTakenUp('link.taken-up')" }, sample)).toHaveLength(1)
})
