import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { encode } from 'next-auth/jwt'
import { person } from '#drizzle/schema.ts'
import { inTransaction } from '#lib/context.ts'
import { appendEvents } from '#lib/events/append.ts'
import { startSession } from '#lib/people/start-session.ts'
import { readPerson } from '#lib/store/people/people.ts'
import { newId } from '#lib/vault/random.ts'
import { buildIfStale } from '#scripts/build/build-app.ts'
import { openInstallation, publicAddress, publicHost } from './installation.ts'
import type { Measure } from './report.ts'

const streams = 500
const streamsPerPerson = 10
const changes = 100
const everyMs = 200
/** An idle session of Postgres reports what it has counted after ten seconds. */
const settleMs = 15_000
const idleMs = 20_000
const goalMs = 2_000

/** From the commit of a change to the browsers, with 500 open streams, and their cost for the database. */
export async function measureLive(): Promise<Measure[]> {
  await buildIfStale((line) => process.stderr.write(`${line}\n`))
  const own = await openInstallation()
  try {
    const { port } = await own.start('../scripts/processes/serve-app.mjs', () => [], {
      listensBy: 'PORT',
      answers: '/healthz',
      changes: { ...publicAddress, HOSTNAME: '127.0.0.1' },
    })
    const startedAt = new Map<string, number>()
    const waitsMs: number[] = []
    const hear = (id: string) => {
      const at = startedAt.get(id)
      if (at !== undefined) waitsMs.push(performance.now() - at)
    }
    const cookies = await Promise.all(
      Array.from({ length: streams / streamsPerPerson }, () => addOperator(own)),
    )
    const open: (() => void)[] = []
    for (const cookie of cookies) {
      const some = Array.from({ length: streamsPerPerson }, () => openStream(port, cookie, hear))
      open.push(...(await Promise.all(some)))
    }
    const transactions = () => countTransactions(own)
    await pause(settleMs)
    const before = await transactions()
    await pause(idleMs)
    const perSecond = ((await transactions()) - before) / (idleMs / 1_000)
    for (let change = 0; change < changes; change += 1) {
      const subjectId = newId()
      // Before the commit: a browser can hear of it before this process does.
      startedAt.set(subjectId, performance.now())
      await inTransaction(own.system, async (tx) => {
        await appendEvents(tx, [{ type: 'application.changed', subjectId }])
      })
      await pause(everyMs)
    }
    await pause(goalMs)
    for (const close of open) close()
    waitsMs.sort((one, other) => one - other)
    const at = (share: number) => waitsMs[Math.ceil(waitsMs.length * share) - 1] ?? Number.NaN
    return [
      {
        what: `change to ${streams} open pages, ${1_000 / everyMs}/s`,
        value: `p95 ${at(0.95).toFixed(0)} ms`,
        beside: `p50 ${at(0.5).toFixed(0)} ms, ${waitsMs.length} of ${changes * streams} received`,
        ratio: (at(0.95) / goalMs).toFixed(2),
        goal: `≤ ${goalMs} ms`,
      },
      {
        what: `transactions per second for ${streams} idle open pages`,
        value: perSecond.toFixed(1),
        beside: 'all processes of the installation',
        ratio: (perSecond / 10).toFixed(2),
        goal: '≤ 10',
      },
    ]
  } finally {
    await own.close()
  }
}

type Installation = Awaited<ReturnType<typeof openInstallation>>

async function countTransactions({ system }: Installation): Promise<number> {
  const [row] = await system.db.execute<{ count: string }>(
    sql`select xact_commit + xact_rollback as count from pg_stat_database where datname = current_database()`,
  )
  return Number(row?.count)
}

async function addOperator({ services, system, authSecret }: Installation): Promise<string> {
  const id = newId()
  await system.db.insert(person).values({
    id,
    name: 'Operator',
    role: 'viewer',
    passwordHash: 'none',
    createdAt: system.now(),
    email: `${id}@example.com`,
  })
  const row = await readPerson(system.db, id)
  if (row === null) throw new Error('the person was not stored')
  const token = await inTransaction(system, (tx) =>
    startSession(tx, row, null, { method: 'password', provedAt: tx.realNow() }),
  )
  const session = await encode({ token: { sessionToken: token.expose() }, secret: authSecret.expose() })
  return `${services.cookiePrefix}next-auth.operator-token=${session}`
}

/** Resolves once the stream is live, with a function that closes it. */
function openStream(port: number, cookie: string, hear: (id: string) => void): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port, host: '127.0.0.1', path: '/ops/events', headers: { cookie, host: publicHost }, agent: false },
      (response) => {
        if (response.statusCode !== 200)
          return reject(new Error(`the stream answered ${response.statusCode}`))
        let text = ''
        response.on('error', () => {})
        response.setEncoding('utf8').on('data', (part: string) => {
          const blocks = `${text}${part}`.split('\n\n')
          text = blocks.pop() ?? ''
          for (const block of blocks) {
            if (block.includes('event: ready')) resolve(() => sent.destroy())
            const id = /^data: .*"id":"([\w-]+)"/m.exec(block)?.[1]
            if (id !== undefined) hear(id)
          }
        })
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}
