import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { account, authorization, type Workflow } from '#drizzle/schema.ts'
import type { ListQuery } from '#lib/authorizations/list-filter.ts'
import {
  type AuthorizationCounts,
  countAuthorizations,
  listAuthorizations,
} from '#lib/authorizations/read.ts'
import { drainDueStates } from '#lib/state/drain-due-states.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { authorizationOf, makeApplication } from './records.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { operator } = world
const now = world.services.now()
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const oneOf = <T>(...values: readonly T[]): T => values[randomInt(values.length)] as T
const applications = [
  await makeApplication(db),
  await makeApplication(db, { renewalTermDays: 30 }),
  await makeApplication(db, { credentialsProblemAt: daysAgo(1) }),
]
const words = ['Atlas', 'Beacon', 'Cedar', 'Harbor'] as const
const accounts = Array.from({ length: 40 }, () => ({
  id: newId(),
  name: `${oneOf(...words)} ${randomInt(1_000)} Ltd`,
  createdAt: now,
}))
await db.insert(account).values(accounts)
// More than a search first looks among, of which a few match: both ways of searching find rows.
const rows = Array.from({ length: 700 }, (_, i) => {
  const isRefused = randomInt(5) === 0
  return authorizationOf(oneOf(...applications), oneOf(...accounts).id, {
    storeName: i % 100 === 0 ? `Rare ${i}` : `${oneOf(...words)} ${randomInt(1_000)}`,
    renewedAt: daysAgo(randomInt(400)),
    region: oneOf('na', 'eu', 'fe'),
    workflow: oneOf<Workflow>('website', 'appstore', 'self'),
    tags: { plan: oneOf('pro', 'basic') },
    disconnectedAt: randomInt(8) === 0 ? daysAgo(randomInt(20)) : null,
    pausedAt: randomInt(8) === 0 ? daysAgo(randomInt(20)) : null,
    ...(isRefused && {
      invalidGrants: 3,
      lastRefreshProblem: 'invalid_grant',
      failingSince: daysAgo(1),
      firstInvalidGrantAt: daysAgo(1),
      lastInvalidGrantAt: now,
    }),
  })
})
await db.insert(authorization).values(rows)
await drainDueStates(world.system)

async function listAll(query: ListQuery) {
  const found: Awaited<ReturnType<typeof listAuthorizations>>['rows'][number][] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listAuthorizations>> = await listAuthorizations(operator, {
      ...query,
      limit: 37,
      ...(after !== null && { after }),
    })
    found.push(...page.rows)
    after = page.next
  } while (after !== null)
  return found
}

const orders = ['attention', 'name', 'newest', 'renewal', 'changed'] as const

test.each<[what: string, filter: ListQuery, isMatch: ((row: (typeof rows)[number]) => boolean) | null]>([
  ['no filter', {}, () => true],
  ['needing a person', { needsPerson: true }, null],
  ['a tag', { tags: { plan: 'pro' } }, ({ tags }) => tags?.plan === 'pro'],
  ['a region and a workflow', { region: 'eu', workflow: 'website' }, null],
  ['an account’s name', { accountName: 'cedar' }, null],
  ['renewal', { renewsWithinDays: 30 }, null],
  ['recent changes', { healthWithinDays: 7 }, null],
  [
    'an application',
    { applicationId: applications[2] ?? '' },
    (row) => row.applicationId === applications[2],
  ],
  ['a rare name', { search: 'rare' }, ({ storeName }) => storeName?.startsWith('Rare') === true],
  ['a common name', { search: 'CEDAR' }, null],
  ['every account', { search: 'ltd' }, () => true],
  ['two characters', { search: 'b ' }, null],
  ['no row', { search: 'nowhere' }, () => false],
  ['a name and a tag', { search: 'harbor', tags: { plan: 'basic' } }, null],
])('counts what the list shows, in every order: %s', async (_, filter, isMatch) => {
  const lists = await Promise.all(orders.map((sort) => listAll({ ...filter, sort })))
  const ids = lists.map((list) => list.map(({ id }) => id).toSorted())
  for (const other of ids) expect(other).toEqual(ids[0])
  if (isMatch !== null)
    expect(ids[0]).toEqual(
      rows
        .filter(isMatch)
        .map(({ id }) => id)
        .toSorted(),
    )

  const counts = await countAuthorizations(operator, filter)
  const shown: AuthorizationCounts = {
    health: zeros(counts?.health),
    flags: zeros(counts?.flags),
  }
  const health: Record<string, number> = shown.health
  const flags: Record<string, number> = shown.flags
  for (const row of lists[0] ?? []) {
    health[row.health] = (health[row.health] ?? 0) + 1
    for (const flag of row.flags) flags[flag] = (flags[flag] ?? 0) + 1
  }
  expect(counts).toEqual(shown)
})

function zeros<T extends string>(counts: Readonly<Record<T, number>> | undefined): Record<T, number> {
  return Object.fromEntries(Object.keys(counts ?? {}).map((name) => [name, 0])) as Record<T, number>
}
