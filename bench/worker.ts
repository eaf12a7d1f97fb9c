import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { addGrant } from './grant.ts'
import { openInstallation } from './installation.ts'
import { type Measure, summarize, withSpread } from './report.ts'

const grants = 10_000
const rounds = 5
const latencyMs = 50
const concurrentCalls = 20
const allowedPerSecond = (concurrentCalls * 1_000) / latencyMs

type Installation = Awaited<ReturnType<typeof openInstallation>>

/** Ten thousand refreshes that fell due within one minute, by one worker, next to what its concurrent calls allow. */
export async function measureWorker(): Promise<Measure[]> {
  const own = await openInstallation()
  try {
    for (let made = 0; made < grants; made += 100) {
      await Promise.all(
        Array.from({ length: 100 }, () => addGrant(own.system, own.simulator, 'A1USHARBORPINE')),
      )
    }
    own.simulator.addFault({ kind: 'delay', delayMs: latencyMs, at: 'token' })
    const perSecond: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      await makeDue(own, -60)
      const { spanMs } = await run(own)
      perSecond.push((grants * 1_000) / spanMs)
    }
    await makeDue(own, 3)
    const { lateMs } = await run(own)
    return [
      {
        what: `${grants.toLocaleString('en')} refreshes overdue, ${concurrentCalls} at once, LWA takes ${latencyMs} ms`,
        value: withSpread(perSecond, '/s', 0),
        beside: `${allowedPerSecond} /s allowed`,
        ratio: (summarize(perSecond).median / allowedPerSecond).toFixed(2),
        goal: '≥ 0.9',
      },
      {
        what: 'the same falling due in one minute: done after, p50',
        value: `${lateMs.p50.toFixed(0)} ms`,
        beside: `p99 ${lateMs.p99.toFixed(0)} ms`,
        ratio: '–',
        goal: '–',
      },
    ]
  } finally {
    await own.close()
  }
}

/** In use, without tokens, due over one minute that begins this many seconds from now. */
async function makeDue({ services: { db } }: Installation, fromSeconds: number): Promise<void> {
  await db.execute(sql`truncate access_token, refresh_lease`)
  await db.execute(sql`update "authorization" set participations_read_at = now(), last_worked_at = null`)
  await db.execute(sql`
    update upkeep set is_idle = false, used_at = now(),
      due_at = now() + make_interval(secs => ${fromSeconds} + random() * 60)`)
  await db.execute(sql`vacuum analyze`)
}

/** From the first call to the last stored token, and how late each one was. */
async function run({ services: { db }, start }: Installation) {
  const due = new Map(
    (
      await db.execute<{ id: string; ms: number }>(sql`
      select authorization_id as id, (extract(epoch from due_at) * 1000)::float8 as ms from upkeep`)
    ).map(({ id, ms }) => [id, ms]),
  )
  const worker = await start('../api.ts', () => [], {
    changes: { WORKER: 'on', REFRESHES_AT_ONCE: String(concurrentCalls) },
  })
  const left = async () => {
    const [row] = await db.execute<{ count: number }>(sql`select count(*)::int from access_token`)
    return grants - (row?.count ?? 0)
  }
  while ((await left()) > 0) await pause(500)
  await worker.end('SIGTERM')
  const rows = await db.execute<{ id: string; began: number; ended: number }>(sql`
    select a.id, (extract(epoch from l.started_at) * 1000)::float8 as began,
      (extract(epoch from a.last_worked_at) * 1000)::float8 as ended
    from "authorization" a join refresh_lease l on l.authorization_id = a.id`)
  const late = rows.map(({ id, ended }) => ended - (due.get(id) ?? Number.NaN)).sort((a, b) => a - b)
  const began = rows.reduce((first, row) => Math.min(first, row.began), Number.POSITIVE_INFINITY)
  const ended = rows.reduce((last, row) => Math.max(last, row.ended), 0)
  const at = (share: number) => late[Math.floor(late.length * share)] ?? Number.NaN
  return { spanMs: ended - began, lateMs: { p50: at(0.5), p99: at(0.99) } }
}
