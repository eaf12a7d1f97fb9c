import { expect, test } from 'vitest'
import { checkServer, classifyMigrations } from '#lib/database/migrate.ts'

const fit = { version: 150_004, encoding: 'UTF8', isReadOnly: false }

test('a server of version 15 or newer that can store every name is accepted', () => {
  expect(checkServer(fit)).toBeNull()
  expect(checkServer({ ...fit, version: 180_000 })).toBeNull()
})

test.each([
  [{ version: 140_012 }, 'Postgres 14', '15 or newer'],
  [{ encoding: 'SQL_ASCII' }, 'SQL_ASCII', "encoding 'UTF8'"],
  [{ isReadOnly: true }, 'read-only', 'primary'],
])('%j is refused with the remedy', (difference, says, next) => {
  const fault = checkServer({ ...fit, ...difference })
  expect(fault?.message).toContain(says)
  expect(fault?.next).toContain(next)
})

test('an empty database and an older one are behind, and one with the same migrations is current', () => {
  expect(classifyMigrations([1, 2, 3], [])).toBe('behind')
  expect(classifyMigrations([1, 2, 3], [2, 1])).toBe('behind')
  expect(classifyMigrations([1, 2, 3], [3, 1, 2])).toBe('current')
})

test('a newer database, and one of another program, are left alone', () => {
  expect(classifyMigrations([1, 2], [1, 2, 3])).toMatchObject({ message: expect.stringContaining('newer') })
  expect(classifyMigrations([1, 2], [7, 8])).toMatchObject({
    message: expect.stringContaining('another program'),
  })
})

test('a newer database is usable if every migration that is unknown here breaks no earlier version', () => {
  expect(classifyMigrations([1, 2], [1, 2, 3, 4], new Set([3, 4]))).toBe('ahead')
  expect(classifyMigrations([1, 2], [1, 2, 3, 4], new Set([4]))).toMatchObject({
    message: expect.stringContaining('newer'),
  })
  expect(classifyMigrations([1, 2, 3], [1, 2, 4], new Set([4]))).toMatchObject({
    message: expect.stringContaining('another program'),
  })
})
