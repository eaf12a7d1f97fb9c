import { desc, eq } from 'drizzle-orm'
import { attempt, attemptStep, authorization } from '#drizzle/schema.ts'
import { type SelfRequest, selfAuthorize } from '#lib/attempts/self-authorize.ts'
import { Secret } from '#lib/secret.ts'
import { addAdmin } from '../api/programs.ts'
import type { TestDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds } from './amazon-world.ts'

/** An operator who pastes refresh tokens, with a simulated Amazon that mints them. */
export async function createSelfWorld(database: TestDatabase) {
  const { db } = database
  const world = await createAmazonWorld(database)
  const { simulator } = world
  const operator = await addAdmin(world.services, world.as)
  const [application] = await db.query.application.findMany()
  const own = {
    applicationId: application?.id ?? '',
    marketplaceId: marketplaceIds.us,
    partnerType: 'seller',
    label: 'Our own shop',
    account: '',
    merchantToken: '',
  } as const

  const request = (pasted: string, more: Partial<SelfRequest> = {}): SelfRequest => {
    world.passMs(1_000)
    return { ...own, pasted: new Secret(pasted), ...more }
  }

  return {
    ...world,
    /** Amazon's id of the application whose row is `applicationId`. */
    amazonsId: world.applicationId,
    operator,
    request,
    applicationId: own.applicationId,
    /** Amazon's token after Authorize app. */
    mint: (sellingPartnerId: string) =>
      simulator.issueRefreshToken({ sellingPartnerId, workflow: 'self' }).refreshToken,
    store: async (pasted: string, more: Partial<SelfRequest> = {}) => {
      const stored = await selfAuthorize(operator, request(pasted, more))
      if (stored.kind !== 'stored') throw new Error(JSON.stringify(stored))
      return stored
    },
    row: async (id: string) => (await db.select().from(authorization).where(eq(authorization.id, id)))[0],
    countRows: () => db.$count(authorization),
    /** The newest attempt, with the names of its steps. */
    lastAttempt: async () => {
      const [last] = await db
        .select()
        .from(attempt)
        .where(eq(attempt.workflow, 'self'))
        .orderBy(desc(attempt.startedAt))
        .limit(1)
      if (last === undefined) throw new Error('there is no attempt')
      const steps = await db
        .select()
        .from(attemptStep)
        .where(eq(attemptStep.attemptId, last.id))
        .orderBy(attemptStep.id)
      return { ...last, steps: steps.map(({ step }) => step) }
    },
  }
}
