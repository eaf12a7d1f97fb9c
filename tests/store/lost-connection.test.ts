import { sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { isDatabaseAway } from '#lib/database/errors.ts'
import { openDatabase } from '#lib/database/pool.ts'
import { useDatabase } from '../fixtures/database.ts'

const { db, location } = await useDatabase()
const operator = openDatabase(location, { connections: 1 })
afterAll(operator.close)

const endOthers = sql`select pg_terminate_backend(pid) from pg_stat_activity
  where pid <> pg_backend_pid() and datname = current_database() and usename = current_user`

/** How many steps of transactions are done. */
let steps = 0

async function work(): Promise<'done' | 'away'> {
  try {
    await db.transaction(async (tx) => {
      for (let step = 0; step < 5; step += 1) {
        await tx.transaction((inner) => inner.execute(sql`select pg_sleep(0.002)`))
        steps += 1
      }
    })
    return 'done'
  } catch (error) {
    expect(isDatabaseAway(error)).toBe(true)
    return 'away'
  }
}

/** On every connection of the pool. One that is about to be closed may refuse one more statement. */
const useAll = () => Promise.all(Array.from({ length: 40 }, () => db.execute(sql`select pg_sleep(0.01)`)))
const expectAllToWork = () => expect.poll(() => useAll().then(() => 'works', String)).toBe('works')

test('connections that are cut within transactions fail those transactions, and nothing else', async () => {
  const outcomes: string[] = []
  for (let round = 0; round < 10; round += 1) {
    steps = 0
    const working = Promise.all(Array.from({ length: 60 }, work))
    await expect.poll(() => steps, { interval: 1 }).toBeGreaterThan(20 * round)
    await operator.db.execute(endOthers)
    outcomes.push(...(await working))
  }
  expect(outcomes).toHaveLength(600)
  expect(new Set(outcomes)).toEqual(new Set(['done', 'away']))
  await expectAllToWork()
})

test('a connection that is cut between two statements fails that transaction, and nothing else', async () => {
  const lost = db.transaction(async (tx) => {
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await operator.db.execute(sql`select pg_terminate_backend(${row?.pid})`)
    const backend = sql`select 1 from pg_stat_activity where pid = ${row?.pid}`
    await expect.poll(async () => (await operator.db.execute(backend)).length).toBe(0)
    await tx.execute(sql`select 1`)
  })
  expect(isDatabaseAway(await lost.catch((error: unknown) => error))).toBe(true)
  await expectAllToWork()
})

test('work that continues after a savepoint was cut off fails with its transaction, and nothing else', async () => {
  for (let round = 0; round < 20; round += 1) {
    const lost = db.transaction(async (tx) => {
      const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      const note = tx.transaction((inner) => inner.execute(sql`select pg_sleep(10)`)).catch(() => {})
      await operator.db.execute(sql`select pg_terminate_backend(${row?.pid})`)
      await note
    })
    expect(isDatabaseAway(await lost.catch((error: unknown) => error))).toBe(true)
  }
  await expectAllToWork()
})

test('a transaction whose work fails for another reason is rolled back', async () => {
  await db.execute(sql`create table note (text text)`)
  const fault = Object.assign(new Error('of another connection'), { code: 'ECONNRESET' })
  const failing = db.transaction(async (tx) => {
    await tx.execute(sql`insert into note values ('lost')`)
    throw fault
  })
  await expect(failing).rejects.toBe(fault)
  expect(await db.execute(sql`select * from note`)).toHaveLength(0)
})
