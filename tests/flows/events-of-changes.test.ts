import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { application, audit, event } from '#drizzle/schema.ts'
import { retireApplication } from '#lib/applications/change.ts'
import { closeAttempts } from '#lib/attempts/expire.ts'
import { labelAuthorization } from '#lib/authorizations/edit.ts'
import { moveAuthorization } from '#lib/authorizations/move.ts'
import type { Context } from '#lib/context.ts'
import { createConnectLink, createRenewalLink, revokeLink } from '#lib/links/create.ts'
import { newId } from '#lib/vault/random.ts'
import { addAdmin } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'
import { createLinkWorld } from './link-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const links = await createLinkWorld(database, world)
const admin = await addAdmin(world.services, world.as)
const accountOf = (ctx: Context) => (ctx.actor.kind === 'account' ? ctx.actor.accountId : '')

const eventsOf = (subjectId: string) =>
  db.select().from(event).where(eq(event.subjectId, subjectId)).orderBy(asc(event.sequence))
const typesOf = async (subjectId: string) => (await eventsOf(subjectId)).map(({ type }) => type)

const owner = await world.addAccount('Owner')
const { outcome } = await world.authorize(owner, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
const id = outcome.kind === 'completed' ? outcome.authorizationId : ''

test('an attempt of an account appends an event at each step', async () => {
  const rows = await db
    .select()
    .from(event)
    .where(eq(event.accountId, accountOf(owner)))
    .orderBy(asc(event.position))
  const steps = rows.filter(({ type }) => type === 'attempt.changed').map(({ data }) => data.status)
  expect(steps).toEqual(['started', 'received', 'completed'])
  expect(rows.filter(({ type }) => type === 'attempt.changed').every(({ isPublic }) => !isPublic)).toBe(true)
})

test('open pages learn that an attempt has passed its deadline', async () => {
  const away = await world.addAccount('Away')
  await world.consent(away, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  world.passMs(61 * 60_000)
  await closeAttempts(world.system)
  await closeAttempts(world.system)
  const rows = await db
    .select()
    .from(event)
    .where(eq(event.accountId, accountOf(away)))
    .orderBy(asc(event.position))
  expect(rows.map(({ type, data }) => [type, data.status])).toEqual([
    ['attempt.changed', 'started'],
    ['attempt.changed', 'failed'],
  ])
})

test('creating and revoking a link append an event, and a form that is sent twice appends none', async () => {
  const request = links.request()
  await createConnectLink(links.operator, request)
  await expect(createConnectLink(links.operator, request)).rejects.toThrow(/^form_repeated:/)
  await revokeLink(links.operator, request.id)
  await revokeLink(links.operator, request.id)
  const rows = await eventsOf(request.id)
  expect(rows.map(({ type, data }) => [type, data.state])).toEqual([
    ['link.changed', 'open'],
    ['link.changed', 'revoked'],
  ])
})

test('changing a label appends an event, which the audit entry refers to', async () => {
  const before = await typesOf(id)
  await labelAuthorization(world.operator, id, 'Front desk')
  await labelAuthorization(world.operator, id, 'Front desk')
  expect((await typesOf(id)).slice(before.length)).toEqual(['authorization.changed'])
  const last = (await eventsOf(id)).at(-1)
  const [entry] = await db.select().from(audit).where(eq(audit.action, 'authorization.labelled'))
  expect(entry?.eventId).toBe(last?.id)
})

test('a move appends events for both accounts, and for the links that it revokes', async () => {
  const heir = await world.addAccount('Heir')
  const link = await createRenewalLink(admin, { id: newId(), authorizationId: id, days: 7 })
  await moveAuthorization(world.operator, id, {
    fromAccountId: accountOf(owner),
    account: accountOf(heir),
    confirmedAccountId: null,
  })
  const moved = (await eventsOf(id)).filter(({ data }) => data.changed === 'account')
  expect(moved.map(({ accountId }) => accountId)).toEqual([accountOf(owner), accountOf(heir)])
  expect(await typesOf(link.id)).toEqual(['link.changed', 'link.changed'])
})

test('changing an application appends an event', async () => {
  const [row] = await db.select().from(application)
  const before = await typesOf(row?.id ?? '')
  await retireApplication(admin, row?.id ?? '')
  await retireApplication(admin, row?.id ?? '')
  expect((await typesOf(row?.id ?? '')).slice(before.length)).toEqual(['application.changed'])
})
