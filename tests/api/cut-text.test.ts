import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { application } from '#drizzle/schema.ts'
import { programScopes } from '#lib/keys/choices.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database)
const api = await serveApi(world.services)
const admin = await addAdmin(world.services, world.as)
const [own] = await database.db.select().from(application)
const { key } = await makeKey(admin, { scopes: programScopes.map(({ id }) => id) })
const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')

const cut = 'Harbor \ud83d'
const link = { application_id: own?.id ?? '', label: 'Link' }
const endpoint = { name: 'Shop', url: 'https://shop.example/hooks' }

test.each([
  ['PATCH', `authorizations/${id}`, { external_reference: cut }, 'external_reference_invalid'],
  ['PATCH', `authorizations/${id}`, { tags: { plan: cut } }, 'tags_invalid'],
  ['POST', 'connect-links', { ...link, external_reference: cut }, 'external_reference_invalid'],
  ['POST', 'connect-links', { ...link, tags: { plan: cut } }, 'tags_invalid'],
  ['POST', 'connect-links', { ...link, label: cut }, 'name_invalid'],
  ['POST', 'connect-links', { ...link, return_to: `https://a.example/?${cut}` }, 'return_address_refused'],
  ['POST', 'webhook-endpoints', { ...endpoint, tags: { plan: cut } }, 'tags_invalid'],
  ['POST', 'webhook-endpoints', { ...endpoint, name: cut }, 'name_invalid'],
])('a text that was cut through an emoji is refused: %s %s %j', async (method, path, body, code) => {
  const answer = await api.ask(`/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  })
  expect(answer).toMatchObject({ status: 400, body: { code } })
})
