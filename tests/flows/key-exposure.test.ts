import { expect, test } from 'vitest'
import { connectLink, keyExposure } from '#drizzle/schema.ts'
import { listAuthorizations } from '#lib/authorizations/read.ts'
import type { Context } from '#lib/context.ts'
import { connect } from '#lib/database/connect.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { markKeyCompromised, readEncryptionStatus } from '#lib/keys/encryption-keys.ts'
import { resealEverything } from '#lib/keys/reseal.ts'
import { Secret } from '#lib/secret.ts'
import { sessionName } from '#lib/store/key-canaries.ts'
import { createKeyRing, type KeyRing } from '#lib/vault/key-ring.ts'
import { randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { createBulkWorld } from './bulk-world.ts'
import { rollBackNow } from './roll-back-now.ts'

const database = await useDatabase()
const { db } = database
const world = await createBulkWorld(database)
const admin = await world.addOperator('admin')
const hourMs = 3_600_000

const k1 = world.services.keyRing
const withKey = (id: string, ring: KeyRing): KeyRing => {
  const added = createKeyRing('test', [{ id, key: new Secret(randomToken()) }])
  return { ...added, keys: new Map([...added.keys, ...ring.keys]) }
}
const k2 = withKey('k2', k1)
const k3 = withKey('k3', k2)
const holding = (keyRing: KeyRing, ctx: Context): Context => ({ ...ctx, keyRing })

/** A process starts with these keys. */
async function begin(keyRing: KeyRing): Promise<void> {
  world.passMs(hourMs)
  expect(await checkKeys({ ...world.services, keyRing })).toEqual([])
}

async function authorize(keyRing: KeyRing, sellingPartnerId: string, earlier?: { ctx: Context; id: string }) {
  world.passMs(hourMs)
  const ctx = earlier?.ctx ?? (await world.addAccount(sellingPartnerId))
  const start =
    websiteStart(marketplaceIds.us) + (earlier === undefined ? '' : `&authorization=${earlier.id}`)
  const { outcome } = await world.authorize(holding(keyRing, ctx), start, sellingPartnerId)
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  return { ctx, id: outcome.authorizationId }
}

const exposedBy = async (keyId: string) =>
  (await listAuthorizations(admin, { exposedBy: keyId, sort: 'newest' })).rows.map(({ id }) => id).toSorted()
const compromiseOf = async (keyId: string) =>
  (await readEncryptionStatus(admin)).keys.find(({ id }) => id === keyId)?.compromised ?? null

await begin(k1)
const first = await authorize(k1, 'A1USHARBORPINE')
const second = await authorize(k1, 'A2NANORTHWIND')
await begin(k2)
const third = await authorize(k2, 'A7USNOROLE')

test('lists the authorizations that a compromised key exposed, and removes each as its seller authorizes again', async () => {
  expect(await exposedBy('k1')).toEqual([])
  expect(await markKeyCompromised(holding(k2, admin), 'k1')).toBe(2)
  expect(await exposedBy('k1')).toEqual([first.id, second.id].toSorted())
  expect(await compromiseOf('k1')).toEqual({ at: world.services.now(), exposed: 2, left: 2 })
  expect(await world.trace('k1')).toEqual(['encryption-key.compromised'])
  expect(await world.details('k1')).toEqual({ authorizations: 2 })

  // The campaign is a bulk action on that list.
  const action = await world.start(admin, 'create-links', { query: { exposedBy: 'k1' } }, { days: 7 })
  await world.runner.drain()
  expect(await world.results(action)).toEqual({ [first.id]: 'done', [second.id]: 'done' })
  expect(await db.$count(connectLink)).toBe(2)

  await authorize(k2, 'A1USHARBORPINE', first)
  expect(await exposedBy('k1')).toEqual([second.id])
  expect(await compromiseOf('k1')).toMatchObject({ exposed: 2, left: 1 })

  // The previous token is the exposed one.
  await rollBackNow(holding(k2, admin), first.id)
  expect(await exposedBy('k1')).toEqual([first.id, second.id].toSorted())
  await authorize(k2, 'A1USHARBORPINE', first)
  expect(await compromiseOf('k1')).toMatchObject({ exposed: 2, left: 1 })
})

test('re-sealing and marking again don’t change the list of exposed authorizations', async () => {
  await resealEverything(holding(k2, admin))
  expect(await exposedBy('k1')).toEqual([second.id])
  const at = (await compromiseOf('k1'))?.at
  world.passMs(hourMs)
  await markKeyCompromised(holding(k2, admin), 'k1')
  expect((await compromiseOf('k1'))?.at).toEqual(at)
  expect(await exposedBy('k1')).toContain(second.id)
})

test('a key counts as having sealed values that were re-sealed since, but no newer ones', async () => {
  await begin(k3)
  await resealEverything(holding(k3, admin))
  const fourth = await authorize(k3, 'A9USQUOTES')
  expect(await markKeyCompromised(holding(k3, admin), 'k2')).toBe(3)
  expect(await exposedBy('k2')).toEqual([first.id, second.id, third.id].toSorted())
  expect(await exposedBy('k2')).not.toContain(fourth.id)
})

test('refuses a key that seals new values, here or in another process, and an unknown one', async () => {
  await expect(markKeyCompromised(holding(k3, admin), 'k3')).rejects.toThrow(
    refusal('encryption_key_still_sealing'),
  )
  await expect(markKeyCompromised(holding(k3, admin), 'k9')).rejects.toThrow(
    refusal('encryption_key_not_found'),
  )
  const other = connect(database.location, { max: 1, connection: { application_name: sessionName(['k2']) } })
  await other`select 1`
  await expect(markKeyCompromised(holding(k3, admin), 'k2')).rejects.toThrow(
    refusal('encryption_key_still_sealing'),
  )
  await other.end()
})

test('refuses operators, and stores nothing', async () => {
  const [exposures, entries] = [await db.$count(keyExposure), await world.trace('k1')]
  await expect(markKeyCompromised(holding(k3, await world.addOperator('operator')), 'k1')).rejects.toThrow(
    refusal('not_allowed'),
  )
  expect(await db.$count(keyExposure)).toBe(exposures)
  expect(await world.trace('k1')).toEqual(entries)
})
