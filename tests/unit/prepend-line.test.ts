import {
  chownSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { prependLine } from '#scripts/commands/prepend-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-prepend-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a file that gets a new first line keeps its comments, its owner and its mode, also behind a link', () => {
  const file = join(folder, 'keys')
  const link = join(folder, 'link')
  writeFileSync(file, '\uFEFF# of 2026\r\nk1:old # the first one')
  symlinkSync('keys', link)
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(file, 1_234, 5_678)
  const before = statSync(file)
  prependLine(link, 'k2:new')
  expect(readFileSync(file, 'utf8')).toBe('k2:new\n# of 2026\r\nk1:old # the first one')
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  const { mode, uid, gid } = statSync(file)
  expect({ mode, uid, gid }).toEqual({ mode: before.mode, uid: before.uid, gid: before.gid })
})

test('a file that another command is changing stays as it is', () => {
  const file = join(folder, 'busy')
  writeFileSync(file, 'k1:old\n')
  writeFileSync(`${file}.new`, 'of the other one')
  expect(() => prependLine(file, 'k2:new')).toThrow('EEXIST')
  expect(readFileSync(file, 'utf8')).toBe('k1:old\n')
  expect(readFileSync(`${file}.new`, 'utf8')).toBe('of the other one')
})
