import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { authorization } from '#drizzle/schema.ts'
import { createApiKey } from '#lib/keys/api-keys.ts'
import { isConsideredRevoked } from '#lib/state/revocation-policy.ts'
import { addGrant } from '../grant.ts'
import { openInstallation } from '../installation.ts'
import { startCallers, vendOnce } from './callers.ts'
import { whims } from './faults.ts'
import { readOwners } from './owners.ts'

type Installation = Awaited<ReturnType<typeof openInstallation>>
type Program = Awaited<ReturnType<Installation['start']>>

export interface ChaosOptions {
  readonly forMs: number
  readonly sellers: number
  readonly processes: number
  readonly callers: number
  /** How many percent of the sellers need another token each second. */
  readonly expiring: number
  /** On a busy machine it runs until these are reached, for up to three times as long. */
  readonly atLeast?: { readonly vends: number; readonly refreshes: number }
}

/** Failures that must not happen, and figures of the run. */
export interface ChaosReport {
  /** Tokens that LWA issued for another seller, or for two. */
  readonly wrongTokens: number
  /** Sellers that get no token after everything works again. */
  readonly lost: readonly string[]
  readonly revoked: number
  readonly vends: number
  readonly answers: Readonly<Record<string, number>>
  readonly timesMs: readonly number[]
  readonly kills: number
  readonly databaseRestarts: number
  readonly refreshes: number
  /** Until every seller got a token again, after the last fault. */
  readonly recoveryMs: number
}

const killEveryMs = 4_000
const whimEveryMs = 1_500
const recoveryPatienceMs = 120_000

/**
 * Vends from several processes while Amazon, the processes and the database fail in turn, and then checks the result.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { forMs, sellers, processes, callers, expiring, atLeast = { vends: 0, refreshes: 0 } } = options
  const own = await openInstallation()
  try {
    const ids: string[] = []
    for (let made = 0; made < sellers; made += 1)
      ids.push(await addGrant(own.system, own.simulator, 'A1USHARBORPINE'))
    const { key } = await createApiKey(own.system, {
      id: randomUUID(),
      name: 'Chaos',
      scopes: ['tokens:vend'],
      applicationId: null,
      account: null,
      days: null,
    })
    const programs: Program[] = []
    for (let index = 0; index < processes; index += 1) programs.push(await startApi(own))
    const owners = readOwners(own, await tokensOf(own))

    const startedAt = performance.now()
    const isOver = () => {
      const passedMs = performance.now() - startedAt
      if (passedMs < forMs || passedMs > 3 * forMs) return passedMs >= forMs
      return seen.timesMs.length >= atLeast.vends && owners.count() >= atLeast.refreshes
    }
    const ports = () => programs.map(({ port }) => port)
    const { seen, done } = startCallers(callers, ids, key.expose(), ports, isOver)
    const [kills] = await Promise.all([
      killInTurn(own, programs, isOver),
      changeWhims(own, isOver),
      expireTokens(own, expiring / 100, isOver),
      restartDatabase(own, forMs / 2),
      owners.watch(isOver),
      done,
    ])

    own.simulator.clearFaults()
    await letPausesPass(own)
    const calmAt = performance.now()
    const lost = await waitForAll(ids, (id) => vendOnce(seen, id, programs[0]?.port, key.expose()))
    await owners.look()
    const wrongTokens = [...seen.owners].filter(([token, id]) => owners.of(token) !== id).length
    return {
      wrongTokens: wrongTokens + seen.strangers.length,
      lost,
      revoked: await countRevoked(own),
      vends: seen.timesMs.length,
      answers: Object.fromEntries(seen.answers),
      timesMs: seen.timesMs,
      kills,
      databaseRestarts: 1,
      refreshes: owners.count(),
      recoveryMs: performance.now() - calmAt,
    }
  } finally {
    await own.close()
  }
}

/** Like the supervisor: a program that finds no database ends, and is started again. */
async function startApi(own: Installation): Promise<Program> {
  for (;;) {
    try {
      return await own.start('../api.ts', () => [], { changes: { WORKER: 'on', LOG_LEVEL: 'error' } })
    } catch {
      await pause(500)
    }
  }
}

async function killInTurn(own: Installation, programs: Program[], isOver: () => boolean): Promise<number> {
  const starts: Promise<unknown>[] = []
  while (!isOver()) {
    await pause(killEveryMs * (0.5 + Math.random()))
    // One process answers while the others start.
    if (programs.length === 1) continue
    const [victim] = programs.splice(Math.floor(Math.random() * programs.length), 1)
    await victim?.end('SIGKILL')
    starts.push(startApi(own).then((program) => programs.push(program)))
  }
  await Promise.all(starts)
  return starts.length
}

async function changeWhims({ simulator }: Installation, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    simulator.clearFaults()
    const whim = whims[Math.floor(Math.random() * whims.length)]
    if (whim) simulator.addFault(whim)
    await pause(whimEveryMs * (0.5 + Math.random()))
  }
}

/**
 * To avoid waiting for an hour: for some sellers, the last refresh and the pause after a failed one are moved back by a
 * minute, and their tokens end soon.
 */
async function expireTokens(
  { services: { db } }: Installation,
  share: number,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    await db
      .execute(
        sql`with aged as (
            update refresh_lease set started_at = started_at - interval '61 seconds',
              retry_at = retry_at - interval '61 seconds'
            where held_until is null and random() < ${share} returning authorization_id
          )
          update access_token t set expires_at = now() + random() * interval '20 seconds'
          from aged where t.authorization_id = aged.authorization_id`,
      )
      // The database is down for a moment, too.
      .catch(() => {})
    await pause(1_000)
  }
}

/** After many failures in a row the next try is a quarter of an hour away. */
async function letPausesPass({ services: { db } }: Installation): Promise<void> {
  await db.execute(sql`update refresh_lease set retry_at = now() where retry_at > now()`)
}

async function restartDatabase(own: Installation, afterMs: number): Promise<void> {
  await pause(afterMs)
  await own.stopDatabase()
  await pause(2_000)
  await own.startDatabase()
}

async function waitForAll(ids: readonly string[], vend: (id: string) => Promise<string>): Promise<string[]> {
  const until = performance.now() + recoveryPatienceMs
  let waiting = [...ids]
  while (waiting.length > 0 && performance.now() < until) {
    const answers = await Promise.all(waiting.map(vend))
    waiting = waiting.filter((_, index) => answers[index] !== 'vended')
    if (waiting.length > 0) await pause(1_000)
  }
  return waiting
}

async function tokensOf({ services }: Installation) {
  return services.db.select().from(authorization)
}

async function countRevoked({ services }: Installation): Promise<number> {
  const rows = await services.db.select().from(authorization)
  return rows.filter((row) => isConsideredRevoked(row)).length
}
