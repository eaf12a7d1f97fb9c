import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { application, person } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import {
  type AttemptQuery,
  countAttempts,
  listAttempts,
  listAttemptsOf,
  listRefusals,
} from '#lib/attempts/read.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import { useDatabase } from '../fixtures/database.ts'
import { makeAttempt } from '../store/records.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const dayMs = 86_400_000
const [ours] = await db.select().from(application)
const applicationId = ours?.id ?? ''

async function nameEmail({ actor }: Context, email: string): Promise<void> {
  if (actor.kind !== 'account') throw new Error('no account')
  await db.update(person).set({ email }).where(eq(person.id, actor.personId))
}

/** Yesterday: two sellers, one of them came through Amazon first. */
const kettle = await world.addAccount('Blue Kettle 100 %')
const harbor = await world.addAccount('Harbor_Pine')
await nameEmail(kettle, 'Paula.Kettle@example.com')
await nameEmail(harbor, 'office@harbor.example')
const { attemptId: completed, outcome } = await world.authorize(
  harbor,
  websiteStart(marketplaceIds.us),
  'A1USHARBORPINE',
)
const authorizationId = outcome.kind === 'completed' ? outcome.authorizationId : ''
world.passMs(1_000)
const begun = await beginAuthorization(kettle, websiteStart(marketplaceIds.de), noBindings)
expect(begun.kind).toBe('redirect')
const [open] = (await listAttempts(world.operator, { search: 'blue kettle' })).rows
world.passMs(dayMs)
const announced = await makeAttempt(db, applicationId, {
  workflow: 'appstore',
  announcedSellingPartnerId: 'A1USHARBORPINE',
  startedAt: world.services.now(),
})

async function find(query: AttemptQuery): Promise<string[]> {
  const [{ rows }, counts] = await Promise.all([
    listAttempts(world.operator, query),
    countAttempts(world.operator, query),
  ])
  const counted = Object.entries(counts).filter(([end]) => query.end == null || end === query.end)
  expect(counted.reduce((sum, [, count]) => sum + count, 0)).toBe(rows.length)
  return rows.map(({ id }) => id)
}

test.each([
  ['a selling partner, returned or announced', 'A1USHARBORPINE', () => [announced, completed]],
  ['its beginning, in small letters', 'a1ushar', () => [announced, completed]],
  ['no middle of it', 'HARBORPINE', () => []],
  ['a part of an account', 'bor_pi', () => [completed]],
  ['an account with a wildcard', '100 %', () => [open?.id]],
  ["a person's email address", 'paula.kettle@', () => [open?.id]],
  ['an attempt', completed, () => [completed]],
  ['an authorization', authorizationId, () => [completed]],
  ['a country', 'germany', () => [open?.id]],
  ['its code', 'DE', () => [open?.id]],
  ['nothing that exists', "' or 1=1 --", () => []],
  ['a zero byte', 'a\0b', () => []],
])('G6: an operator finds attempts by %s', async (_what, search, expected) => {
  expect(await find({ search })).toEqual(expected())
})

test('G6: an operator finds attempts by their application', async () => {
  await world.addApplication({ name: 'Second' })
  const [second] = await db.select().from(application).where(eq(application.name, 'Second'))
  const all = await find({})
  expect(await find({ search: ours?.spApiApplicationId ?? '' })).toEqual(all)
  if (second !== undefined) expect(await find({ search: second.spApiApplicationId })).toEqual([])
})

test('finds the attempts of yesterday by days in UTC, and by further filters', async () => {
  expect(await find({ search: 'A1USHARBORPINE', period: 'yesterday' })).toEqual([completed])
  expect(await find({ period: 'today' })).toEqual([announced])
  expect(await find({ period: 'week' })).toEqual([announced, open?.id, completed])
  expect(await find({ period: { first: '2026-11-22', last: '2026-11-22' } })).toEqual([open?.id, completed])
  expect(await find({ period: { first: null, last: '2026-11-21' } })).toEqual([])
  expect(await find({ period: { first: '2026-11-23', last: null } })).toEqual([announced])
  expect(await find({ workflow: 'appstore' })).toEqual([announced])
  expect(await find({ end: 'completed' })).toEqual([completed])
  expect(await find({ end: 'open', period: 'yesterday' })).toEqual([open?.id])
})

test('the last attempts of an authorization are its own and its seller’s failed ones', async () => {
  const rows = await listAttemptsOf(world.operator, authorizationId)
  expect(rows.map(({ id }) => id)).toEqual([announced, completed])
  await expect(listAttemptsOf(kettle, authorizationId)).rejects.toThrow(refusal('not_allowed'))
})

test('pages neither skip nor repeat attempts that began in the same millisecond', async () => {
  const startedAt = new Date(world.services.now().getTime() + 1_000)
  const made = await Promise.all(
    Array.from({ length: 7 }, () =>
      makeAttempt(db, applicationId, { startedAt, marketplaceId: marketplaceIds.in }),
    ),
  )
  const seen: string[] = []
  let after: string | null = null
  do {
    const page = await listAttempts(world.operator, { search: 'India', limit: 3, after })
    seen.push(...page.rows.map(({ id }) => id))
    after = page.next
  } while (after !== null)
  expect(seen).toEqual(made.toSorted().reverse())
  await expect(listAttempts(world.operator, { after: 'damaged' })).rejects.toThrow(refusal('input_invalid'))
})

test('requests without an attempt are counted by cause and day, with an explanation', async () => {
  const unknown = '?state=unknown-state-of-nobody&selling_partner_id=A1&spapi_oauth_code=code'
  const knock = () => receiveRedirect(world.visitor, unknown, noBindings).catch(() => undefined)
  await knock()
  await knock()
  world.passMs(dayMs)
  await knock()
  expect(await listRefusals(world.operator)).toMatchObject([
    {
      endpoint: 'sp-api/auth',
      cause: 'state_unknown',
      title: 'This authorization wasn’t started here',
      today: 1,
      yesterday: 2,
      diagnosis: { who: 'seller' },
    },
  ])
  world.passMs(2 * dayMs)
  expect(await listRefusals(world.operator)).toEqual([])
  await expect(listRefusals(kettle)).rejects.toThrow(refusal('not_allowed'))
})
