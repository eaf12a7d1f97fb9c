import { expect, test } from 'vitest'
import { countLinks, listLinks } from '#lib/links/list.ts'
import { claimLink } from '#lib/links/redeem.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from './amazon-world.ts'
import { createLinkWorld } from './link-world.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database)
const { operator, make } = await createLinkWorld(database, world)

test('links are found by name, account, expected and connected selling partner id', async () => {
  const seller = await world.addAccount('Blue Kettle')
  const used = await make({ label: 'First of May' })
  await claimLink(seller, used.token, null)
  await world.authorize(seller, `?link=${used.id}`, 'A1USHARBORPINE')
  const expecting = await make({ label: '100% Wool', expectedSellingPartnerId: 'A4INSAFFRON' })
  for (const [search, ids] of [
    [' of may ', [used.id]],
    ['kettle', [used.id]],
    ['a1usharbor', [used.id]],
    ['A4INS', [expecting.id]],
    ['0% w', [expecting.id]],
    ['%', [expecting.id]],
    ['', [expecting.id, used.id]],
    ['nowhere', []],
  ] as const) {
    expect(
      (await listLinks(operator, { search })).rows.map(({ id }) => id),
      search,
    ).toEqual(ids)
  }
  expect(await countLinks(operator, { search: 'kettle' })).toMatchObject({ open: 0, used: 1 })
  expect((await listLinks(operator, { search: 'kettle', state: 'open' })).rows).toEqual([])
})
