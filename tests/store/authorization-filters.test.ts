import { expect, test } from 'vitest'
import { account, authorization, incident, marketplaceParticipation, roleCheck } from '#drizzle/schema.ts'
import type { ListQuery } from '#lib/authorizations/list-filter.ts'
import { countAuthorizations, listAuthorizations } from '#lib/authorizations/read.ts'
import { drainDueStates } from '#lib/state/drain-due-states.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, refusal } from '../flows/amazon-world.ts'
import { authorizationOf, makeApplication } from './records.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { operator } = world
const now = world.services.now()
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const applicationId = await makeApplication(db, {
  createdAt: daysAgo(500),
  roles: [
    { name: 'Pricing', addedAt: daysAgo(100).toISOString() },
    { name: 'Tax Invoicing (Restricted)', addedAt: daysAgo(5).toISOString() },
  ],
})
const other = await makeApplication(db, { renewalTermDays: 30 })
const accounts = { harbor: newId(), cedar: newId() }
await db.insert(account).values([
  { id: accounts.harbor, name: 'Harbor & Pine <img src=x onerror=alert(1)>', createdAt: now },
  { id: accounts.cedar, name: 'سيدار 🧡', createdAt: now },
])

const rows = {
  old: authorizationOf(applicationId, accounts.harbor, { storeName: 'old', renewedAt: daysAgo(350) }),
  fresh: authorizationOf(applicationId, accounts.harbor, {
    storeName: 'fresh',
    renewedAt: daysAgo(1),
    workflow: 'appstore',
  }),
  short: authorizationOf(other, accounts.cedar, { storeName: 'short', renewedAt: daysAgo(20) }),
  self: authorizationOf(other, accounts.cedar, {
    storeName: 'self',
    renewedAt: daysAgo(400),
    workflow: 'self',
  }),
  lost: authorizationOf(other, accounts.cedar, {
    storeName: 'lost',
    renewedAt: daysAgo(200),
    disconnectedAt: daysAgo(2),
  }),
  failing: authorizationOf(other, accounts.cedar, {
    storeName: 'failing',
    renewedAt: daysAgo(3),
    lastRefreshProblem: 'amazon_unavailable',
    failingSince: now,
  }),
}
await db.insert(authorization).values(Object.values(rows))
await db.insert(marketplaceParticipation).values({
  authorizationId: rows.fresh.id,
  marketplaceId: 'A1VC38T7YXB528',
  countryCode: 'JP',
  marketplaceName: 'Amazon.co.jp',
  domainName: 'www.amazon.co.jp',
  currency: 'JPY',
  language: 'ja_JP',
  storeName: 'fresh',
  isParticipating: true,
  hasSuspendedListings: false,
})
const checked = { isProbable: false, checkedAt: now }
await db.insert(roleCheck).values([
  // Proven differently than the dates suggest, and about an earlier grant.
  {
    ...checked,
    authorizationId: rows.fresh.id,
    role: 'Tax Invoicing',
    renewedAt: daysAgo(1),
    status: 'refused',
  },
  { ...checked, authorizationId: rows.old.id, role: 'Pricing', renewedAt: daysAgo(350), status: 'works' },
  { ...checked, authorizationId: rows.short.id, role: 'Pricing', renewedAt: daysAgo(300), status: 'refused' },
])
const incidentId = newId()
await db.insert(incident).values({
  id: incidentId,
  applicationId: other,
  problem: 'amazon_unavailable',
  startedAt: daysAgo(1),
  seenAt: now,
  affected: 1,
  tried: 1,
  requestIds: [],
  failure: { source: 'lwa', status: 503, code: '', detail: '' },
})
await drainDueStates(world.system)

async function names(query: ListQuery): Promise<(string | null)[]> {
  const page = await listAuthorizations(operator, { sort: 'name', ...query })
  return page.rows.map(({ storeName }) => storeName)
}

test.each<[what: string, query: ListQuery, expected: string[]]>([
  ['renewal within 30 days, and overdue', { renewsWithinDays: 30 }, ['failing', 'old', 'short']],
  ['renewal within 12 days', { renewsWithinDays: 12 }, ['short']],
  ['a workflow', { workflow: 'appstore' }, ['fresh']],
  ['a marketplace', { marketplaceId: 'A1VC38T7YXB528' }, ['fresh']],
  ['a part of an account’s name', { accountName: 'pine <IMG' }, ['fresh', 'old']],
  ['two characters of it', { accountName: '🧡' }, ['failing', 'lost', 'self', 'short']],
  ['a name that nobody has', { accountName: '100%_\\' }, []],
  ['who lacks a role', { role: { name: 'Tax Invoicing', isLacked: true } }, ['fresh', 'old']],
  ['who has a role', { role: { name: 'Pricing', isLacked: false } }, ['fresh', 'old']],
  ['a role that no application has', { role: { name: 'Nothing', isLacked: true } }, []],
  ['health that changed this week', { healthWithinDays: 7 }, ['failing', 'fresh', 'lost']],
  ['what was lost this week', { healthWithinDays: 7, health: ['disconnected'] }, ['lost']],
  ['who needs a person', { needsPerson: true }, ['old', 'short']],
  ['an incident', { incidentId }, ['failing']],
  ['an incident that never was', { incidentId: newId() }, []],
  ['some ids', { ids: [rows.old.id, rows.self.id] }, ['old', 'self']],
  ['nothing created since', { createdUntil: daysAgo(1_000) }, []],
])('filters by %s', async (_, query, expected) => {
  expect(await names(query)).toEqual(expected)
  const counts = await countAuthorizations(operator, query)
  const total = Object.values(counts?.health ?? {}).reduce((sum, count) => sum + count, 0)
  const whole =
    'health' in query ? (await names({ ...query, health: undefined as never })).length : expected.length
  expect(total).toBe(whole)
})

test('sorts by the end of the term, with those without one last, and by the last change', async () => {
  const renewal = await names({ sort: 'renewal' })
  expect(renewal.slice(0, 4)).toEqual(['short', 'old', 'failing', 'fresh'])
  expect(renewal.slice(4).toSorted()).toEqual(['lost', 'self'])
  const changed = await names({ sort: 'changed' })
  expect(changed.slice(0, 3)).toEqual(['failing', 'fresh', 'lost'])
})

test.each(['attention', 'name', 'newest', 'renewal', 'changed'] as const)(
  'by %s, every row is on one page',
  async (sort) => {
    const seen: string[] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listAuthorizations>> = await listAuthorizations(operator, {
        sort,
        limit: 2,
        ...(after !== null && { after }),
      })
      seen.push(...page.rows.map(({ id }) => id))
      after = page.next
    } while (after !== null)
    expect(seen).toHaveLength(6)
    expect(new Set(seen).size).toBe(6)
  },
)

test('a cursor of another order is refused, and breaks nothing', async () => {
  const { next } = await listAuthorizations(operator, { sort: 'name', limit: 1 })
  for (const sort of ['newest', 'renewal', 'changed', 'attention'] as const)
    await expect(listAuthorizations(operator, { sort, after: next ?? '' })).rejects.toThrow(
      refusal('input_invalid'),
    )
})
