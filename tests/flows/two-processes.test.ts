import { eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { accessToken, attempt, authorization } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { addAccount } from '../fixtures/add-account.ts'
import { confirmConsent } from '../fixtures/simulated-amazon.ts'
import { marketplaceIds, websiteStart } from './amazon-world.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { simulator, system } = own
const { db } = own.services
const seller = await addAccount(system, 'Blue Kettle')
const partners = ['A1USHARBORPINE', 'A2NANORTHWIND', 'A9USQUOTES'] as const
const startWorker = () => own.start('../api.ts', () => [], { changes: { WORKER: 'on' } })

/** Back from Amazon, and due for the workers immediately instead of after twenty seconds. */
async function received(sellingPartnerId: string): Promise<string> {
  const beginning = await beginAuthorization(seller, websiteStart(marketplaceIds.us), noBindings)
  if (beginning.kind !== 'redirect') throw new Error(beginning.kind)
  const { search } = new URL(await confirmConsent(beginning.uri, sellingPartnerId))
  const attemptId = await receiveRedirect(seller, search, beginning.bindings)
  await db.update(attempt).set({ retryAt: null }).where(eq(attempt.id, attemptId))
  return attemptId
}

const statuses = async (ids: readonly string[]) =>
  (
    await db
      .select()
      .from(attempt)
      .where(inArray(attempt.id, [...ids]))
  ).map(({ status }) => status)

const exchanges = () =>
  own.tokenRequests().filter(({ body }) => body.includes('grant_type=authorization_code'))

/** One record for each selling partner, with a current token that Amazon accepts. */
async function expectWhole(): Promise<void> {
  const rows = await db.select().from(authorization)
  expect(rows.map(({ sellingPartnerId }) => sellingPartnerId).sort()).toEqual([...partners])
  for (const { id, tokenVersion } of rows) {
    expect(await db.select().from(accessToken).where(eq(accessToken.authorizationId, id))).toMatchObject([
      { tokenVersion },
    ])
    expect(await refreshAuthorization(system, id)).toEqual({ worked: true })
  }
}

test('A8: two workers and the finish pages share many attempts: each code is exchanged once, one record for each seller', async () => {
  simulator.settings.reauthorizingEndsEarlierTokens = true
  const workers = await Promise.all([startWorker(), startWorker()])
  simulator.addFault({ kind: 'delay', delayMs: 150, at: 'token', grantType: 'authorization_code' })
  const ids: string[] = []
  for (let index = 0; index < 18; index += 1) {
    simulator.refillBuckets()
    ids.push(await received(partners[index % partners.length] ?? ''))
  }
  const pages = ids.filter((_, index) => index % 2 === 0)
  await Promise.all(pages.map((id) => completeAuthorization(seller, id)))
  await expect.poll(() => statuses(ids), { timeout: 60_000 }).toEqual(ids.map(() => 'completed'))
  expect(exchanges()).toHaveLength(ids.length)
  simulator.clearFaults()
  await expectWhole()
  expect(await Promise.all(workers.map(({ end }) => end('SIGTERM')))).toEqual([0, 0])
})

test('A4: a worker is killed while LWA holds its request: another worker takes over, once', async () => {
  simulator.clearReceived()
  simulator.refillBuckets()
  const doomed = await startWorker()
  simulator.addFault({ kind: 'hang', when: 'before', at: 'token', times: 1 })
  const id = await received(partners[0])
  await expect.poll(() => exchanges().length, { timeout: 30_000 }).toBe(1)
  expect(await statuses([id])).toEqual(['exchanging'])
  const others = await Promise.all([startWorker(), startWorker()])
  await doomed.end('SIGKILL')
  expect(await completeAuthorization(seller, id), 'the claim of the dead process has not expired').toEqual({
    kind: 'working',
  })
  await expect.poll(() => statuses([id]), { timeout: 90_000 }).toEqual(['completed'])
  expect(exchanges()).toHaveLength(2)
  await expectWhole()
  await Promise.all(others.map(({ end }) => end('SIGKILL')))
})
