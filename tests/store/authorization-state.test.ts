import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { application, authorization } from '#drizzle/schema.ts'
import { deriveState, states } from '#lib/authorizations/status.ts'
import { ownFailure } from '#lib/failure.ts'
import { type RevocationPolicy, revocationPolicy } from '#lib/policy.ts'
import { orderExpression, stateExpression } from '#lib/store/authorization-lists.ts'
import { incidentSince, openOrUpdateIncident } from '#lib/store/incidents.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf, makeAccount, makeApplication } from './records.ts'

const { db } = await useDatabase()
const now = new Date('2026-11-22T12:00:00.123Z')
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Around every threshold, to the millisecond, and anywhere. */
const momentBefore = (...thresholdsMs: number[]) =>
  fc
    .oneof(
      fc
        .tuple(fc.constantFrom(...thresholdsMs), fc.integer({ min: -1, max: 1 }))
        .map(([ms, off]) => ms + off),
      fc.integer({ min: 0, max: 500 * dayMs }),
    )
    .map((ms) => new Date(now.getTime() - ms))
const often = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 4 })
const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 4 }, { arbitrary: value, weight: 1 })

/** What applications have of their own; the first has what a new one has. */
const policies: readonly Partial<typeof application.$inferInsert>[] = [
  {},
  {},
  { credentialsProblemAt: now, credentialsFailure: ownFailure('invalid_client') },
  { renewalTermDays: 30, renewalDueDays: 10 },
  { renewalTermDays: 30, renewalDueDays: 10, retiredAt: now },
  { renewalTermDays: null, roleAddedAt: new Date(now.getTime() - 365 * dayMs) },
  { renewalTermDays: 10, renewalDueDays: 30, roleAddedAt: new Date(now.getTime() - 20 * dayMs) },
]

const facts = fc
  .record({
    disconnectedAt: seldom(momentBefore(0)),
    pausedAt: seldom(momentBefore(0)),
    workflow: fc.constantFrom('website', 'appstore', 'self'),
    applicationIndex: fc.nat(policies.length - 1),
    invalidGrants: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 })),
    firstInvalidGrantAt: often(momentBefore(20 * minuteMs)),
    span: fc.constantFrom(
      null,
      0,
      14 * minuteMs,
      15 * minuteMs - 1,
      15 * minuteMs,
      15 * minuteMs + 1,
      60 * minuteMs,
      -minuteMs,
    ),
    lastRefreshAt: often(momentBefore(0)),
    lastRefreshProblem: seldom(fc.constantFrom('', 'invalid_grant', 'amazon_unavailable')),
    renewedAt: momentBefore(20 * dayMs, 30 * dayMs, 335 * dayMs, 365 * dayMs, 0),
    participationsProblem: seldom(fc.constantFrom('', 'refused', 'vendor')),
    participationsReadAt: often(momentBefore(0)),
  })
  .map(({ span, applicationIndex, ...row }) => ({
    applicationIndex,
    row: {
      ...row,
      lastInvalidGrantAt:
        span === null || row.firstInvalidGrantAt === null
          ? null
          : new Date(row.firstInvalidGrantAt.getTime() + span),
    },
  }))

const strict: RevocationPolicy = { refusals: 1, spanMinutes: 0 }

test('the database says of every row what deriveState says: 1,000 rows, seven applications, two policies', async () => {
  const accountId = await makeAccount(db)
  const applications = await Promise.all(policies.map((policy) => makeApplication(db, policy)))
  const rows = fc
    .sample(facts, 1_000)
    .map(({ applicationIndex, row }) => authorizationOf(applications[applicationIndex] ?? '', accountId, row))
  await db.insert(authorization).values(rows)
  for (const problem of ['invalid_grant', 'amazon_unavailable'] as const) {
    const startedAt = new Date(now.getTime() - 20 * minuteMs)
    const seen = { affected: 9, tried: 10, failure: ownFailure('LWA'), requestIds: [] }
    const applicationId = applications[1] ?? ''
    await openOrUpdateIncident(db, {
      id: randomUUID(),
      applicationId,
      problem,
      startedAt,
      seenAt: now,
      ...seen,
    })
  }

  for (const policy of [revocationPolicy, strict]) {
    const stored = await db
      .select({ authorization, application, incidentSince, state: stateExpression(now, policy) })
      .from(authorization)
      .innerJoin(application, eq(application.id, authorization.applicationId))
    expect(stored).toHaveLength(1_000)
    const expected = stored.map(
      ({ authorization: row, application: own, incidentSince: since }) =>
        deriveState({ ...row, incidentSince: since }, own, now, policy).state,
    )
    expect(stored.map(({ state }) => state)).toEqual(expected)
    expect(stored.some(({ incidentSince: since }) => since !== null)).toBe(true)
    expect(new Set(expected)).toEqual(new Set(Object.keys(states)))
  }
})

test('the order of the list is the order of the table of states', async () => {
  const priorities = Object.fromEntries(
    Object.entries(states).map(([state, { priority }]) => [state, priority]),
  )
  const state = stateExpression(now, revocationPolicy)
  const rows = await db
    .select({ state, order: orderExpression(state, priorities) })
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
  for (const row of rows) expect(row.order).toBe(priorities[row.state])
})
