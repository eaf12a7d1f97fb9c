import { findPgBouncer } from '#scripts/tests/find-test-servers.ts'
import { startPgBouncer } from '#tests/fixtures/pgbouncer.ts'
import { openInstallation, startEmbeddedBehind } from './installation.ts'
import { applyLoad, type Load } from './load.ts'
import { type Measure, summarize, withSpread } from './report.ts'
import { addGrants, makeVendKey, vendRequest } from './vend-requests.ts'

const rounds = 5
const roundMs = 1_500
const authorizations = 1_000

type Installation = Awaited<ReturnType<typeof openInstallation>>

async function prepare(own: Installation): Promise<string[]> {
  const ids = await addGrants(own.system, own.simulator, authorizations)
  const key = await makeVendKey(own.system)
  return ids.map((id) => vendRequest(id, key))
}

/** The same callers, served by one, two and four processes of the api. */
export async function measureProcesses(): Promise<Measure[]> {
  const own = await openInstallation()
  try {
    const requests = await prepare(own)
    const ports: number[] = []
    for (let started = 0; started < 4; started += 1) ports.push((await own.start('../api.ts')).port)
    await applyLoad(ports[0] as number, requests, 20, { answers: requests.length })
    for (const port of ports) await applyLoad(port, requests, 10, { forMs: 4_000 })
    const counts = [1, 2, 4]
    const loads = new Map<number, Load[]>(counts.map((count) => [count, []]))
    for (let round = 0; round < rounds; round += 1) {
      for (const count of counts)
        loads.get(count)?.push(await spread(ports.slice(0, count), requests, 48 / count))
    }
    return counts.map((count) =>
      row(`warm vend, 48 connections to ${count} processes`, loads.get(count) ?? [], loads.get(1) ?? []),
    )
  } finally {
    await own.close()
  }
}

/** All of them at the same time. */
async function spread(
  ports: readonly number[],
  requests: readonly string[],
  connections: number,
): Promise<Load> {
  const loads = await Promise.all(
    ports.map((port) => applyLoad(port, requests, connections, { forMs: roundMs })),
  )
  return {
    perSecond: loads.reduce((sum, { perSecond }) => sum + perSecond, 0),
    p50Ms: Math.max(...loads.map(({ p50Ms }) => p50Ms)),
    p99Ms: Math.max(...loads.map(({ p99Ms }) => p99Ms)),
  }
}

/** A vend through a real PgBouncer in transaction mode, next to one that uses the server itself. */
export async function measurePooler(): Promise<Measure[]> {
  const { program, skipped } = findPgBouncer(process.env.TEST_PGBOUNCER, process.env.PATH)
  if (program === null) {
    process.stderr.write(`${skipped.join('\n')}\n`)
    return []
  }
  let pooledUrl = ''
  const own = await openInstallation({
    startDatabase: (folder) =>
      startEmbeddedBehind(folder, async (location) => {
        const { url, stop } = await startPgBouncer(program, location, { sessions: 8 })
        pooledUrl = url
        return { variables: {}, stop }
      }),
  })
  try {
    const requests = await prepare(own)
    const direct = (await own.start('../api.ts')).port
    const pooled = (await own.start('../api.ts', () => [], { changes: { DATABASE_URL: pooledUrl } })).port
    await applyLoad(direct, requests, 20, { answers: requests.length })
    for (const port of [direct, pooled]) await applyLoad(port, requests, 10, { forMs: 4_000 })
    const measures: Measure[] = []
    for (const connections of [1, 10, 50]) {
      const loads: { direct: Load[]; pooled: Load[] } = { direct: [], pooled: [] }
      for (let round = 0; round < rounds; round += 1) {
        loads.direct.push(await applyLoad(direct, requests, connections, { forMs: roundMs }))
        loads.pooled.push(await applyLoad(pooled, requests, connections, { forMs: roundMs }))
      }
      measures.push(row(`warm vend behind PgBouncer, ${connections} connections`, loads.pooled, loads.direct))
    }
    return measures
  } finally {
    await own.close()
  }
}

function row(what: string, loads: readonly Load[], beside: readonly Load[]): Measure {
  const median = (of: readonly Load[], name: keyof Load) => summarize(of.map((load) => load[name])).median
  return {
    what,
    value: `${withSpread(
      loads.map(({ perSecond }) => perSecond),
      '/s',
      0,
    )}, p99 ${median(loads, 'p99Ms').toFixed(1)} ms`,
    beside: `${median(beside, 'perSecond').toFixed(0)} /s, p99 ${median(beside, 'p99Ms').toFixed(1)} ms`,
    ratio: (median(loads, 'perSecond') / median(beside, 'perSecond')).toFixed(2),
    goal: '–',
  }
}
