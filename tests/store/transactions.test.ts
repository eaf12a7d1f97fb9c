import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { useDatabase } from '../fixtures/database.ts'

const { db } = await useDatabase()

test.each([5, 20, 100, 1_000, 1_000, 3_000])('%d simultaneous transactions stay separate', async (count) => {
  const readAndTransact = async () => {
    await db.execute(sql`select 1`)
    return db.transaction(async (tx) => {
      const [row] = await tx.execute(sql`select pg_current_xact_id()::text as id`)
      return row?.id
    })
  }
  const ids = await Promise.all(Array.from({ length: count }, readAndTransact))
  expect(new Set(ids).size).toBe(count)
})
