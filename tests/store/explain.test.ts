import { expect, test } from 'vitest'
import { explainAuthorization } from '#lib/authorizations/view.ts'
import { revocationPolicy } from '#lib/policy.ts'
import { deriveState } from '#lib/state/derive-state.ts'
import { findAuthorization, insertAuthorization } from '#lib/store/authorizations.ts'
import { everything } from '#lib/store/visibility.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf, makeAccount, makeApplication } from './records.ts'

const { db } = await useDatabase()
const now = new Date('2026-11-28T12:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const refusal = {
  ...({ source: 'lwa', status: 400, code: 'invalid_grant' } as const),
  detail:
    "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
}

test.each([
  ['a term of 30 days, 40 days ago', { renewalTermDays: 30 }, 40, 'refresh-lapsed'],
  ['a term of 730 days, 400 days ago', { renewalTermDays: 730 }, 400, 'refresh-revoked'],
  ['no term, 4,000 days ago', { renewalTermDays: null }, 4_000, 'refresh-revoked'],
  ['a term of 365 days, 364 days ago', { renewalTermDays: 365 }, 364, 'refresh-revoked'],
  ['a term of 365 days, 365 days ago', { renewalTermDays: 365 }, 365, 'refresh-lapsed'],
])('a lapse is determined by the application’s own term: %s', async (_what, facts, days, id) => {
  const row = authorizationOf(await makeApplication(db, facts), await makeAccount(db), {
    renewedAt: daysAgo(days),
    refreshTokenSealed: 'v1',
    lastRefreshProblem: 'invalid_grant',
    lastRefreshFailure: refusal,
    invalidGrants: revocationPolicy.refusals,
    firstInvalidGrantAt: new Date(now.getTime() - revocationPolicy.spanMinutes * 60_000),
    lastInvalidGrantAt: now,
  })
  await insertAuthorization(db, row)
  const joined = await findAuthorization(db, row.id, everything)
  if (joined === null) throw new Error('not stored')
  const seen = { ...joined.authorization, hasSuspendedListings: false, isExplained: false }
  const { health } = deriveState(seen, joined.application, now)
  expect(health).toBe('reauthorization_needed')
  expect(explainAuthorization(joined, health, now)?.id).toBe(id)
})
