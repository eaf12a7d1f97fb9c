import { setTimeout as pause } from 'node:timers/promises'
import { inArray, sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { attempt, authorization } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { describeSeller } from '#simulator/world/sellers.ts'
import { addAccount } from '../fixtures/add-account.ts'
import { confirmConsent } from '../fixtures/simulated-amazon.ts'
import { marketplaceIds, websiteStart } from './amazon-world.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
// The faults of these tests are logged, as they should be.
own.services.log.level = 'silent'
const { simulator, system } = own
const { db } = own.services
const seller = await addAccount(system, 'Blue Kettle')
const workers: Awaited<ReturnType<typeof own.startWorker>>[] = []
async function startWorker() {
  const worker = await own.startWorker()
  workers.push(worker)
  return worker
}
const exchangeFault = { at: 'token', grantType: 'authorization_code' } as const
const exchanging = 'grant_type=authorization_code'

afterEach(async () => {
  await Promise.all(workers.splice(0).map(({ end }) => end('SIGKILL')))
  simulator.clearFaults()
  simulator.clearReceived()
  partners = 0
  await db.delete(authorization)
  await db.delete(attempt)
})

/** Back from Amazon, with the browser's request; the finish page is closed. */
async function received(partner: string): Promise<string> {
  const beginning = await beginAuthorization(seller, websiteStart(marketplaceIds.us), noBindings)
  if (beginning.kind !== 'redirect') throw new Error(beginning.kind)
  const { search } = new URL(await confirmConsent(beginning.uri, partner))
  return receiveRedirect(seller, search, beginning.bindings)
}

/** Removes the twenty seconds that workers leave to the finish page. */
const hurry = (ids: readonly string[]) =>
  db
    .update(attempt)
    .set({ retryAt: null })
    .where(inArray(attempt.id, [...ids]))

/** `count` sellers who came back and closed the page. */
async function closedPages(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) ids.push(await received(addPartner()))
  await hurry(ids)
  return ids
}

let partners = 0
function addPartner(): string {
  partners += 1
  const sellingPartnerId = `A1GRANT${partners}`
  const shop = { countryCode: 'US', storeName: 'Shop', isParticipating: true, hasSuspendedListings: false }
  simulator.addSeller(describeSeller({ sellingPartnerId, name: 'Shop', participations: [shop] }))
  return sellingPartnerId
}

const exchanges = () =>
  own.tokenRequests().filter(({ body }) => body.includes('grant_type=authorization_code'))
const answered = () => exchanges().filter(({ responseBody }) => responseBody.includes('refresh_token'))

const statuses = async (ids: readonly string[]) =>
  (
    await db
      .select()
      .from(attempt)
      .where(inArray(attempt.id, [...ids]))
  ).map(({ status, problem }) => (problem === null ? status : `${status}: ${problem}`))

async function expectAllCompleted(ids: readonly string[], timeout: number): Promise<void> {
  // The database may be down for a moment.
  await expect
    .poll(() => statuses(ids).catch(() => []), { timeout, interval: 100 })
    .toEqual(ids.map(() => 'completed'))
  const rows = await db.select().from(authorization)
  expect(rows).toHaveLength(ids.length)
  for (const { id } of rows) expect(await refreshAuthorization(system, id)).toEqual({ worked: true })
}

/** Rejects these writes like a full disk, and counts them: a sequence isn't rolled back. */
async function rejectWrites(table: string, when: string) {
  await db.execute(sql.raw(`create sequence if not exists rejected`))
  await db.execute(sql.raw(`alter sequence rejected restart`))
  await db.execute(sql`create or replace function reject() returns trigger language plpgsql as $$ begin
    perform nextval('rejected');
    raise exception using errcode = 'disk_full', message = 'could not extend file: No space left on device';
  end $$`)
  await db.execute(
    sql.raw(`create trigger reject before ${when} on "${table}" for each row execute function reject()`),
  )
  return {
    count: async () => {
      const [row] = await db.execute<{ count: number }>(
        sql`select case when is_called then last_value::int else 0 end as count from rejected`,
      )
      return row?.count ?? 0
    },
    accept: () => db.execute(sql.raw(`drop trigger reject on "${table}"`)),
  }
}

test("keeps the grant when the timeline can't be written", async () => {
  const steps = await rejectWrites('attempt_step', 'insert')
  try {
    const id = await received(addPartner())
    const outcome = await completeAuthorization(seller, id).catch(String)
    expect(outcome).toMatchObject({ kind: 'completed' })
    expect(await steps.count()).toBeGreaterThan(0)
  } finally {
    await steps.accept()
  }
})

test('keeps the grant while the disk is full, and stores it as soon as there is space', async () => {
  const id = await received(addPartner())
  const full = Promise.withResolvers<Awaited<ReturnType<typeof rejectWrites>>>()
  const exchangeCode: typeof seller.amazon.exchangeCode = async (...request) => {
    const grant = await seller.amazon.exchangeCode(...request)
    full.resolve(await rejectWrites('attempt', 'insert or update'))
    return grant
  }
  const ctx = { ...seller, amazon: { ...seller.amazon, exchangeCode } }
  const completing = completeAuthorization(ctx, id).catch(String)
  const writes = await full.promise
  await expect.poll(writes.count).toBeGreaterThan(2).finally(writes.accept)
  expect(await completing).toMatchObject({ kind: 'completed' })
  expect(exchanges()).toHaveLength(1)
})

test('keeps every grant while Postgres restarts during the exchanges', async () => {
  await startWorker()
  const asking = own.hold(exchanging)
  const ids = await closedPages(10)
  await expect.poll(() => asking.count).toBe(10)
  await own.stopDatabase()
  asking.release()
  await expect.poll(() => answered().length).toBe(10)
  await own.startDatabase()
  await expectAllCompleted(ids, 60_000)
  expect(exchanges()).toHaveLength(10)
})

test('finishes a killed worker’s exchanges automatically', async () => {
  const doomed = await startWorker()
  simulator.addFault({ kind: 'hang', when: 'before', ...exchangeFault, times: 10 })
  const ids = await closedPages(10)
  await expect.poll(() => exchanges().length).toBe(10)
  await doomed.end('SIGKILL')
  await startWorker()
  await expectAllCompleted(ids, 60_000)
})

test('keeps the grant of a process that was frozen until another one gave up on the code', async () => {
  const frozen = await startWorker()
  const asking = own.hold(exchanging)
  const [id = ''] = await closedPages(1)
  await expect.poll(() => asking.count).toBe(1)
  process.kill(frozen.pid ?? 0, 'SIGSTOP')
  asking.release()
  await expect.poll(() => answered().length).toBe(1)
  await startWorker()
  await expect.poll(() => statuses([id])).toEqual(['failed: exchange_interrupted'])
  process.kill(frozen.pid ?? 0, 'SIGCONT')
  await expectAllCompleted([id], 60_000)
})

test('waits for an answer of LWA that takes 12, 30 or 50 seconds, and asks once', async () => {
  const ids = await Promise.all(
    [12, 30, 50].map(async (seconds) => {
      const sellingPartnerId = addPartner()
      simulator.addFault({ kind: 'delay', delayMs: seconds * 1_000, sellingPartnerId, ...exchangeFault })
      return received(sellingPartnerId)
    }),
  )
  await startWorker()
  await hurry(ids)
  await expectAllCompleted(ids, 80_000)
  expect(exchanges()).toHaveLength(3)
})

test('stores a grant within one round, without its details, when SP-API is slow in every region or silent', async () => {
  const [slow, silent] = [addPartner(), addPartner()]
  simulator.addFault({ kind: 'delay', delayMs: 11_000, at: 'sp-api', sellingPartnerId: slow })
  simulator.addFault({ kind: 'refuse', row: 'S5', at: 'sp-api', sellingPartnerId: slow })
  simulator.addFault({ kind: 'hang', at: 'sp-api', sellingPartnerId: silent })
  const ids = await Promise.all([received(slow), received(silent)])
  await startWorker()
  // The finish pages stay open: they ask again and again, like the worker.
  const pages = ids.map(async (id) => {
    for (;;) {
      const { kind } = await completeAuthorization(seller, id)
      if (kind === 'completed' || kind === 'failed') return kind
      await pause(500)
    }
  })
  expect(await Promise.all(pages)).toEqual(['completed', 'completed'])
  const rows = await db.select().from(authorization)
  const problems = Object.fromEntries(
    rows.map(({ sellingPartnerId, participationsProblem }) => [sellingPartnerId, participationsProblem]),
  )
  expect(problems).toEqual({ [slow]: 'refused', [silent]: 'unavailable' })
  expect(exchanges()).toHaveLength(2)
  const calls = simulator.received().filter(({ path }) => path.includes('/sellers/v1/'))
  expect(calls).toHaveLength(4)
})

test('finishes the exchange in progress before it ends on SIGTERM', async () => {
  const worker = await startWorker()
  const asking = own.hold(exchanging)
  const ids = await closedPages(1)
  await expect.poll(() => asking.count).toBe(1)
  const { ended } = await worker.askToEnd()
  asking.release()
  expect(await ended).toBe(0)
  expect(await statuses(ids)).toEqual(['completed'])
  expect(exchanges()).toHaveLength(1)
})
