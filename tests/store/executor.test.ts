import { expect, test } from 'vitest'
import { createExecutor } from '#lib/database/executor.ts'
import { useDatabase } from '../fixtures/database.ts'

const { location } = await useDatabase()

test('a script that fails within its own transaction affects no other one', async () => {
  const executor = createExecutor(location, { sessionName: 'gatehouse jobs', connections: 1 })
  const script = (statement: string) => executor.executeSql(`begin; ${statement}; commit;`)
  const outcomes = await Promise.allSettled([
    script('create table made_by_script (id int)'),
    script('create table made_by_script (id int)'),
    script('insert into made_by_script values (1)'),
    executor.executeSql('select count(*)::int as count from made_by_script'),
  ])
  expect(outcomes).toMatchObject([
    { status: 'fulfilled' },
    { status: 'rejected', reason: { code: '42P07' } },
    { status: 'fulfilled' },
    { status: 'fulfilled', value: { rows: [{ count: 1 }] } },
  ])
  await executor.close()
})

test('objects are stored as JSON, and read as objects', async () => {
  const executor = createExecutor(location, { sessionName: 'gatehouse jobs', connections: 1 })
  const { rows } = await executor.executeSql(
    `select $1::json as json, $2::jsonb as jsonb, json_typeof($1::json) as "typeOf", $3::json as nothing, $4::text[] as texts`,
    [{ a: 'b' }, { c: ['d'] }, null, ['e', 'f,g']],
  )
  expect(rows).toEqual([
    { json: { a: 'b' }, jsonb: { c: ['d'] }, typeOf: 'object', nothing: null, texts: ['e', 'f,g'] },
  ])
  await executor.close()
})
