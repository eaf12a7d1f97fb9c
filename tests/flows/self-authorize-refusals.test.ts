import { afterEach, describe, expect, test } from 'vitest'
import { attempt, attemptStep, authorization } from '#drizzle/schema.ts'
import { replaceToken, type SelfRequest, selfAuthorize } from '#lib/attempts/self-authorize.ts'
import { addMerchantToken, labelAuthorization } from '#lib/authorizations/edit.ts'
import { Secret } from '#lib/secret.ts'
import { useDatabase } from '../fixtures/database.ts'
import { refusal } from './amazon-world.ts'
import { createSelfWorld } from './self-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createSelfWorld(database)
const { operator, simulator, mint, request, countRows, lastAttempt, applicationId } = world
afterEach(() => {
  simulator.clearFaults()
  simulator.refillBuckets()
})

describe('LWA’s refusal is shown with its diagnosis, and nothing is stored', () => {
  const cases = [
    ['a token of nobody', `Atzr|${'x'.repeat(348)}`, null, 'pasted_token_refused'],
    ['silence', null, { kind: 'hang', at: 'token', times: 1 }, 'pasted_token_unproven'],
    ['a broken answer', null, { kind: 'html', at: 'token', times: 1 }, 'pasted_token_unproven'],
    ['a fault of LWA', null, { kind: 'status', status: 503, at: 'token', times: 1 }, 'pasted_token_unproven'],
  ] as const
  test.each(cases)('%s', async (_what, pasted, fault, code) => {
    const before = await countRows()
    const token = pasted ?? mint('A9USQUOTES')
    if (fault !== null) simulator.addFault(fault)
    const refused = await selfAuthorize(operator, request(token))
    expect(refused).toMatchObject({ kind: 'refused', code })
    expect(JSON.stringify(refused)).not.toContain(token)
    expect(await countRows()).toBe(before)
    const last = await lastAttempt()
    expect(last).toMatchObject({ status: 'failed', problem: code, steps: ['started', 'failed'] })
    expect(await world.trace(last.id)).toEqual(['attempt.started', 'attempt.failed'])
  })

  test('a token of another application is recognized, and causes no incident of this one', async () => {
    const other = simulator.addApplication({
      applicationId: 'amzn1.sp.solution.00000000-0000-4000-8000-000000000002',
      lwaClientId: 'amzn1.application-oa2-client.other',
      status: 'published',
    })
    const { refreshToken } = simulator.issueRefreshToken({
      sellingPartnerId: 'A9USQUOTES',
      workflow: 'self',
      applicationId: other.applicationId,
    })
    const refused = await selfAuthorize(operator, request(refreshToken))
    expect(refused).toMatchObject({ kind: 'refused', code: 'pasted_token_foreign' })
    expect(refused.kind === 'refused' && refused.diagnosis?.title).toContain('another application')
    const [{ credentialsFailure } = { credentialsFailure: 'none' }] = await db.query.application.findMany()
    expect(credentialsFailure).toBeNull()
  })
})

test('invalid input is refused before Amazon is asked or anything is stored', async () => {
  const requests = simulator.received().length
  const attempts = await db.$count(attempt)
  const token = mint('A9USQUOTES')
  const bad: readonly (readonly [Partial<SelfRequest>, string])[] = [
    [{ pasted: new Secret('Atza|x') }, 'pasted_access_token'],
    [{ label: ' ' }, 'name_invalid'],
    [{ merchantToken: 'A1-2' }, 'selling_partner_id_malformed'],
    [{ marketplaceId: 'nowhere' }, 'marketplace_unknown'],
    [{ applicationId: 'none' }, 'application_not_found'],
    [{ account: 'Nobody at all' }, 'account_unknown'],
  ]
  for (const [more, code] of bad) {
    await expect(selfAuthorize(operator, request(token, more)), code).rejects.toThrow(refusal(code))
  }
  expect(simulator.received().length).toBe(requests)
  expect(await db.$count(attempt)).toBe(attempts)
})

test('only operators can self-authorize', async () => {
  const viewer = world.as({ kind: 'operator', personId: 'x', role: 'viewer', sessionId: 'x' })
  const seller = await world.addAccount('Curious')
  for (const ctx of [viewer, seller]) {
    await expect(selfAuthorize(ctx, request('x'))).rejects.toThrow(refusal('not_allowed'))
    await expect(replaceToken(ctx, applicationId, new Secret('x'))).rejects.toThrow(refusal('not_allowed'))
    await expect(addMerchantToken(ctx, applicationId, 'A1')).rejects.toThrow(refusal('not_allowed'))
    await expect(labelAuthorization(ctx, applicationId, 'x')).rejects.toThrow(refusal('not_allowed'))
  }
  await expect(selfAuthorize(world.visitor, request('x'))).rejects.toThrow(refusal('sign_in_required'))
})

test('G1: no token is stored unencrypted', async () => {
  await world.store(mint('A9USQUOTES'))
  for (const table of [authorization, attempt, attemptStep]) {
    expect(JSON.stringify(await db.select().from(table))).not.toMatch(/Atz[ar]\|/)
  }
})
