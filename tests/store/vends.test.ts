import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { apiKey, authorization, marketplaceParticipation } from '#drizzle/schema.ts'
import { autocommit } from '#lib/database/pool.ts'
import { addVends, findVend, listVendees } from '#lib/store/vends.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf, makeAccount, makeApplication } from './records.ts'

const { db } = await useDatabase()

const indexScans = async (name: string) => {
  const [row] = await db.execute<{ scans: number }>(
    sql`select idx_scan::int4 as scans from pg_stat_user_indexes where indexrelname = ${name}`,
  )
  return row?.scans ?? 0
}

async function addKey(prefix: string, tags: Record<string, string>): Promise<void> {
  await db.insert(apiKey).values({
    id: randomUUID(),
    name: prefix,
    prefix,
    digest: prefix,
    scopes: ['tokens:vend'],
    tags,
    createdAt: new Date(),
  })
}

test('a vend finds its authorization by id, whether the key is limited to tags or not', async () => {
  const [applicationId, accountId] = [await makeApplication(db), await makeAccount(db)]
  const rows = Array.from({ length: 2_000 }, (_, index) =>
    authorizationOf(applicationId, accountId, { tags: { team: index % 2 === 0 ? 'eu' : 'us' } }),
  )
  await db.insert(authorization).values(rows)
  await db.execute(sql`analyze "authorization"`)
  await addKey('open', {})
  await addKey('limited', { team: 'eu' })

  const before = await indexScans('authorization_pkey')
  for (const [index, { id }] of rows.slice(0, 40).entries()) {
    expect(await findVend(db, 'open', id ?? '')).toMatchObject({ authorization: { id } })
    const limited = await findVend(db, 'limited', id ?? '')
    expect(limited?.authorization?.id ?? null).toBe(index % 2 === 0 ? id : null)
  }
  // A session reports its counts with a later statement.
  const report = async () => {
    await findVend(db, 'open', rows[0]?.id ?? '')
    return indexScans('authorization_pkey')
  }
  await expect.poll(report, { interval: 200 }).toBeGreaterThanOrEqual(before + 80)
  expect(await indexScans('authorization_tags')).toBe(0)
})

test('a vend returns the marketplaces where the seller participates, however they were written', async () => {
  const [applicationId, accountId] = [await makeApplication(db), await makeAccount(db)]
  const [one, other] = [authorizationOf(applicationId, accountId), authorizationOf(applicationId, accountId)]
  await db.insert(authorization).values([one, other])
  await addKey('all', {})
  const participation = (authorizationId: string, marketplaceId: string, isParticipating: boolean) => ({
    authorizationId,
    marketplaceId,
    isParticipating,
    countryCode: 'US',
    marketplaceName: 'Amazon.com',
    domainName: `www.${marketplaceId.toLowerCase()}.example`,
    currency: 'USD',
    language: 'en_US',
    storeName: 'Store',
    hasSuspendedListings: false,
  })
  const vended = async ({ id = '' }) => (await findVend(db, 'all', id))?.authorization?.marketplaces
  const ofOne = eq(marketplaceParticipation.authorizationId, one.id)

  expect(await vended(one)).toEqual([])
  await db
    .insert(marketplaceParticipation)
    .values([
      participation(one.id, 'B', true),
      participation(one.id, 'A', true),
      participation(one.id, 'C', false),
      participation(other.id, 'D', true),
    ])
  expect(await vended(one)).toEqual(['A www.a.example', 'B www.b.example'])
  expect(await vended(other)).toEqual(['D www.d.example'])
  await db.update(marketplaceParticipation).set({ isParticipating: sql`not is_participating` }).where(ofOne)
  expect(await vended(one)).toEqual(['C www.c.example'])
  await db.delete(marketplaceParticipation).where(ofOne)
  expect(await vended(one)).toEqual([])
  expect(await vended(other)).toEqual(['D www.d.example'])
})

test('tokens of one authorization are added up by key, the latest user first', async () => {
  const authorizationId = randomUUID()
  await addKey('repricer', {})
  await addKey('reports', {})
  const idOf = async (prefix: string) =>
    (await db.select().from(apiKey).where(eq(apiKey.prefix, prefix)))[0]?.id ?? ''
  const [repricer, reports] = [await idOf('repricer'), await idOf('reports')]
  const total = (apiKeyId: string, day: string, count: number) => ({
    apiKeyId,
    authorizationId,
    day,
    count,
    lastVendedAt: new Date(`${day}T10:00:00.000Z`),
  })
  await addVends(autocommit(db), [
    total(repricer, '2026-10-01', 100),
    total(repricer, '2026-11-20', 5),
    total(repricer, '2026-11-21', 7),
    total(reports, '2026-11-22', 3),
    { ...total(reports, '2026-11-22', 50), authorizationId: randomUUID() },
  ])
  const days = { today: '2026-11-21', since: '2026-10-23' }
  expect(await listVendees(db, authorizationId, days)).toMatchObject([
    {
      name: 'reports',
      today: 0,
      month: 3,
      isRevoked: false,
      lastVendedAt: new Date('2026-11-22T10:00:00.000Z'),
    },
    { name: 'repricer', today: 7, month: 12 },
  ])
})
