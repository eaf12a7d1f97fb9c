import { setTimeout as pause } from 'node:timers/promises'
import { inArray } from 'drizzle-orm'
import { expect, inject, test } from 'vitest'
import { attempt, authorization } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import type { Context } from '#lib/context.ts'
import { describeSeller } from '#simulator/world/sellers.ts'
import { addAccount } from '../fixtures/add-account.ts'
import { type PostgresPair, startPair } from '../fixtures/postgres-pair.ts'
import { confirmConsent } from '../fixtures/simulated-amazon.ts'
import { marketplaceIds, websiteStart } from '../flows/amazon-world.ts'
import { createInstallation } from '../flows/own-installation.ts'

const sellers = 24
const partnerOf = (index: number) => `A1STANDBY${index}`

test('sellers who authorize while the primary dies and the standby is promoted are all connected, and no grant is lost', async () => {
  const pairs: PostgresPair[] = []
  const own = await createInstallation({
    startDatabase: async (folder) => {
      const pair = await startPair(folder, inject('postgresPrograms'))
      pairs.push(pair)
      return pair
    },
  })
  const [pair] = pairs as [PostgresPair]
  own.services.log.level = 'silent'
  const { db } = own.services
  own.simulator.settings.unlistedConsentLimit = sellers + 1
  const seller = await addAccount(own.system, 'Blue Kettle')
  const bring = async (index: number) => {
    const shop = { countryCode: 'US', storeName: 'Shop', isParticipating: true, hasSuspendedListings: false }
    own.simulator.addSeller(
      describeSeller({ sellingPartnerId: partnerOf(index), name: 'Shop', participations: [shop] }),
    )
    const beginning = await beginAuthorization(seller, websiteStart(marketplaceIds.us), noBindings)
    if (beginning.kind !== 'redirect') throw new Error(beginning.kind)
    const { search } = new URL(await confirmConsent(beginning.uri, partnerOf(index)))
    return receiveRedirect(seller, search, beginning.bindings)
  }
  const ids: string[] = []
  for (let index = 0; index < sellers; index += 1) ids.push(await bring(index))
  // One in four closes the finish page; workers take over from those.
  const closed = ids.filter((_, index) => index % 4 === 0)
  await db.update(attempt).set({ retryAt: null }).where(inArray(attempt.id, closed))

  const exchanges = () =>
    own.tokenRequests().filter(({ body }) => body.includes('grant_type=authorization_code'))
  const answered = () =>
    exchanges().filter(({ responseBody }) => responseBody.includes('refresh_token')).length
  // The primary dies with some exchanges done, some under way and some to come.
  const underWay = own.hold('grant_type=authorization_code', 2)
  const worker = await own.startWorker()
  const open = ids.filter((id) => !closed.includes(id))
  const outcomes: string[] = []
  for (const id of open.splice(0, 4)) outcomes.push(await keepPageOpen(seller, id))
  await expect.poll(() => underWay.count, { timeout: 60_000 }).toBeGreaterThan(0)
  const browse = async () => {
    for (let id = open.pop(); id !== undefined; id = open.pop()) outcomes.push(await keepPageOpen(seller, id))
  }
  const pages = Promise.all([browse(), browse(), browse()])
  await pair.killPrimary()
  underWay.release()
  await pair.promoteStandby()

  await pages
  expect(new Set(outcomes)).toEqual(new Set(['completed']))
  const statuses = async () =>
    (await db.select().from(attempt).where(inArray(attempt.id, ids))).map(({ status }) => status)
  await expect
    .poll(() => statuses().catch(() => []), { timeout: 120_000, interval: 200 })
    .toEqual(ids.map(() => 'completed'))
  // A code works once: whatever LWA answered was kept, or the attempt couldn't have ended well.
  expect(answered()).toBe(sellers)
  const rows = await db.select().from(authorization)
  expect(rows.map(({ sellingPartnerId }) => sellingPartnerId).sort()).toEqual(
    ids.map((_, index) => partnerOf(index)).sort(),
  )
  for (const { id } of rows) expect(await refreshAuthorization(own.system, id)).toEqual({ worked: true })
  expect(await worker.end('SIGTERM')).toBe(0)
})

/** The finish page asks again when it gets no answer. */
async function keepPageOpen(seller: Context, attemptId: string): Promise<string> {
  for (;;) {
    const outcome = await completeAuthorization(seller, attemptId).catch(() => null)
    if (outcome?.kind === 'completed' || outcome?.kind === 'failed') return outcome.kind
    await pause(300)
  }
}
