import { expect, test } from 'vitest'
import { worker } from '#drizzle/schema.ts'
import { joinWorkers, leaveWorkers } from '#lib/store/maintenance.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'

const { db } = await useDatabase()
const startedAt = new Date('2026-11-22T12:00:00Z')
const silentMs = 15_000

test('workers count each other; one that left, or was silent for too long, no longer counts', async () => {
  const [one, other, third] = [newId(), newId(), newId()]
  const join = (id: string, afterMs: number) =>
    joinWorkers(db, id, new Date(startedAt.getTime() + afterMs), silentMs)
  expect(await join(one, 0)).toBe(1)
  expect(await join(other, 1_000)).toBe(2)
  expect(await join(third, 2_000)).toBe(3)
  expect(await join(one, 3_000)).toBe(3)
  await leaveWorkers(db, third)
  expect(await join(one, 4_000)).toBe(2)
  expect(await join(one, 16_000)).toBe(2)
  expect(await join(one, 16_001)).toBe(1)
  expect(await db.select({ id: worker.id }).from(worker)).toEqual([{ id: one }])
  expect(await join(other, 17_000)).toBe(2)
})

test('workers that report at the same moment, even after a silence, count each other by the next report', async () => {
  await db.delete(worker)
  const ids = Array.from({ length: 8 }, newId)
  for (let minute = 0; minute < 20; minute += 1) {
    const now = new Date(startedAt.getTime() + minute * 60_000)
    const joinAll = () => Promise.all(ids.map((id) => joinWorkers(db, id, now, silentMs)))
    await joinAll()
    expect(new Set(await joinAll())).toEqual(new Set([8]))
  }
})
