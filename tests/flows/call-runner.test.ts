import { expect, test } from 'vitest'
import { operations } from '#lib/amazon/operations.ts'
import { listOperations } from '#lib/calls/list-operations.ts'
import { runOperation } from '#lib/calls/run-operation.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const world = await createAmazonWorld(await useDatabase())
const { operator } = world
const { outcome } = await world.authorize(
  await world.addAccount('Harbor Pine'),
  websiteStart(marketplaceIds.us),
  'A1USHARBORPINE',
)
const id = outcome.kind === 'completed' ? outcome.authorizationId : ''
const offered = listOperations(operator).map((operation) => operation.id)

test('the call runner runs every operation that it offers', async () => {
  expect(offered).not.toEqual([])
  const results = await Promise.all(
    offered.map(async (operation) => {
      const { status } = await runOperation(operator, id, operation).catch((error) => ({
        status: error.code,
      }))
      return [operation, status]
    }),
  )
  expect(results).toEqual(offered.map((operation) => [operation, 200]))
})

test('the call runner refuses every operation that it does not offer, and asks Amazon nothing', async () => {
  const others = [...Object.keys(operations), 'searchOrders', ''].filter((name) => !offered.includes(name))
  const requests = world.simulator.received().length
  for (const operation of others)
    await expect(runOperation(operator, id, operation)).rejects.toThrow(refusal('operation_unknown'))
  expect(world.simulator.received().length).toBe(requests)
})
