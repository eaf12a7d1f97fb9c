import { expect, test } from 'vitest'
import { changeExample, deleteExample, listExamples, saveExample } from '#lib/calls/examples.ts'
import type { Context } from '#lib/context.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { refusal } from './amazon-world.ts'
import { createBulkWorld } from './bulk-world.ts'

const world = await createBulkWorld(await useDatabase())
const [omar, olga, admin, viewer] = await Promise.all([
  world.addOperator(),
  world.addOperator(),
  world.addOperator('admin'),
  world.addOperator('viewer'),
])

const orders = 'orders.2026-01-01.searchOrders'
const catalog = 'catalogItems.2022-04-01.searchCatalogItems'
const entered = { values: { keywords: ['mug', 'lamp'] }, body: '', extraQuery: 'a=b' }

async function save(ctx: Context, name: string, isShared = false, operationKey = catalog): Promise<string> {
  const id = newId()
  await saveExample(ctx, { id, name, isShared, operationKey, entered })
  return id
}
const find = async (ctx: Context, id: string, operation = catalog) =>
  (await listExamples(ctx, operation)).find((example) => example.id === id)

test('an example keeps what was entered, for its operation alone', async () => {
  const id = await save(omar, 'Two keywords 🧡 <img src=x onerror=alert(1)> ممتاز')
  expect(await find(omar, id)).toMatchObject({ entered, isOwn: true, mayChange: true, version: 1 })
  expect(await find(omar, id, orders)).toBeUndefined()
  expect(await world.trace(id)).toEqual(['call-example.saved'])
})

test('a personal example is its owner’s alone; a shared one is everybody’s who may run calls', async () => {
  const own = await save(omar, 'Mine')
  const shared = await save(omar, 'Ours', true)
  expect(await find(olga, own)).toBeUndefined()
  expect(await find(olga, shared)).toMatchObject({ isOwn: false, mayChange: false, ownerName: 'Operator' })
  expect(await find(admin, shared)).toMatchObject({ isOwn: false, mayChange: true })
  await expect(changeExample(olga, { id: shared, version: 1, name: 'Hers' })).rejects.toThrow(
    refusal('not_allowed'),
  )
  await expect(deleteExample(admin, { id: own, version: 1 })).rejects.toThrow(refusal('example_not_found'))
  await expect(listExamples(viewer, catalog)).rejects.toThrow(refusal('not_allowed'))
  await expect(save(viewer, 'Not theirs')).rejects.toThrow(refusal('not_allowed'))
})

test('names are unique within an operation, among one’s own and among the shared ones', async () => {
  await save(olga, 'Weekly')
  await expect(save(olga, 'weekly')).rejects.toThrow(refusal('example_name_taken'))
  await save(olga, 'Weekly', false, orders)
  await save(omar, 'Weekly')
  await save(omar, 'Shared weekly', true)
  await expect(save(olga, 'SHARED WEEKLY', true)).rejects.toThrow(refusal('example_name_taken'))
  await expect(save(omar, '  ')).rejects.toThrow(refusal('name_invalid'))
})

test('submitting the form twice saves one example', async () => {
  const request = { id: newId(), name: 'Twice', isShared: false, operationKey: catalog, entered }
  const both = await Promise.allSettled([saveExample(omar, request), saveExample(omar, request)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await listExamples(omar, catalog)).filter(({ name }) => name === 'Twice')).toHaveLength(1)
})

test('when two people change a shared example at the same time, the second gets an error', async () => {
  const id = await save(omar, 'Contended', true)
  const change = (ctx: Context, word: string) =>
    changeExample(ctx, { id, version: 1, entered: { ...entered, values: { keywords: [word] } } })
  const both = await Promise.allSettled([change(omar, 'cup'), change(admin, 'bag')])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'example_changed' },
  })
  await changeExample(omar, { id, version: 2, name: 'Renamed', isShared: false })
  expect(await find(omar, id)).toMatchObject({ name: 'Renamed', isShared: false, version: 3 })
  expect(await find(admin, id)).toBeUndefined()
  await deleteExample(omar, { id, version: 3 })
  await expect(deleteExample(omar, { id, version: 3 })).rejects.toThrow(refusal('example_not_found'))
  expect(await world.trace(id)).toEqual([
    'call-example.saved',
    'call-example.changed',
    'call-example.changed',
    'call-example.deleted',
  ])
})

test('unknown operations and endless input are refused, and nothing is saved', async () => {
  const before = (await listExamples(omar, catalog)).length
  await expect(save(omar, 'Unknown', false, 'nothing.v1.getNothing')).rejects.toThrow(
    refusal('input_invalid'),
  )
  const long = { ...entered, body: 'x'.repeat(20_001) }
  await expect(
    saveExample(omar, { id: newId(), name: 'Long', isShared: false, operationKey: catalog, entered: long }),
  ).rejects.toThrow(refusal('example_too_long'))
  await expect(
    saveExample(omar, { id: 'x', name: 'No id', isShared: false, operationKey: catalog, entered }),
  ).rejects.toThrow(refusal('input_invalid'))
  expect(await listExamples(omar, catalog)).toHaveLength(before)
})
