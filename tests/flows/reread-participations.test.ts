import { and, eq, like } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { authorization, event, marketplaceParticipation } from '#drizzle/schema.ts'
import {
  type GrantDetails,
  type ParticipationProblem,
  storeParticipations,
} from '#lib/authorizations/participations.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { inTransaction } from '#lib/context.ts'
import { updateAuthorization } from '#lib/store/authorizations.ts'
import { replaceParticipations } from '#lib/store/participations.ts'
import { useDatabase } from '../fixtures/database.ts'
import { untilBlocked } from '../fixtures/until-blocked.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const seller = await world.addAccount('Harbor Pine')

test('reading participations again and storing a grant take their locks in the same order', async () => {
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  const id = outcome.authorizationId
  const mine = eq(marketplaceParticipation.authorizationId, id)
  const rows = await db.select().from(marketplaceParticipation).where(mine)
  expect(rows.length).toBeGreaterThan(0)
  const verified: GrantDetails = {
    region: 'na',
    consentGroup: 'na',
    marketplaceId: marketplaceIds.us,
    storeName: 'Read again',
    participations: rows,
    problem: null,
    requestId: null,
  }
  const [before] = await db.select().from(authorization).where(eq(authorization.id, id))
  if (before === undefined) throw new Error('nothing is stored')

  let rereading: Promise<unknown> = Promise.resolve()
  await inTransaction(world.system, async (tx) => {
    await updateAuthorization(tx.db, id, { storeName: 'Authorized again' })
    rereading = inTransaction(world.system, (other) => storeParticipations(other, before, verified))
    rereading.catch(() => {})
    await untilBlocked(db, tx.db)
    await replaceParticipations(tx.db, id, rows)
  })
  await rereading
  const [stored] = await db.select().from(authorization).where(eq(authorization.id, id))
  expect(stored?.storeName).toBe('Read again')
  expect(await db.$count(marketplaceParticipation, mine)).toBe(rows.length)
})

test('a temporary failure publishes nothing about a seller whom Amazon refuses, also after a new grant', async () => {
  const closed = await world.addAccount('Closed Door')
  const connect = () => world.authorize(closed, websiteStart(marketplaceIds.us), 'A14USDEACTIVATED')
  const { outcome } = await connect()
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  const id = outcome.authorizationId
  const read = async () => {
    const [row] = await db.select().from(authorization).where(eq(authorization.id, id))
    if (row === undefined) throw new Error('nothing is stored')
    return row
  }
  const published = async () => {
    const isAboutDetails = and(eq(event.subjectId, id), like(event.type, 'authorization.details_missing%'))
    return (await db.select({ type: event.type }).from(event).where(isAboutDetails)).map(({ type }) => type)
  }
  const store = async (problem: ParticipationProblem) => {
    const verified: GrantDetails = {
      region: 'na',
      consentGroup: 'na',
      marketplaceId: marketplaceIds.us,
      storeName: null,
      participations: null,
      problem,
      requestId: null,
    }
    const row = await read()
    await inTransaction(world.system, (tx) => storeParticipations(tx, row, verified))
  }
  expect(await published()).toEqual(['authorization.details_missing'])
  for (const problem of ['throttled', 'unavailable', 'refused'] as const) {
    await store(problem)
    expect(await read()).toMatchObject({ participationsProblem: 'refused', flags: ['details_missing'] })
  }

  world.simulator.addFault({
    kind: 'status',
    status: 429,
    at: 'sp-api',
    sellingPartnerId: 'A14USDEACTIVATED',
  })
  const { participationsReadAt } = await read()
  world.passMs(1_000)
  expect((await connect()).outcome).toEqual(outcome)
  world.simulator.clearFaults()
  expect(await read()).toMatchObject({ participationsProblem: 'refused', participationsReadAt })
  expect(await published()).toEqual(['authorization.details_missing'])
})

test('a seller’s known stores stay known when Amazon throttles their next authorization and the reading after it', async () => {
  const sellingPartnerId = 'A9USQUOTES'
  const quotes = await world.addAccount('Quotes')
  const connect = () => world.authorize(quotes, websiteStart(marketplaceIds.us), sellingPartnerId)
  const { outcome } = await connect()
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  const id = outcome.authorizationId
  const read = async () => {
    const [row] = await db.select().from(authorization).where(eq(authorization.id, id))
    if (row === undefined) throw new Error('gone')
    const { participationsProblem: problem, participationsReadAt: readAt } = row
    return { problem, readAt, askedAt: row.participationsAskedAt }
  }
  const known = await read()
  expect(known).toEqual({ problem: null, readAt: expect.any(Date), askedAt: known.readAt })
  world.passMs(1_000)
  world.simulator.addFault({ kind: 'status', status: 429, at: 'sp-api', sellingPartnerId })
  expect((await connect()).outcome).toEqual(outcome)
  // Each time, Amazon has to be asked again, until it answers about the new grant.
  for (let putOff = 0; putOff < 2; putOff += 1) {
    expect(await read()).toEqual({ ...known, askedAt: world.services.now() })
    world.passMs(60_000)
    await refreshAuthorization(world.operator, id)
  }
  world.simulator.clearFaults()
  world.passMs(60_000)
  await refreshAuthorization(world.operator, id)
  const now = world.services.now()
  expect(await read()).toEqual({ problem: null, readAt: now, askedAt: now })
})
