import { expect, test } from 'vitest'
import { application } from '#drizzle/schema.ts'
import { programScopes } from '#lib/keys/choices.ts'
import { claimLink } from '#lib/links/redeem.ts'
import { Secret } from '#lib/secret.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database)
const api = await serveApi(world.services)
const admin = await addAdmin(world.services, world.as)
const [own] = await database.db.select().from(application)
const applicationId = own?.id ?? ''
const { key } = await makeKey(admin, { scopes: programScopes.map(({ id }) => id) })

const headers = { authorization: `Bearer ${key}` }
const get = (path: string) => api.ask(`/api/v1/${path}`, { headers })
const post = (path: string, body: unknown) =>
  api.ask(`/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })

test('a link for several countries reports each of them, and is used once all are connected', async () => {
  const countries = { de: 'A1PA6795UKMFR9', fr: 'A13V1IB3VIYZZH', jp: 'A1VC38T7YXB528' }
  const made = await post('connect-links', {
    application_id: applicationId,
    label: 'Two regions',
    marketplace_ids: Object.values(countries),
  })
  expect(made).toMatchObject({ status: 201, body: { marketplace_id: null, state: 'open' } })
  const open = (consent_group: string, ...marketplace_ids: string[]) => ({
    consent_group,
    marketplace_ids,
    connected_at: null,
    authorization_id: null,
  })
  expect(made.body.steps).toEqual([open('eu', countries.de, countries.fr), open('jp', countries.jp)])
  const seller = await world.addAccount('Both regions')
  await claimLink(seller, new Secret(new URL(String(made.body.url)).pathname.split('/').at(-1) ?? ''), null)
  const start = (marketplace: string) => `?link=${made.body.id}&marketplace=${marketplace}`

  const first = await world.authorize(seller, start(countries.jp), 'A5JPAOZORA')
  const half = await get(`connect-links/${made.body.id}`)
  const connected = {
    ...open('jp', countries.jp),
    connected_at: expect.stringMatching(/^2026-/),
    authorization_id: first.outcome.kind === 'completed' ? first.outcome.authorizationId : '',
  }
  expect(half.body).toMatchObject({ state: 'claimed', used_at: null })
  expect(half.body.steps).toEqual([open('eu', countries.de, countries.fr), connected])

  await world.authorize(seller, start(countries.de), 'A3EULINDENHOF')
  expect((await get(`connect-links/${made.body.id}`)).body).toMatchObject({
    state: 'used',
    steps: [{ consent_group: 'eu', connected_at: expect.any(String) }, connected],
  })
  // Readers of events wait for every transaction of the cluster, so also for those of other tests.
  const completed = async () => {
    const { body } = await get('events?limit=200')
    return (body.events as { readonly type: string }[]).filter(({ type }) => type === 'link.completed')
  }
  await expect
    .poll(completed)
    .toMatchObject([{ type: 'link.completed', data: { label: 'Two regions', connected: 2, total: 2 } }])
})
