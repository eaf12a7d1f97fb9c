import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { accessToken, authorization } from '#drizzle/schema.ts'
import { seals } from '#lib/seals.ts'
import { open } from '#lib/vault/seal.ts'
import { addAdmin, makeKey, serveApi } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { services, simulator } = world
const admin = await addAdmin(services, world.as)
/** Two processes that only share the database; the keys see all, or one account each. */
const doors = [await serveApi(services), await serveApi({ ...services })]
const sellers = ['A1USHARBORPINE', 'A2NANORTHWIND', 'A8TWOREGIONS', 'A9USQUOTES']
const grants = await Promise.all(
  sellers.map(async (sellingPartnerId) => {
    const id = await addGrant(world.system, simulator, sellingPartnerId)
    const [row] = await db.select().from(authorization).where(eq(authorization.id, id))
    const refreshToken = open(
      services.keyRing,
      row?.refreshTokenSealed ?? '',
      seals.authorization.refreshTokenSealed({ id }),
    ).expose()
    const own = await makeKey(admin, { account: row?.accountId ?? '' })
    return { id, refreshToken, key: own.key }
  }),
)
const all = await makeKey(admin)

/** The owner of the refresh token for which LWA issued this access token, from the simulator's own record. */
function ownerOf(token: unknown): string | undefined {
  const request = simulator
    .received({ host: 'api.amazon.com' })
    .find(({ responseBody }) => responseBody.includes(JSON.stringify(token)))
  const sent = new URLSearchParams(request?.body).get('refresh_token')
  return grants.find(({ refreshToken }) => refreshToken === sent)?.id
}

const index = fc.nat(sellers.length - 1)
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('vend' as const),
      of: index,
      with: fc.option(index),
      at: fc.nat(1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('expire' as const), of: index }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 3_600 }) }),
  },
)

test('C10: under any concurrency, no caller gets another seller’s token', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
      const vends: Promise<void>[] = []
      for (const one of steps) {
        if (one.kind === 'pass') world.passMs(one.seconds * 1_000)
        else if (one.kind === 'expire') {
          const id = grants[one.of]?.id ?? ''
          vends.push(
            db
              .update(accessToken)
              .set({ expiresAt: services.now() })
              .where(eq(accessToken.authorizationId, id))
              .then(() => {}),
          )
        } else vends.push(vend(one.of, one.with, one.at))
      }
      await Promise.all(vends)
    }),
    { numRuns: 60 },
  )
})

async function vend(of: number, withKeyOf: number | null, at: number): Promise<void> {
  const wanted = grants[of]
  const key = withKeyOf === null ? all.key : (grants[withKeyOf]?.key ?? '')
  const { status, body } = (await doors[at]?.vend(wanted?.id ?? '', key)) ?? {}
  if (withKeyOf !== null && withKeyOf !== of) {
    expect(status).toBe(404)
    return
  }
  // 503: the test let it expire within a minute of its last refresh.
  expect([200, 503]).toContain(status)
  if (status === 200) expect(ownerOf(body?.access_token)).toBe(wanted?.id)
}
