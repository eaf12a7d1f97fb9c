import { expect, test } from 'vitest'
import { readTimeline } from '#lib/attempts/read.ts'
import { countLinks, listLinks } from '#lib/links/list.ts'
import { claimLink } from '#lib/links/redeem.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from './amazon-world.ts'
import { createLinkWorld } from './link-world.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database)
const { operator, make } = await createLinkWorld(database, world)

test('links are found by name, account, expected and connected selling partner id, and id', async () => {
  const seller = await world.addAccount('Blue Kettle')
  const used = await make({ label: 'First of May' })
  await claimLink(seller, used.token, null)
  await world.authorize(seller, `?link=${used.id}`, 'A1USHARBORPINE')
  world.passMs(1_000)
  const expecting = await make({ label: '100% Wool', expectedSellingPartnerId: 'A4INSAFFRON' })
  for (const [search, ids] of [
    [' of may ', [used.id]],
    ['kettle', [used.id]],
    ['a1usharbor', [used.id]],
    ['A4INS', [expecting.id]],
    ['0% w', [expecting.id]],
    ['%', [expecting.id]],
    [used.id, [used.id]],
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

test('a used link says which store it connected, and by which attempts; they name the link', async () => {
  const seller = await world.addAccount('Tin Roof')
  const { id, token } = await make({ label: 'Roof' })
  const read = async () => (await listLinks(operator)).rows.find((row) => row.id === id)
  expect(await read()).toMatchObject({ attempts: [] })
  await claimLink(seller, token, null)
  await world.consent(seller, `?link=${id}`, 'A4INSAFFRON')
  world.passMs(60_000)
  const { attemptId, outcome } = await world.authorize(seller, `?link=${id}`, 'A4INSAFFRON')
  const connected = { id: outcome.kind === 'completed' ? outcome.authorizationId : '' }
  expect(await read()).toMatchObject({
    attempts: [
      { id: attemptId, end: 'completed', connected },
      { end: 'open', connected: null },
    ],
  })
  expect(await readTimeline(operator, attemptId)).toMatchObject({ connectLink: { id, label: 'Roof' } })
})
