import { eq, sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { accessToken, attempt, authorization, marketplaceParticipation } from '#drizzle/schema.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import type { Context } from '#lib/context.ts'
import type { FaultFacts } from '#simulator/world/faults.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const partner = 'A1USHARBORPINE'
afterEach(async () => {
  world.simulator.clearFaults()
  await db.delete(authorization)
})

async function received(ctx: Context, start = websiteStart(marketplaceIds.us)): Promise<string> {
  const { query, bindings } = await world.consent(ctx, start, partner)
  return receiveRedirect(ctx, query, bindings)
}

/** Everything that a grant could have left behind. */
const everything = async () => ({
  authorizations: await db.select().from(authorization),
  accessTokens: await db.select().from(accessToken),
  participations: await db.select().from(marketplaceParticipation),
})

const changed = (fields: Extract<FaultFacts, { kind: 'changed-body' }>['fields']): FaultFacts => ({
  kind: 'changed-body',
  fields,
})

/** LWA's possible answers to a code, and the error that the seller sees in the end. */
const answers: readonly [what: string, fault: FaultFacts, first: string, last: string][] = [
  ['no refresh token', changed({ refresh_token: null }), 'refresh_token_missing', 'refresh_token_missing'],
  ['another token type', changed({ token_type: 'mac' }), 'amazon_answer_unreadable', 'exchange_interrupted'],
  ['no token type', changed({ token_type: null }), 'amazon_answer_unreadable', 'exchange_interrupted'],
  ['no access token', changed({ access_token: null }), 'amazon_answer_unreadable', 'exchange_interrupted'],
  [
    'tokens that are lists',
    changed({ refresh_token: ['Atzr|x'] }),
    'amazon_answer_unreadable',
    'exchange_interrupted',
  ],
  [
    'an empty refresh token',
    changed({ refresh_token: '' }),
    'amazon_answer_unreadable',
    'exchange_interrupted',
  ],
  ['a page of HTML', { kind: 'html', status: 200 }, 'amazon_answer_unreadable', 'completed'],
  ['a page of HTML with 503', { kind: 'html', status: 503 }, 'amazon_unavailable', 'completed'],
  ['half a body', { kind: 'truncated-body' }, 'amazon_unavailable', 'exchange_interrupted'],
  ['nothing in time', { kind: 'hang', when: 'before' }, 'amazon_unavailable', 'completed'],
  ['an answer that comes too late', { kind: 'delay', delayMs: 4_000 }, 'amazon_unavailable', 'completed'],
]

test.each(answers)(
  'A12: LWA answers with %s: the seller gets an explanation, and nothing is stored',
  async (what, fault, first, last) => {
    const ctx = await world.addAccount(what)
    const attemptId = await received(ctx)
    const before = await everything()
    world.simulator.addFault({ ...fault, at: 'token', grantType: 'authorization_code', times: 1 })
    expect(await completeAuthorization(ctx, attemptId)).toMatchObject({ code: first })
    expect(await everything()).toEqual(before)
    const [row] = await db.select().from(attempt).where(eq(attempt.id, attemptId))
    expect(row).toMatchObject({ problem: first, grantSealed: null })

    const outcome = await completeAuthorization(ctx, attemptId)
    expect(outcome.kind === 'failed' ? outcome.code : outcome.kind).toBe(last)
    if (last === 'completed') return
    const [ended] = await db.select().from(attempt).where(eq(attempt.id, attemptId))
    expect(ended).toMatchObject({ status: 'failed', codeSealed: null, grantSealed: null })
    expect(await everything()).toEqual(before)
  },
)

test('A12: an invalid expires_in counts as expired: the token is stored, and refreshed before use', async () => {
  const ctx = await world.addAccount('No expiry')
  const attemptId = await received(ctx)
  world.simulator.addFault({ ...changed({ expires_in: 'soon' }), at: 'token', times: 1 })
  const outcome = await completeAuthorization(ctx, attemptId)
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  const [token] = await db.select().from(accessToken)
  expect(token?.expiresAt).toEqual(world.services.now())
  expect(await refreshAuthorization(world.operator, outcome.authorizationId)).toEqual({ worked: true })
})

/** Each write of the transaction that replaces the tokens, and how to recognize it. */
const writes = [
  ['authorization', 'true'],
  ['access_token', 'true'],
  ['marketplace_participation', 'true'],
  ['attempt', `new.status = 'completed'`],
  ['audit', `new.action = 'authorization.re-authorized'`],
] as const

test.each(writes)(
  'A11: replacing the token fails at %s: the working one stays intact, and the next try replaces it',
  async (table, which) => {
    const ctx = await world.addAccount(`Swap ${table}`)
    const { outcome } = await world.authorize(ctx, websiteStart(marketplaceIds.us), partner)
    if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
    const { authorizationId } = outcome
    const before = await everything()
    world.passMs(1_000)
    const attemptId = await received(
      ctx,
      `${websiteStart(marketplaceIds.us)}&authorization=${authorizationId}`,
    )

    await db.execute(sql`create or replace function break_off() returns trigger language plpgsql as
    $$ begin raise exception 'the disk is full'; end $$`)
    await db.execute(
      sql.raw(
        `create trigger break_off before insert or update on "${table}" for each row when (${which}) execute function break_off()`,
      ),
    )
    const broken = await completeAuthorization(ctx, attemptId)
    await db.execute(sql.raw(`drop trigger break_off on "${table}"`))
    expect(broken).toEqual({ kind: 'waiting', code: 'storing_delayed' })
    expect(await everything()).toEqual(before)
    expect(await refreshAuthorization(world.operator, authorizationId)).toEqual({ worked: true })

    world.passMs(20_000)
    expect(await completeAuthorization(world.system, attemptId)).toEqual({
      kind: 'completed',
      authorizationId,
    })
    expect(await db.select().from(authorization)).toMatchObject([{ id: authorizationId }])
    expect(await refreshAuthorization(world.operator, authorizationId)).toEqual({ worked: true })
    await db.delete(authorization)
  },
)

test('A11: the new token is verified first: until then the old one stays and works', async () => {
  const ctx = await world.addAccount('Verified first')
  const { outcome } = await world.authorize(ctx, websiteStart(marketplaceIds.us), partner)
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  const before = await everything()
  const attemptId = await received(ctx)
  const verifying = world.hold('/sellers/v1/')
  const completing = completeAuthorization(ctx, attemptId)
  await verifying.came
  expect((await db.select().from(attempt).where(eq(attempt.id, attemptId)))[0]?.status).toBe('exchanged')
  expect(await everything()).toEqual(before)
  expect(await refreshAuthorization(world.operator, outcome.authorizationId)).toEqual({ worked: true })
  await verifying.release()
  expect(await completing).toMatchObject({ kind: 'completed' })
})
