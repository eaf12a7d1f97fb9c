import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { savedView } from '#drizzle/schema.ts'
import type { Context } from '#lib/context.ts'
import { newId } from '#lib/vault/random.ts'
import { changeView, deleteView, listViews, saveView } from '#lib/views/views.ts'
import { useDatabase } from '../fixtures/database.ts'
import { refusal } from './amazon-world.ts'
import { createBulkWorld } from './bulk-world.ts'

const world = await createBulkWorld(await useDatabase())
const { db } = world
const [omar, olga, admin, viewer] = await Promise.all([
  world.addOperator(),
  world.addOperator(),
  world.addOperator('admin'),
  world.addOperator('viewer'),
])

async function save(ctx: Context, name: string, isShared = false): Promise<string> {
  const id = newId()
  await saveView(ctx, { id, name, isShared, parameters: { health: 'paused' } })
  return id
}
const find = async (ctx: Context, id: string) => (await listViews(ctx)).find((view) => view.id === id)

test('a personal view is its owner’s alone; a shared one is everybody’s', async () => {
  const own = await save(omar, 'Mine 🧡 <img src=x onerror=alert(1)> ممتاز')
  const shared = await save(omar, 'Ours', true)
  expect(await find(omar, own)).toMatchObject({ isOwn: true, mayChange: true, version: 1 })
  expect(await find(olga, own)).toBeUndefined()
  expect(await find(olga, shared)).toMatchObject({ isOwn: false, mayChange: false, ownerName: 'Operator' })
  expect(await find(admin, shared)).toMatchObject({ isOwn: false, mayChange: true })
  expect(await world.trace(own)).toEqual(['view.saved'])
})

test('names are unique among a person’s own views, and among the shared ones', async () => {
  await save(olga, 'Weekly')
  await expect(save(olga, 'weekly')).rejects.toThrow(refusal('view_name_taken'))
  await save(omar, 'Weekly')
  await save(omar, 'Shared weekly', true)
  await expect(save(olga, 'SHARED WEEKLY', true)).rejects.toThrow(refusal('view_name_taken'))
  await expect(save(omar, '  ')).rejects.toThrow(refusal('name_invalid'))
})

test('when two people change a shared view at the same time, the second gets an error', async () => {
  const id = await save(omar, 'Contended', true)
  const change = (ctx: Context, region: string) => changeView(ctx, { id, version: 1, parameters: { region } })
  const both = await Promise.allSettled([change(omar, 'eu'), change(admin, 'fe')])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'view_changed' } })
  expect((await find(omar, id))?.version).toBe(2)
  await expect(deleteView(omar, { id, version: 1 })).rejects.toThrow(refusal('view_changed'))
  await deleteView(admin, { id, version: 2 })
  await expect(deleteView(omar, { id, version: 2 })).rejects.toThrow(refusal('view_not_found'))
  await expect(change(omar, 'na')).rejects.toThrow(refusal('view_not_found'))
  expect(await world.trace(id)).toEqual(['view.saved', 'view.changed', 'view.deleted'])
})

test('nobody can change another person’s views, and viewers can’t share any', async () => {
  const own = await save(omar, 'Private')
  const shared = await save(omar, 'Public', true)
  await expect(changeView(olga, { id: own, version: 1, name: 'x' })).rejects.toThrow(
    refusal('view_not_found'),
  )
  await expect(changeView(admin, { id: own, version: 1, name: 'x' })).rejects.toThrow(
    refusal('view_not_found'),
  )
  await expect(changeView(olga, { id: shared, version: 1, name: 'x' })).rejects.toThrow(
    refusal('not_allowed'),
  )
  await expect(save(viewer, 'Seen', true)).rejects.toThrow(refusal('not_allowed'))
  const seen = await save(viewer, 'Seen')
  await expect(changeView(viewer, { id: seen, version: 1, isShared: true })).rejects.toThrow(
    refusal('not_allowed'),
  )
  const seller = await world.addAccount('Seller')
  await expect(listViews(seller)).rejects.toThrow(refusal('not_allowed'))
  await expect(save(seller, 'x')).rejects.toThrow(refusal('not_allowed'))
  await expect(listViews(world.visitor)).rejects.toThrow(refusal('sign_in_required'))
})

test('a form that is sent twice saves one view, and a value that is too long isn’t saved', async () => {
  const id = newId()
  const request = { id, name: 'Twice', isShared: false, parameters: {} }
  const both = await Promise.allSettled([saveView(olga, request), saveView(olga, request)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await db.select().from(savedView).where(eq(savedView.id, id))).toHaveLength(1)
  await expect(
    saveView(olga, { ...request, id: newId(), name: 'Long', parameters: { search: 'x'.repeat(10_000) } }),
  ).rejects.toThrow(refusal('view_parameters_invalid'))
})
