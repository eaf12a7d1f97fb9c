import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { attempt } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { closeAttempts } from '#lib/attempts/expire.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { readTimeline } from '#lib/attempts/read.ts'
import { findUnfinished, readAttempt, readUnfinished, reportConsent } from '#lib/attempts/read-own.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const minuteMs = 60_000

/** Sent to Amazon, where Cancel leads nowhere. */
async function cancel(ctx: Context, start: string): Promise<string> {
  const beginning = await beginAuthorization(ctx, start, noBindings)
  if (beginning.kind !== 'redirect') throw new Error(beginning.kind)
  const body = new URL(beginning.uri).searchParams
  body.set('decision', 'cancel')
  const { origin, pathname } = new URL(beginning.uri)
  const response = await fetch(origin + pathname, { method: 'POST', body, redirect: 'manual' })
  expect(response.headers.get('location'), 'Amazon keeps the browser').toMatch(/\/home$/)
  return beginning.attemptId
}

test('a seller who canceled at Amazon is offered to continue with the same choices, until they have connected', async () => {
  const ctx = await world.addAccount('Undecided')
  expect(await findUnfinished(ctx)).toBeNull()
  const id = await cancel(ctx, websiteStart(marketplaceIds.us))
  const found = await findUnfinished(ctx)
  expect(found).toMatchObject({
    attemptId: id,
    renews: null,
    report: null,
    restart: { kind: 'website', marketplaceId: marketplaceIds.us, partnerType: 'seller' },
  })
  world.passMs(40 * minuteMs)
  await closeAttempts(world.system)
  expect((await findUnfinished(ctx))?.attemptId, 'also once its time is over').toBe(id)
  const { outcome } = await world.authorize(ctx, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  expect(outcome.kind).toBe('completed')
  expect(await findUnfinished(ctx), 'not once another was finished').toBeNull()
  await cancel(ctx, websiteStart(marketplaceIds.us))
  world.passMs(25 * 60 * minuteMs)
  expect(await findUnfinished(ctx), 'not a day later').toBeNull()
})

test('a seller who connects in one of two tabs isn’t told that they haven’t finished', async () => {
  const ctx = await world.addAccount('Two tabs')
  const first = await world.consent(ctx, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  world.passMs(minuteMs)
  const second = await cancel(ctx, websiteStart(marketplaceIds.de))
  await cancel(await world.addAccount('Somebody else'), websiteStart(marketplaceIds.de))
  expect((await findUnfinished(ctx))?.attemptId).toBe(second)
  world.passMs(minuteMs)
  await completeAuthorization(ctx, await receiveRedirect(ctx, first.query, first.bindings))
  expect(await findUnfinished(ctx)).toBeNull()
  world.passMs(minuteMs)
  const elsewhere = await cancel(ctx, websiteStart(marketplaceIds.us))
  expect((await findUnfinished(ctx))?.attemptId, 'another country is still open').toBe(elsewhere)
})

test('the error on Amazon’s page is explained to the seller, stored with the attempt, and diagnosed for operators', async () => {
  const ctx = await world.addAccount('Secondary')
  const id = await cancel(ctx, websiteStart(marketplaceIds.us))
  await reportConsent(ctx, id, 'Error code: SPDC8143\n You must be the primary user.')
  const { report } = await readUnfinished(ctx, id)
  expect(report?.shown).toContain('SPDC8143')
  expect(`${report?.title} ${report?.next}`).toMatch(/primary user/i)
  const timeline = await readTimeline(world.operator, id)
  expect(timeline).toMatchObject({
    status: 'started',
    consentReport: expect.stringContaining('SPDC8143'),
    diagnosis: { id: expect.stringContaining('primary'), who: 'seller' },
  })
  expect(timeline.steps.at(-1)?.step).toBe('reported')
  expect(await world.trace(id)).toEqual(['attempt.started', 'attempt.reported'])

  world.passMs(40 * minuteMs)
  await closeAttempts(world.system)
  expect((await readTimeline(world.operator, id)).diagnosis?.id, 'kept when it is closed').toContain(
    'primary',
  )
})

test('a report stores no secret, ends nothing, and is only visible to its account', async () => {
  const ctx = await world.addAccount('Careless')
  const id = await cancel(ctx, websiteStart(marketplaceIds.us))
  await reportConsent(ctx, id, `something new: client_secret=${'s'.repeat(40)} ${'x'.repeat(600)}`)
  const [row] = await db.select().from(attempt).where(eq(attempt.id, id))
  expect(row?.consentReport).not.toContain('ssss')
  expect(row?.consentReport?.length).toBeLessThanOrEqual(500)
  expect(row?.status).toBe('started')
  expect((await readUnfinished(ctx, id)).report?.title).toMatch(/don’t recognize/)

  const stranger = await world.addAccount('Stranger')
  await expect(reportConsent(stranger, id, 'MD5101')).rejects.toThrow(refusal('attempt_not_found'))
  await expect(readUnfinished(stranger, id)).rejects.toThrow(refusal('attempt_not_found'))
  await expect(reportConsent(ctx, id, '  \n')).rejects.toThrow(refusal('report_empty'))
  const { attemptId } = await world.authorize(ctx, websiteStart(marketplaceIds.us), 'A9USQUOTES')
  await expect(reportConsent(ctx, attemptId, 'MD5101'), 'nothing to report').rejects.toThrow(
    refusal('attempt_not_found'),
  )
})

test('after a wrong account at Amazon, the seller starts the renewal again, and both accounts are named', async () => {
  const ctx = await world.addAccount('Two hats')
  const { outcome } = await world.authorize(ctx, websiteStart(marketplaceIds.us), 'A2NANORTHWIND')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const renewal = `${websiteStart(marketplaceIds.us)}&authorization=${outcome.authorizationId}`
  const { query, bindings } = await world.consent(ctx, renewal, 'A6USSUSPENDED')
  const attemptId = await receiveRedirect(ctx, query, bindings)
  await completeAuthorization(ctx, attemptId)
  expect(await readAttempt(ctx, attemptId, bindings)).toMatchObject({
    outcome: { kind: 'failed', code: 'selling_partner_mismatch' },
    restart: { kind: 'renewal', authorizationId: outcome.authorizationId },
    mixUp: { expected: 'Northwind Outfitters (A2NANORTHWIND)', came: 'A6USSUSPENDED' },
  })
  const visitor = await readAttempt(world.visitor, attemptId, bindings)
  expect(visitor.mixUp, 'the store of an account is named to nobody else').toBeNull()
  expect(visitor.restart.kind).toBe('website')
})
