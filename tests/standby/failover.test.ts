import { sql } from 'drizzle-orm'
import { expect, inject, test } from 'vitest'
import { startCallers, vendOnce } from '#bench/chaos/callers.ts'
import { readOwners } from '#bench/chaos/owners.ts'
import { addGrants, makeVendKey } from '#bench/vend-requests.ts'
import { authorization } from '#drizzle/schema.ts'
import { isConsideredRevoked } from '#lib/state/revocation-policy.ts'
import { type PostgresPair, startPair } from '../fixtures/postgres-pair.ts'
import { createInstallation } from '../flows/own-installation.ts'

const sellers = 20

/** Two apis, one of them with the worker, and callers that continue until `work` is done. */
async function whileVending(
  work: (
    pair: PostgresPair,
    facts: { readonly untilAllVended: () => Promise<void>; readonly expireAll: () => Promise<void> },
  ) => Promise<void>,
) {
  const pairs: PostgresPair[] = []
  const own = await createInstallation({
    startDatabase: async (folder) => {
      const pair = await startPair(folder, inject('postgresPrograms'))
      pairs.push(pair)
      return pair
    },
  })
  const [pair] = pairs as [PostgresPair]
  const { db } = own.services
  const ids = await addGrants(own.system, own.simulator, sellers)
  const key = (await makeVendKey(own.system)).expose()
  const owners = readOwners(own, await db.select().from(authorization))
  const programs = [await own.startApi(), await own.startWorker()]
  const ports = programs.map(({ port }) => port)
  let isOver = false
  const { seen, done } = startCallers(
    8,
    ids,
    key,
    () => ports,
    () => isOver,
  )
  await work(pair, {
    untilAllVended: async () => {
      for (const port of ports) {
        for (const id of ids) await expect.poll(() => vendOnce(seen, id, port, key)).toBe('vended')
      }
    },
    expireAll: async () => {
      const expire = async () => {
        await db.execute(sql`update refresh_lease set started_at = started_at - interval '61 seconds'`)
        await db.execute(sql`update access_token set expires_at = now() + interval '1 second'`)
        return 'expired'
      }
      // This process may still be about to leave a host that hangs.
      await expect.poll(() => expire().catch(() => 'away'), { timeout: 60_000 }).toBe('expired')
    },
  })
  isOver = true
  await done
  await owners.look()
  const rows = await db.select().from(authorization)
  return {
    own,
    seen,
    wrong: [...seen.owners].filter(([token, id]) => owners.of(token) !== id).length + seen.strangers.length,
    revoked: rows.filter((row) => isConsideredRevoked(row)).length,
    end: () => Promise.all(programs.map(({ end }) => end('SIGTERM'))),
  }
}

test('after the primary has died, the promoted standby serves vends, refreshes and jobs, and every token is its seller’s', async () => {
  const { own, seen, wrong, revoked, end } = await whileVending(
    async (pair, { untilAllVended, expireAll }) => {
      await untilAllVended()
      await pair.killPrimary()
      await pair.promoteStandby()
      await untilAllVended()
      await expireAll()
      await untilAllVended()
    },
  )
  expect({ wrong, revoked }).toEqual({ wrong: 0, revoked: 0 })
  expect(seen.answers.get('vended')).toBeGreaterThan(sellers)
  // Jobs from before and after the promotion.
  const finished = () =>
    own.services.db.execute<{ count: number }>(
      sql`select count(*)::int as count from pgboss.job where state = 'completed'`,
    )
  const before = (await finished())[0]?.count ?? 0
  await expect
    .poll(async () => (await finished())[0]?.count ?? 0, { timeout: 150_000 })
    .toBeGreaterThan(before)
  expect(await end()).toEqual([0, 0])
})

test('a primary that hangs is abandoned, also when it comes back unaware of the promotion', async () => {
  const { own, wrong, revoked, end } = await whileVending(async (pair, { untilAllVended, expireAll }) => {
    await untilAllVended()
    pair.freezePrimary()
    await pair.promoteStandby()
    await untilAllVended()
    await expireAll()
    pair.thawPrimary()
    await untilAllVended()
  })
  expect({ wrong, revoked }).toEqual({ wrong: 0, revoked: 0 })
  const [row] = await own.services.db.execute<{ file: string }>(
    sql`select pg_walfile_name(pg_current_wal_lsn()) as file`,
  )
  expect(row?.file.slice(0, 8)).toBe('00000002')
  expect(await end()).toEqual([0, 0])
})
