import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { authorization } from '#drizzle/schema.ts'
import { findReplication } from '#scripts/tests/find-test-servers.ts'
import { type PostgresPair, startPair } from '#tests/fixtures/postgres-pair.ts'
import { startCallers, vendOnce } from './chaos/callers.ts'
import { readOwners } from './chaos/owners.ts'
import { openInstallation } from './installation.ts'
import { type Measure, withSpread } from './report.ts'
import { addGrants, makeVendKey } from './vend-requests.ts'

const rounds = 3
const sellers = 100

interface Failover {
  /** From the promotion: until a caller got a token, and until each process had vended a token of each seller. */
  readonly firstMs: number
  readonly allMs: number
  /** From the promotion, until each seller had another token from LWA. */
  readonly refreshedMs: number
  readonly failed: number
  readonly vended: number
  readonly wrong: number
}

/** The primary dies under load, and its standby is promoted: the effect on callers. */
export async function measureFailover(): Promise<Measure[]> {
  const { binaries, skipped } = findReplication()
  if (binaries === null) {
    process.stderr.write(`${skipped.join('\n')}\n`)
    return []
  }
  const found: Failover[] = []
  for (let round = 0; round < rounds; round += 1) found.push(await failOver(binaries))
  const of = (name: keyof Failover) => found.map((one) => one[name])
  const row = (what: string, value: string, beside = '–', goal = '–'): Measure => ({
    what,
    value,
    beside,
    goal,
    ratio: '–',
  })
  return [
    row('failover: promotion → first vend', withSpread(of('firstMs'), 'ms', 0)),
    row('failover: promotion → every seller from every process', withSpread(of('allMs'), 'ms', 0)),
    row('failover: promotion → every seller refreshed', withSpread(of('refreshedMs'), 'ms', 0)),
    row('failover: refused vends', withSpread(of('failed'), '', 0), withSpread(of('vended'), 'vended', 0)),
    row('failover: wrong tokens', withSpread(of('wrong'), '', 0), '–', '0'),
  ]
}

async function failOver(programs: string): Promise<Failover> {
  const pairs: PostgresPair[] = []
  const own = await openInstallation({
    startDatabase: async (folder) => {
      const pair = await startPair(folder, programs)
      pairs.push(pair)
      return pair
    },
  })
  try {
    const { db } = own.services
    const ids = await addGrants(own.system, own.simulator, sellers)
    const key = (await makeVendKey(own.system)).expose()
    const owners = readOwners(own, await db.select().from(authorization))
    const apis = [
      await own.start('../api.ts'),
      await own.start('../api.ts', () => [], { changes: { WORKER: 'on' } }),
    ]
    const ports = apis.map(({ port }) => port)
    let isOver = false
    const { seen, done } = startCallers(
      8,
      ids,
      key,
      () => ports,
      () => isOver,
    )
    const everybody = async () => {
      for (const port of ports) {
        for (const id of ids) while ((await vendOnce(seen, id, port, key)) !== 'vended') await pause(20)
      }
    }
    await everybody()
    await pairs[0]?.killPrimary()
    await pairs[0]?.promoteStandby()
    const promotedAt = performance.now()
    const vendedBefore = seen.timesMs.length
    while (seen.timesMs.length === vendedBefore) await pause(5)
    const firstMs = performance.now() - promotedAt
    await everybody()
    const allMs = performance.now() - promotedAt
    await db.execute(sql`update refresh_lease set started_at = started_at - interval '61 seconds'`)
    await db.execute(sql`update access_token set expires_at = now() + interval '1 second'`)
    await everybody()
    const refreshedMs = performance.now() - promotedAt
    isOver = true
    await done
    await owners.look()
    const vended = seen.answers.get('vended') ?? 0
    return {
      firstMs,
      allMs,
      refreshedMs,
      vended,
      failed: [...seen.answers.values()].reduce((sum, count) => sum + count, 0) - vended,
      wrong: [...seen.owners].filter(([token, id]) => owners.of(token) !== id).length + seen.strangers.length,
    }
  } finally {
    await own.close()
  }
}
