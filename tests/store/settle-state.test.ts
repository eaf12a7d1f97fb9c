import { randomUUID } from 'node:crypto'
import { asc, eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { application, authorization, event, marketplaceParticipation } from '#drizzle/schema.ts'
import { inTransactionOf } from '#lib/database/pool.ts'
import { ownFailure } from '#lib/failure.ts'
import { deriveState } from '#lib/state/derive-state.ts'
import { settleState } from '#lib/state/settle-state.ts'
import { incidentId, openOrUpdateIncident } from '#lib/store/incidents.ts'
import { correctTally, lockDueStates, readTally, sumUpTally } from '#lib/store/state.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf, makeAccount, makeApplication } from './records.ts'

const { db } = await useDatabase()
const start = new Date('2026-11-22T12:00:00.123Z')
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** The settings of applications; the first has the defaults. */
const policies: readonly Partial<typeof application.$inferInsert>[] = [
  {},
  {},
  { credentialsProblemAt: start, credentialsFailure: ownFailure('invalid_client') },
  { renewalTermDays: 30, renewalDueDays: 10 },
  { renewalTermDays: 30, renewalDueDays: 10, retiredAt: start },
  { renewalTermDays: null, roleAddedAt: new Date(start.getTime() - 365 * dayMs) },
  { renewalTermDays: 10, renewalDueDays: 30, roleAddedAt: new Date(start.getTime() - 20 * dayMs) },
]

/** Around every threshold, to the millisecond, and anywhere. */
const momentBefore = (now: Date, ...thresholdsMs: number[]) =>
  fc
    .oneof(
      fc
        .tuple(fc.constantFrom(...thresholdsMs), fc.integer({ min: -1, max: 1 }))
        .map(([ms, off]) => ms + off),
      fc.integer({ min: 0, max: 500 * dayMs }),
    )
    .map((ms) => new Date(now.getTime() - ms))
const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 4 }, { arbitrary: value, weight: 1 })

const factsAt = (now: Date) =>
  fc.record({
    disconnectedAt: seldom(momentBefore(now, 0)),
    pausedAt: seldom(momentBefore(now, 0)),
    workflow: fc.constantFrom('website', 'appstore', 'self'),
    invalidGrants: fc.nat(5),
    firstInvalidGrantAt: seldom(momentBefore(now, 15 * minuteMs, 16 * minuteMs)),
    lastInvalidGrantAt: seldom(momentBefore(now, 0, minuteMs)),
    failingSince: seldom(momentBefore(now, 60 * minuteMs, 0)),
    lastRefreshAt: seldom(momentBefore(now, 0)),
    lastRefreshProblem: seldom(fc.constantFrom('invalid_grant', 'amazon_unavailable')),
    renewedAt: momentBefore(now, 20 * dayMs, 30 * dayMs, 335 * dayMs, 365 * dayMs, 0),
    participationsProblem: seldom(fc.constantFrom('refused', 'vendor')),
  })

const settle = (ids: readonly string[], now: Date) =>
  inTransactionOf(db, (tx) =>
    settleState({ db: tx, now: () => now, actor: { kind: 'system', job: 'test' }, requestId: 'test' }, ids),
  )

/** Like a worker: until nothing is due. */
async function drain(now: Date): Promise<number> {
  const due = await inTransactionOf(db, async (tx) => {
    const ids = await lockDueStates(tx, now, 500)
    const context = {
      db: tx,
      now: () => now,
      actor: { kind: 'system', job: 'test' },
      requestId: 'test',
    } as const
    await settleState(context, ids)
    return ids.length
  })
  return due === 500 ? due + (await drain(now)) : due
}

const readRows = () =>
  db
    .select({
      authorization,
      application,
      incidentId,
      hasSuspendedListings: sql<boolean>`exists (select from ${marketplaceParticipation} p
        where p.authorization_id = ${authorization.id} and p.has_suspended_listings)`,
    })
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))

test('after any sequence of facts and times, the stored state is the derived one, and the counts are right', async () => {
  const accountId = await makeAccount(db)
  const applications = await Promise.all(policies.map((policy) => makeApplication(db, policy)))
  const rows = Array.from({ length: 210 }, (_, index) =>
    authorizationOf(applications[index % applications.length] ?? '', accountId, {
      region: (['na', 'eu', 'fe'] as const)[index % 3] ?? 'na',
    }),
  )
  await db.insert(authorization).values(rows)
  for (const problem of ['invalid_grant', 'amazon_unavailable'] as const) {
    await openOrUpdateIncident(db, {
      id: randomUUID(),
      applicationId: applications[1] ?? '',
      problem,
      affected: 9,
      tried: 10,
      startedAt: new Date(start.getTime() - 20 * minuteMs),
      seenAt: start,
      failure: ownFailure('LWA'),
      requestIds: [],
    })
  }
  let now = start
  await drain(now)
  for (const [round, passedMs] of [0, 1, 59 * minuteMs, dayMs, 30 * dayMs, 335 * dayMs].entries()) {
    now = new Date(now.getTime() + passedMs)
    const [changes = []] = fc.sample(fc.array(factsAt(now), { minLength: 60, maxLength: 60 }), 1)
    for (const [index, change] of changes.entries()) {
      const id = rows[(index * 7 + round * 31) % rows.length]?.id ?? ''
      await db.update(authorization).set(change).where(eq(authorization.id, id))
      if (index % 5 === 0) {
        await db
          .insert(marketplaceParticipation)
          .values({
            authorizationId: id,
            marketplaceId: `M${round}`,
            countryCode: 'DE',
            marketplaceName: 'DE',
            domainName: 'x',
            currency: 'EUR',
            language: 'de',
            storeName: 'x',
            isParticipating: true,
            hasSuspendedListings: index % 2 === 0,
          })
          .onConflictDoNothing()
      }
      await settle([id], now)
    }
    await drain(now)
    expect(await drain(now), 'nothing stays due').toBe(0)
    const stored = await readRows()
    for (const row of stored) {
      const { health, healthCause, healthSince, flags, nextChangeAt, attention } = row.authorization
      const facts = {
        ...row.authorization,
        hasSuspendedListings: row.hasSuspendedListings,
        isExplained: row.incidentId !== null,
      }
      const derived = deriveState(facts, row.application, now)
      expect({ health, cause: healthCause, since: healthSince, flags, nextChangeAt, attention }).toEqual({
        health: derived.health,
        cause: derived.cause,
        since: derived.since,
        flags: derived.flags,
        nextChangeAt: derived.nextChangeAt,
        attention: derived.attention,
      })
    }
    const expected = new Map<string, number>()
    for (const { authorization: row } of stored) {
      for (const flag of ['', ...row.flags]) {
        const key = [row.applicationId, row.region, row.health, flag].join()
        expected.set(key, (expected.get(key) ?? 0) + 1)
      }
    }
    const counts = (await readTally(db)).map(
      (row) => [[row.applicationId, row.region, row.health, row.flag].join(), row.total] as const,
    )
    expect(new Map(counts)).toEqual(expected)
    if (round % 2 === 0) await sumUpTally(db)
  }
  expect(await inTransactionOf(db, correctTally), 'and the rows agree').toEqual([])
})

test('the events of each authorization are numbered without a gap, and name the previous state', async () => {
  const events = await db.select().from(event).orderBy(asc(event.subjectId), asc(event.sequence))
  expect(events.length).toBeGreaterThan(50)
  for (const [subject, own] of Map.groupBy(events, ({ subjectId }) => subjectId)) {
    expect(
      own.map(({ sequence }) => sequence),
      subject,
    ).toEqual(own.map((_, index) => index + 1))
  }
})

test('wrong counts are found and corrected', async () => {
  await db.execute(sql`update authorization_tally set difference = difference + 3
    where id = (select min(id) from authorization_tally)`)
  const [found, ...others] = await inTransactionOf(db, correctTally)
  expect(found?.total).toBe(-3)
  expect(others).toEqual([])
  expect(await inTransactionOf(db, correctTally)).toEqual([])
})
