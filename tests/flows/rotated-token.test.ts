import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { attempt, authorization, refreshLease } from '#drizzle/schema.ts'
import { replaceClientSecret } from '#lib/applications/client-secrets.ts'
import { openGrant } from '#lib/attempts/kept-grant.ts'
import { acceptQuarantined } from '#lib/attempts/quarantine.ts'
import { selfAuthorize } from '#lib/attempts/self-authorize.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { seals } from '#lib/seals.ts'
import { Secret } from '#lib/secret.ts'
import { open, seal } from '#lib/vault/seal.ts'
import { useDatabase } from '../fixtures/database.ts'
import { marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { rollBackNow } from './roll-back-now.ts'
import { createSelfWorld } from './self-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createSelfWorld(database)
const seller = await world.addAccount('Blue Kettle')
const partner = 'A1USHARBORPINE'

/** LWA issues another refresh token, and ends the one that was sent. */
const rotateOnce = () => world.simulator.addFault({ kind: 'rotate-refresh-token', at: 'token', times: 1 })

beforeAll(async () => {
  await db.execute(sql`create sequence rejected`)
  await db.execute(sql`create function reject() returns trigger language plpgsql as $$ begin
    perform nextval('rejected');
    raise exception using errcode = 'disk_full', message = 'could not extend file: No space left on device';
  end $$`)
})
afterEach(() => world.simulator.clearFaults())

/** While `work` runs, these writes fail until three have been rejected. */
async function withFullDisk<T>(table: string, on: string, work: () => Promise<T>): Promise<T> {
  await db.execute(sql`alter sequence rejected restart`)
  await db.execute(
    sql.raw(`create trigger reject before ${on} on "${table}" for each row execute function reject()`),
  )
  const accept = () => db.execute(sql.raw(`drop trigger if exists reject on "${table}"`))
  const working = work()
  const rejected = async () => {
    const [row] = await db.execute<{ count: number }>(
      sql`select case when is_called then last_value::int else 0 end as count from rejected`,
    )
    return row?.count
  }
  await expect.poll(rejected, { timeout: 10_000 }).toBeGreaterThan(2).finally(accept)
  return working
}

async function connected(): Promise<string> {
  world.passMs(1_000)
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), partner)
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  return outcome.authorizationId
}

async function expectWorking(id: string): Promise<void> {
  world.passMs(1_000)
  expect(await refreshAuthorization(world.operator, id)).toEqual({ worked: true })
}

test('keeps a refresh token that LWA rotates while the disk is full', async () => {
  const id = await connected()
  world.passMs(1_000)
  rotateOnce()
  const refreshed = await withFullDisk('authorization', 'update', () =>
    refreshAuthorization(world.operator, id).catch(String),
  )
  expect(refreshed).toEqual({ worked: true })
  await expectWorking(id)
})

test('keeps a refresh token that LWA rotates after the process has lost its lease', async () => {
  const id = await connected()
  world.passMs(1_000)
  rotateOnce()
  const asking = world.hold('grant_type=refresh_token')
  const refreshing = refreshAuthorization(world.operator, id).catch(String)
  await asking.came
  // As after a takeover: the fence has increased.
  await db
    .update(refreshLease)
    .set({ fence: sql`${refreshLease.fence} + 1`, heldUntil: null, problem: null })
    .where(eq(refreshLease.authorizationId, id))
  await asking.release()
  await refreshing
  await expectWorking(id)
})

test('keeps a refresh token that LWA rotates when a new client secret is tried while the disk is full', async () => {
  const id = await connected()
  rotateOnce()
  const value = new Secret(world.simulator.rotateSecret(world.amazonsId).value)
  const proof = await withFullDisk('authorization', 'update', () =>
    replaceClientSecret(world.operator, world.applicationId, { value, createdOn: null }).catch(String),
  )
  expect(proof).toMatchObject({ by: 'refresh' })
  await expectWorking(id)
})

test('keeps a pasted token that LWA rotates while the disk is full', async () => {
  rotateOnce()
  const pasted = world.mint('A2NANORTHWIND')
  const stored = await withFullDisk('authorization', 'insert', () =>
    selfAuthorize(world.operator, world.request(pasted)).catch(String),
  )
  if (typeof stored === 'string' || stored.kind !== 'stored') throw new Error(JSON.stringify(stored))
  await expectWorking(stored.authorizationId)
})

test('keeps the token of a roll-back that LWA rotates, even if the roll-back itself fails', async () => {
  const id = await connected()
  await connected()
  rotateOnce()
  await db.execute(sql`create trigger reject before insert on audit for each row execute function reject()`)
  await expect(rollBackNow(world.operator, id)).rejects.toThrow()
  await db.execute(sql`drop trigger reject on audit`)
  expect(await rollBackNow(world.operator, id)).toEqual({ kind: 'rolled-back' })
  await expectWorking(id)
})

test('keeps the token of a roll-back that LWA rotates while the previous token is being re-sealed', async () => {
  const id = await connected()
  await connected()
  rotateOnce()
  const asking = world.hold('grant_type=refresh_token')
  const rolling = rollBackNow(world.operator, id)
  await asking.came
  const { keyRing } = world.services
  const binding = seals.authorization.previousTokenSealed({ id })
  const [row] = await db.select().from(authorization).where(eq(authorization.id, id))
  const previousTokenSealed = seal(keyRing, open(keyRing, row?.previousTokenSealed ?? '', binding), binding)
  await db.update(authorization).set({ previousTokenSealed }).where(eq(authorization.id, id))
  await asking.release()
  expect(await rolling).toEqual({ kind: 'rolled-back' })
  await expectWorking(id)
})

test('keeps a quarantined token that LWA rotates, even if accepting it fails', async () => {
  await db.delete(authorization)
  const other = await world.addAccount('Other account')
  const id = await connected()
  const { attemptId } = await world.authorize(other, websiteStart(marketplaceIds.us), partner)
  expect((await db.select().from(attempt).where(eq(attempt.id, attemptId)))[0]?.status).toBe('quarantined')
  await db.delete(authorization).where(eq(authorization.id, id))
  // Its access token has expired, so that it is refreshed first.
  world.passMs(3_600_000)
  rotateOnce()
  await db.execute(sql`create trigger reject before insert on audit for each row execute function reject()`)
  await expect(acceptQuarantined(world.operator, attemptId)).rejects.toThrow()
  await db.execute(sql`drop trigger reject on audit`)
  world.passMs(3_600_000)
  const accepted = await acceptQuarantined(world.operator, attemptId)
  if (accepted.kind !== 'accepted') throw new Error(JSON.stringify(accepted))
  await expectWorking(accepted.authorizationId)
})

test('keeps a pasted token that LWA rotates, even if another account has the record that it belongs to', async () => {
  const pasted = world.mint('A9USQUOTES')
  await world.store(pasted)
  const account = await world.addAccount('Another company')
  const accountId = account.actor.kind === 'account' ? account.actor.accountId : ''
  rotateOnce()
  const request = world.request(pasted, { account: accountId, confirmedAccountId: accountId })
  await expect(selfAuthorize(world.operator, request)).rejects.toThrow(refusal('pasted_token_taken'))
  const last = await world.lastAttempt()
  expect(last).toMatchObject({ status: 'quarantined', problem: 'pasted_token_taken' })
  const kept = openGrant(world.services.keyRing, last.id, last.grantSealed ?? '').refreshToken.expose()
  expect(kept).not.toBe(pasted)
})
