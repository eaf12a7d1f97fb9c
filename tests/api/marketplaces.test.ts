import { expect, test } from 'vitest'
import { listOwnAuthorizations, readAuthorization } from '#lib/authorizations/read.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database)
const api = await serveApi(world.services)
const { key } = await makeKey(await addAdmin(world.services, world.as))
const seller = await world.addAccount('Northwind')
const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A2NANORTHWIND')
const id = outcome.kind === 'completed' ? outcome.authorizationId : ''

const own = ['A1AM78C64UM0Y8', 'A2EUQ1WTGCTBG2', 'ATVPDKIKX0DER']
const others = ['A1MQXOICRS2Z7M', 'A2ZV50J4W1RKNI', 'A3H6HPSLHAK3XG']

test('programs get the ids of Amazon’s marketplaces first, and the others last and marked', async () => {
  const { body } = await api.list(key, '?selling_partner_id=A2NANORTHWIND')
  const [listed] = body.authorizations as { marketplaces: string[]; non_amazon_marketplaces: string[] }[]
  for (const found of [listed, (await api.vend(id, key)).body as typeof listed]) {
    expect(found?.marketplaces.slice(0, 3).toSorted()).toEqual(own)
    expect(found?.marketplaces.slice(3).toSorted()).toEqual(others)
    expect([...(found?.non_amazon_marketplaces ?? [])].sort()).toEqual(others)
  }
})

test('a seller sees Amazon’s marketplaces alone, and operators see all of them, Amazon’s first', async () => {
  const idsOf = (rows: readonly { marketplaceId: string }[]) => rows.map(({ marketplaceId }) => marketplaceId)
  const [listed] = (await listOwnAuthorizations(seller)).rows
  expect(idsOf(listed?.participations ?? []).sort()).toEqual(own)
  expect(idsOf((await readAuthorization(seller, id)).participations).sort()).toEqual(own)
  const all = idsOf((await readAuthorization(world.operator, id)).participations)
  expect([all.slice(0, 3).toSorted(), all.slice(3).toSorted()]).toEqual([own, others])
})
