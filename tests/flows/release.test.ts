import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { accessToken, attempt, authorization, connectLink, event } from '#drizzle/schema.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { releaseAuthorization } from '#lib/authorizations/disconnect.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { createRenewalLink } from '#lib/links/create.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { operator } = world
const start = websiteStart(marketplaceIds.us)
const partner = 'A1USHARBORPINE'
const first = await world.addAccount('First')
const second = await world.addAccount('Second')
const { outcome } = await world.authorize(first, start, partner)
const id = outcome.kind === 'completed' ? outcome.authorizationId : ''
const row = async (rowId: string) =>
  (await db.select().from(authorization).where(eq(authorization.id, rowId)))[0]

test('only operators can release', async () => {
  const viewer = world.as({ kind: 'operator', personId: 'x', role: 'viewer', sessionId: 'x' })
  for (const ctx of [viewer, first]) {
    await expect(releaseAuthorization(ctx, id)).rejects.toThrow(refusal('not_allowed'))
  }
  await expect(releaseAuthorization(operator, 'none')).rejects.toThrow(refusal('authorization_not_found'))
})

test('a released record’s open links to renew it are revoked, and programs are told which', async () => {
  const { outcome: other } = await world.authorize(first, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  const authorizationId = other.kind === 'completed' ? other.authorizationId : ''
  const link = await createRenewalLink(operator, { id: newId(), authorizationId, days: 7 })
  await expect(releaseAuthorization(first, authorizationId)).rejects.toThrow(refusal('not_allowed'))
  await releaseAuthorization(operator, authorizationId)
  const [kept] = await db.select().from(connectLink).where(eq(connectLink.id, link.id))
  expect(kept?.revokedAt).toEqual(world.services.now())
  expect(await world.trace(link.id)).toEqual(['connect-link.created', 'connect-link.revoked'])
  const told = await db.select().from(event).where(eq(event.subjectId, link.id)).orderBy(event.sequence)
  expect(told.at(-1)).toMatchObject({
    type: 'link.changed',
    authorizationId,
    accountId: kept?.accountId,
    data: { label: kept?.label, state: 'revoked' },
  })
})

test('a released record is history, a re-authorization in progress is quarantined, and another account connects', async () => {
  const { query, bindings } = await world.consent(first, `${start}&authorization=${id}`, partner)
  const underWay = await receiveRedirect(first, query, bindings)

  await Promise.all([releaseAuthorization(operator, id), releaseAuthorization(operator, id)])
  const released = await row(id)
  expect(released).toMatchObject({
    refreshTokenSealed: null,
    previousTokenSealed: null,
    disconnectedBy: 'operator',
  })
  expect(released?.releasedAt).not.toBeNull()
  expect(await db.$count(accessToken, eq(accessToken.authorizationId, id))).toBe(0)
  expect((await world.trace(id)).filter((action) => action === 'authorization.released')).toHaveLength(1)
  expect(await readAuthorization(operator, id)).toMatchObject({ health: 'disconnected' })
  expect((await readAuthorization(first, id)).reason).toContain('An operator released this selling partner')
  await expect(refreshAuthorization(operator, id)).rejects.toThrow(refusal('authorization_disconnected'))

  expect(await completeAuthorization(first, underWay)).toEqual({
    kind: 'failed',
    code: 'authorization_released',
  })
  const [kept] = await db.select().from(attempt).where(eq(attempt.id, underWay))
  expect(kept?.status).toBe('quarantined')
  await expect(world.authorize(first, `${start}&authorization=${id}`, partner)).rejects.toThrow(
    refusal('authorization_released'),
  )

  const next = await world.authorize(second, start, partner)
  if (next.outcome.kind !== 'completed') throw new Error(JSON.stringify(next.outcome))
  expect(next.outcome.authorizationId).not.toBe(id)
  expect(await row(id)).toEqual(released)
  const back = await world.authorize(first, start, partner)
  expect(back.outcome).toEqual({ kind: 'failed', code: 'selling_partner_taken' })
})
