import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { application, authorization, event } from '#drizzle/schema.ts'
import { pauseAuthorization, resumeAuthorization } from '#lib/authorizations/pause.ts'
import { findAuthorizations } from '#lib/authorizations/read.ts'
import { recordAcceptedClient, recordRefusedClient } from '#lib/incidents/credentials.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const api = await serveApi(world.services)
const admin = await addAdmin(world.services, world.as)
const scopes = ['authorizations:read', 'incidents:read'] as const
const { key } = await makeKey(admin, { scopes: [...scopes] })
const get = (path: string, of = key) =>
  api.ask(`/api/v1/${path}`, { headers: { authorization: `Bearer ${of}` } })

const refusal = {
  failure: { source: 'lwa', status: 401, code: 'invalid_client', detail: '' },
  requestId: 'amzn-request-1',
} as const
const readApplication = async () => {
  const [row] = await db.select().from(application)
  if (row === undefined) throw new Error('no application')
  return row
}

test('a filter by tags that isn’t one is refused, and never ignored', async () => {
  for (const tag of ['churned', 'pro,note=a', 'plan=pro,plan=free', '=pro', 'plan=', '', ',', 'Plan=pro']) {
    expect(await get(`authorizations?tag=${encodeURIComponent(tag)}`), tag).toMatchObject({
      status: 400,
      body: { code: 'tags_invalid' },
    })
  }
  expect((await get('authorizations?tag=plan%3Dpro,region%3Deu')).body).toMatchObject({ authorizations: [] })
})

test('a filter with a character that no text can have is refused by the API, and finds nothing elsewhere', async () => {
  await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
  for (const [query, field] of [
    ['external_reference=%00', 'external_reference'],
    ['tag=a=%00', 'tag'],
    ['selling_partner_id=%00', 'selling_partner_id'],
    ['account_id=%00', 'account_id'],
  ]) {
    expect(await get(`authorizations?${query}`), query).toMatchObject({
      status: 400,
      body: { code: 'input_invalid', field },
    })
  }
  for (const text of ['\0', '\ud83d']) {
    for (const filter of [{ accountName: text }, { externalReference: text }, { tags: { [text]: '' } }])
      expect((await findAuthorizations(admin, filter)).rows).toEqual([])
  }
})

test('a damaged cursor is refused by its name in the API', async () => {
  expect(await get('authorizations?cursor=damaged')).toMatchObject({
    status: 400,
    body: { code: 'input_invalid', field: 'cursor' },
  })
})

test('asking again with the time of the last request misses no change', async () => {
  const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
  const changed = async (since: Date) => {
    const { body } = await get(`authorizations?updated_since=${since.toISOString()}`)
    return (body.authorizations as { id: string }[]).some((row) => row.id === id)
  }
  await pauseAuthorization(world.operator, id)
  await resumeAuthorization(world.operator, id)
  // The request came while the change was on its way, or its sender's clock is ahead.
  expect(await changed(new Date(Date.now() + 60_000))).toBe(true)

  const longAgo = new Date(Date.now() - 3_600_000)
  await db.update(event).set({ recordedAt: longAgo })
  expect(await changed(new Date())).toBe(false)
  await recordRefusedClient(world.system, await readApplication(), refusal)
  expect(await changed(new Date())).toBe(true)
  await db.update(event).set({ recordedAt: longAgo })
  await recordAcceptedClient(world.system, await readApplication())
  expect(await changed(new Date())).toBe(true)
})

test('a key of one account or of some tags learns nothing about other accounts from an incident', async () => {
  const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
  await addGrant(world.system, world.simulator, 'A2NANORTHWIND')
  const [row] = await db
    .update(authorization)
    .set({ tags: { plan: 'pro' } })
    .where(eq(authorization.id, id))
    .returning()
  await recordRefusedClient(world.system, await readApplication(), refusal)
  const read = async (of: string) => (await get('incidents?state=ongoing', of)).body.incidents as object[]
  expect(await read(key)).toMatchObject([
    { affected: expect.any(Number), tried: expect.any(Number), amazon_request_ids: ['amzn-request-1'] },
  ])
  for (const limit of [{ account: row?.accountId ?? '' }, { tags: 'plan=pro' }]) {
    const limited = await makeKey(admin, { scopes: [...scopes], ...limit })
    expect(await read(limited.key)).toMatchObject([
      { problem: 'application_refused', affected: null, tried: null, amazon_request_ids: [] },
    ])
  }
})
