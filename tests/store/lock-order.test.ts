import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { apiKey, authorization, incident, maintenanceSchedule } from '#drizzle/schema.ts'
import { autocommit, type Database, type Transaction } from '#lib/database/pool.ts'
import { ownFailure } from '#lib/failure.ts'
import { destroyPreviousTokens } from '#lib/store/authorizations.ts'
import { askAgain, forgiveFailures } from '#lib/store/incidents.ts'
import { markUsed, settleMaintenance } from '#lib/store/maintenance.ts'
import { makeStatesDue } from '#lib/store/state.ts'
import { touchApiKeys } from '#lib/store/vends.ts'
import { useDatabase } from '../fixtures/database.ts'
import { untilBlocked } from '../fixtures/until-blocked.ts'
import { authorizationOf, makeAccount, makeApplication } from './records.ts'

const { db } = await useDatabase()
const now = new Date('2026-11-22T12:00:00Z')

/** Two rows whose ids are in another order than the rows are stored, or named to a statement. */
interface Pair {
  readonly applicationId: string
  /** The larger one first. */
  readonly ids: readonly [string, string]
}

let pair: Pair

beforeEach(async () => {
  const [applicationId, accountId] = [await makeApplication(db), await makeAccount(db)]
  const [first, second] = [randomUUID(), randomUUID()].sort()
  const ids = [second ?? '', first ?? ''] as const
  for (const id of ids) {
    const failing = { lastRefreshProblem: 'amazon_unavailable', failingSince: now, refreshTokenSealed: 'v1' }
    const previous = { previousTokenSealed: 'v1', previousTokenUntil: now }
    await db
      .insert(authorization)
      .values(authorizationOf(applicationId, accountId, { id, ...failing, ...previous }))
    await db
      .insert(maintenanceSchedule)
      .values({ authorizationId: id, applicationId, isIdle: true, dueAt: now })
    await db.insert(apiKey).values({ id, name: id, prefix: id, digest: id, scopes: [], createdAt: now })
  }
  pair = { applicationId, ids }
})

type Run = (pair: Pair) => Promise<unknown>
const whole = autocommit(db)
const inTransaction = (write: (tx: Transaction) => Promise<unknown>) =>
  db.transaction((tx) => write(tx as unknown as Transaction))

const statements: readonly (readonly [name: string, table: string, key: string, run: Run])[] = [
  [
    'the end of an incident',
    'authorization',
    'id',
    ({ applicationId }) =>
      forgiveFailures(whole, { applicationId, problem: 'amazon_unavailable', startedAt: now }, now, 0),
  ],
  [
    'the end of an incident, planning refreshes',
    'upkeep',
    'authorization_id',
    ({ applicationId }) =>
      forgiveFailures(whole, { applicationId, problem: 'amazon_unavailable', startedAt: now }, now, 0),
  ],
  [
    'the questions during an incident',
    'authorization',
    'id',
    async ({ applicationId }) => {
      const shared = {
        problem: 'amazon_unavailable',
        startedAt: now,
        seenAt: now,
        affected: 2,
        tried: 2,
      } as const
      const row = { id: randomUUID(), applicationId, ...shared, failure: ownFailure(''), requestIds: [] }
      await db.insert(incident).values(row)
      await askAgain(whole, row, now, now, 0)
    },
  ],
  [
    'a change of an application that changes states',
    'authorization',
    'id',
    ({ applicationId }) => inTransaction((tx) => makeStatesDue(tx, applicationId)),
  ],
  ['the end of previous tokens', 'authorization', 'id', () => destroyPreviousTokens(whole, now)],
  [
    'the end of maintenance',
    'upkeep',
    'authorization_id',
    ({ applicationId, ids }) =>
      settleMaintenance(
        whole,
        ids.map((authorizationId) => ({ claim: { authorizationId, applicationId, until: now }, dueAt: now })),
      ),
  ],
  [
    'the counting of vends',
    'upkeep',
    'authorization_id',
    ({ ids }) =>
      markUsed(
        whole,
        ids.map((authorizationId) => ({ authorizationId, lastVendedAt: now })),
      ),
  ],
  [
    'the use of keys',
    'api_key',
    'id',
    ({ ids }) =>
      touchApiKeys(
        whole,
        ids.map((id) => ({ id, at: now })),
      ),
  ],
]

// Two statements that lock the same rows in different orders can wait for each other; Postgres then ends one of them.
test.each(statements)(
  '%s locks several rows of %s in the order of their ids',
  async (_name, table, key, run) => {
    const [larger, smaller] = pair.ids
    const rowOf = (id: string) =>
      sql`select from ${sql.identifier(table)} where ${sql.identifier(key)} = ${id}`
    let running: Promise<unknown> = Promise.resolve()
    await db.transaction(async (tx) => {
      await tx.execute(sql`${rowOf(smaller)} for update`)
      running = run(pair)
      running.catch(() => {})
      await untilBlocked(db, tx as Pick<Database, 'execute'>)
      const free = await tx.execute(sql`${rowOf(larger)} for update skip locked`)
      expect(free.length, 'the larger one isn’t locked before the smaller one').toBe(1)
    })
    await running
  },
)
