import { getTableColumns, getTableName, is, Table } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as schema from '#drizzle/schema.ts'
import { seals } from '#lib/seals.ts'
import type { Binding } from '#lib/vault/seal.ts'

const row = new Proxy({}, { get: (_, name) => `value of ${String(name)}` })

const declared = Object.entries(schema).flatMap(([key, table]) =>
  is(table, Table)
    ? Object.entries(getTableColumns(table))
        .filter(([, { name }]) => name === 'sealed' || name.endsWith('_sealed'))
        .map(([column, { name }]) => ({ key, column, at: `${getTableName(table)}.${name}` }))
    : [],
)

test.each(declared)('binds $at to its own place', ({ key, column, at }) => {
  const bind = (seals as Record<string, Record<string, (of: object) => Binding>>)[key]?.[column]
  const { table, column: name, rowId } = bind?.(row) ?? { table: '', column: '', rowId: '' }
  expect(`${table}.${name}`).toBe(at)
  expect(rowId).toContain('value of ')
})
