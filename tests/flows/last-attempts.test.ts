import { expect, test } from 'vitest'
import { application } from '#drizzle/schema.ts'
import { listAttemptsOf } from '#lib/attempts/read.ts'
import { useDatabase } from '../fixtures/database.ts'
import { makeAttempt } from '../store/records.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const [ours] = await db.select().from(application)
const applicationId = ours?.id ?? ''

test('the last attempts of an authorization don’t include those of the same seller elsewhere', async () => {
  const meridian = await world.addAccount('Meridian')
  const connectIn = async (marketplaceId: string) => {
    world.passMs(1_000)
    const { attemptId, outcome } = await world.authorize(
      meridian,
      websiteStart(marketplaceId),
      'A8TWOREGIONS',
    )
    return { attemptId, id: outcome.kind === 'completed' ? outcome.authorizationId : '' }
  }
  const attemptIds = async (id: string) =>
    (await listAttemptsOf(world.operator, id)).map((attempt) => attempt.id)
  const america = await connectIn(marketplaceIds.us)
  const europe = await connectIn(marketplaceIds.de)
  const failedIn = (marketplaceId: string | null) =>
    makeAttempt(db, applicationId, {
      status: 'failed',
      sellingPartnerId: 'A8TWOREGIONS',
      marketplaceId,
      startedAt: new Date(world.services.now().getTime() + 1_000),
    })
  const [failed] = [await failedIn(marketplaceIds.de), await failedIn(null)]
  expect(await attemptIds(america.id)).toEqual([america.attemptId])
  expect(await attemptIds(europe.id)).toEqual([failed, europe.attemptId])
})
