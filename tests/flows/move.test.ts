import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { authorization, connectLink } from '#drizzle/schema.ts'
import { releaseAuthorization } from '#lib/authorizations/disconnect.ts'
import { type Move, moveAuthorization } from '#lib/authorizations/move.ts'
import { listOwnAuthorizations, readAuthorization } from '#lib/authorizations/read.ts'
import type { Context } from '#lib/context.ts'
import { createRenewalLink } from '#lib/links/create.ts'
import { newId } from '#lib/vault/random.ts'
import { addAdmin, makeKey, serveApi } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const api = await serveApi(world.services)
const admin = await addAdmin(world.services, world.as)
const accountOf = (ctx: Context) => (ctx.actor.kind === 'account' ? ctx.actor.accountId : '')
const row = async (id: string) => (await db.select().from(authorization).where(eq(authorization.id, id)))[0]

async function connect(sellingPartnerId = 'A1USHARBORPINE') {
  const [owner, heir] = [await world.addAccount(`Owner ${newId()}`), await world.addAccount('Heir')]
  const { outcome } = await world.authorize(owner, websiteStart(marketplaceIds.us), sellingPartnerId)
  const id = outcome.kind === 'completed' ? outcome.authorizationId : ''
  const move = (ctx: Context, more: Partial<Move> = {}) =>
    moveAuthorization(ctx, id, {
      fromAccountId: accountOf(owner),
      account: accountOf(heir),
      confirmedAccountId: null,
      ...more,
    })
  return { owner, heir, id, move }
}

test('a store whose owner lost their account is moved to another, with its tokens and its history', async () => {
  const { owner, heir, id, move } = await connect()
  const [old, own] = [
    await makeKey(admin, { account: accountOf(owner) }),
    await makeKey(admin, { account: accountOf(heir) }),
  ]
  const link = await createRenewalLink(admin, { id: newId(), authorizationId: id, days: 7 })
  const before = await row(id)
  expect((await api.vend(id, old.key)).status).toBe(200)

  await move(world.operator)
  expect(await row(id)).toEqual({ ...before, accountId: accountOf(heir) })
  expect((await listOwnAuthorizations(owner)).rows).toEqual([])
  expect((await listOwnAuthorizations(heir)).rows).toMatchObject([{ id, health: 'working' }])
  expect([(await api.vend(id, old.key)).status, (await api.vend(id, own.key)).status]).toEqual([404, 200])
  const [kept] = await db.select().from(connectLink).where(eq(connectLink.id, link.id))
  expect(kept?.revokedAt).toEqual(world.services.now())
  expect(await world.trace(link.id)).toEqual(['connect-link.created', 'connect-link.revoked'])
  expect(await world.trace(id)).toContain('authorization.moved')
  expect(await world.details(id)).toMatchObject({
    fromAccountId: accountOf(owner),
    toAccountId: accountOf(heir),
  })

  // The new owner renews it, and the old one no longer can.
  world.passMs(60_000)
  const renewed = await world.authorize(heir, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  expect(renewed.outcome).toEqual({ kind: 'completed', authorizationId: id })
  const stale = await world.authorize(owner, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  expect(stale.outcome).toEqual({ kind: 'failed', code: 'selling_partner_taken' })
  await releaseAuthorization(world.operator, id)
  await expect(move(world.operator)).rejects.toThrow(refusal('authorization_released'))
})

test('when two operators move it at the same time, the second is refused', async () => {
  const { owner, heir, id, move } = await connect('A2NANORTHWIND')
  const third = await world.addAccount('Third')
  const answers = await Promise.allSettled([
    move(world.operator),
    move(world.operator, { account: accountOf(third) }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const { accountId } = await readAuthorization(world.operator, id)
  expect([accountOf(heir), accountOf(third)]).toContain(accountId)
  await expect(move(world.operator)).rejects.toThrow(refusal('authorization_changed'))
  await expect(move(world.operator, { fromAccountId: accountId, account: accountId })).rejects.toThrow(
    refusal('account_same'),
  )
  expect(accountId).not.toBe(accountOf(owner))
})

test('only operators can move it, to an account that they have confirmed', async () => {
  const { owner, heir, id, move } = await connect('A9USQUOTES')
  const viewer = world.as({ kind: 'operator', personId: newId(), role: 'viewer', sessionId: newId() })
  for (const [ctx, code] of [
    [owner, 'not_allowed'],
    [heir, 'not_allowed'],
    [viewer, 'not_allowed'],
    [world.visitor, 'sign_in_required'],
  ] as const) {
    await expect(move(ctx)).rejects.toThrow(refusal(code))
  }
  const named = await world.addAccount('Named One')
  await expect(move(world.operator, { account: 'named one' })).rejects.toThrow(refusal('account_unconfirmed'))
  await expect(move(world.operator, { account: 'nobody' })).rejects.toThrow(refusal('account_unknown'))
  await expect(
    moveAuthorization(world.operator, newId(), {
      fromAccountId: accountOf(owner),
      account: accountOf(heir),
      confirmedAccountId: null,
    }),
  ).rejects.toThrow(refusal('authorization_not_found'))
  expect((await row(id))?.accountId).toBe(accountOf(owner))
  await move(world.operator, { account: 'named one', confirmedAccountId: accountOf(named) })
  expect((await row(id))?.accountId).toBe(accountOf(named))
})
