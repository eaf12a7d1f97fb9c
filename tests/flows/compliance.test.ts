import { eq, inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import {
  accessReview,
  accessToken,
  account,
  attempt,
  auditPersonal,
  authorization,
  event,
  marketplaceParticipation,
  person,
  session,
} from '#drizzle/schema.ts'
import { anchorAudit } from '#lib/audit/anchor.ts'
import { parseHead } from '#lib/audit/chain.ts'
import { sealAudit } from '#lib/audit/seal.ts'
import { verifyAudit } from '#lib/audit/verify.ts'
import { disconnectAuthorization } from '#lib/authorizations/disconnect.ts'
import { labelAuthorization } from '#lib/authorizations/edit.ts'
import { ownAccount } from '#lib/authorizations/own-account.ts'
import { confirmAccess, listAccessReviews } from '#lib/compliance/access-review.ts'
import {
  canDeleteSellerData,
  deleteLapsedSellers,
  deleteSellerData,
  listDeletions,
} from '#lib/compliance/delete-seller.ts'
import { readCompliance } from '#lib/compliance/read.ts'
import { revokeKey } from '#lib/keys/api-keys.ts'
import { changeRole, disablePerson } from '#lib/people/manage.ts'
import { accessReviewDays } from '#lib/policy.ts'
import { listAuditEntries } from '#lib/store/audit/audit.ts'
import { newId } from '#lib/vault/random.ts'
import { describeSeller } from '#simulator/world/sellers.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { untilBlocked } from '../fixtures/until-blocked.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const admin = await addAdmin(world.services, world.as)
const { operator } = world
const dayMs = 86_400_000
const personIdOf = (ctx: typeof admin) => ('personId' in ctx.actor ? ctx.actor.personId : '')
const accountIdOf = (ctx: typeof admin) => ('accountId' in ctx.actor ? (ctx.actor.accountId ?? '') : '')
const newest = async (targetId: string) =>
  (await listAuditEntries(db, { targetId }, { before: null, limit: 1 }))[0]
const stateOf = async (id: string) => (await listAccessReviews(admin)).find((row) => row.id === id)

/** The seller's browser is signed in, and was just active. */
async function visit(seller: typeof admin): Promise<void> {
  const now = world.system.now()
  await db.insert(session).values({
    id: newId(),
    digest: newId(),
    personId: personIdOf(seller),
    createdAt: now,
    seenAt: now,
    expiresAt: new Date(now.getTime() + dayMs),
  })
}

/** A seller in the United States whom the simulated Amazon doesn't know yet. */
function addPartner(sellingPartnerId: string): string {
  const participation = { countryCode: 'US', storeName: sellingPartnerId }
  world.simulator.addSeller(
    describeSeller({
      sellingPartnerId,
      name: sellingPartnerId,
      participations: [{ ...participation, isParticipating: true, hasSuspendedListings: false }],
    }),
  )
  return sellingPartnerId
}

async function connect(name: string, partner: string) {
  const seller = await world.addAccount(name)
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), partner)
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  return { seller, accountId: accountIdOf(seller), id: outcome.authorizationId }
}

test('access of people and keys is confirmed once a quarter, on record', async () => {
  const { id: keyId } = await makeKey(admin)
  const me = personIdOf(admin)
  expect(await stateOf(me)).toMatchObject({ kind: 'person', access: 'admin', state: 'due' })
  expect(await stateOf(keyId)).toMatchObject({ kind: 'api-key', state: 'due' })

  const scopes = (await stateOf(keyId))?.access ?? ''
  await confirmAccess(admin, { kind: 'person', id: me, access: 'admin' })
  await confirmAccess(admin, { kind: 'api-key', id: keyId, access: scopes })
  expect(await stateOf(me)).toMatchObject({ state: 'confirmed', confirmedByName: expect.any(String) })
  expect(await newest(me)).toMatchObject({
    action: 'access.confirmed',
    actorId: me,
    details: { role: 'admin' },
  })
  expect(await newest(keyId)).toMatchObject({ action: 'access.confirmed', details: { scopes } })

  world.passMs((accessReviewDays + 1) * dayMs)
  expect(await stateOf(me)).toMatchObject({ state: 'overdue' })
  const { obligations } = await readCompliance(admin)
  expect(obligations.find(({ id }) => id === 'access-review')).toMatchObject({
    state: 'attention',
    evidence: expect.stringContaining('3 overdue'),
  })
  await revokeKey(admin, keyId)
  expect(await stateOf(keyId), 'what has no access anymore needs no review').toBeUndefined()
  await confirmAccess(admin, { kind: 'person', id: me, access: 'admin' })
  expect(await db.$count(accessReview, eq(accessReview.subjectId, me)), 'nothing is overwritten').toBe(2)
})

test('only the access that the reviewer saw is confirmed', async () => {
  const other = await addAdmin(world.services, world.as)
  const id = personIdOf(other)
  await confirmAccess(admin, { kind: 'person', id, access: 'admin' })
  await changeRole(admin, id, 'viewer')
  expect(await stateOf(id)).toMatchObject({ state: 'changed', access: 'viewer', confirmedAccess: 'admin' })
  await expect(confirmAccess(admin, { kind: 'person', id, access: 'admin' })).rejects.toThrow(
    refusal('access_changed'),
  )
  await disablePerson(admin, id)
  for (const subject of [
    { kind: 'person', id, access: 'viewer' },
    { kind: 'person', id: newId(), access: 'admin' },
    { kind: 'api-key', id: newId(), access: '' },
    { kind: 'account', id, access: 'viewer' },
    { kind: 'person', id: 'x', access: 'viewer' },
  ])
    await expect(confirmAccess(admin, subject)).rejects.toThrow(refusal('access_changed'))
})

test('G4: everything that identifies a seller is deleted on request, the audit log included, and its chain stays valid', async () => {
  const { seller, accountId, id } = await connect('Harbor Pine', 'A1USHARBORPINE')
  const stays = await connect('Lindenhof', 'A2NANORTHWIND')
  await labelAuthorization(operator, id, 'Pine of the harbor')
  await visit(seller)
  await sealAudit(world.system)
  const before = await verifyAudit(world.system)
  const head = parseHead(before.head ?? '')
  if (head === null) throw new Error('nothing was sealed')

  const report = await deleteSellerData(admin, accountId)
  expect(report.counts).toMatchObject({ people: 1, authorizations: 1, attempts: 1 })
  expect(report.counts.stores).toBeGreaterThan(0)
  expect(report.counts.auditEntries).toBeGreaterThan(0)

  const [row] = await db.select().from(authorization).where(eq(authorization.id, id))
  expect(row).toMatchObject({
    sellingPartnerId: null,
    label: null,
    storeName: null,
    refreshTokenSealed: null,
  })
  expect(row?.grantKey).not.toContain('A1USHARBORPINE')
  expect(await db.$count(accessToken, eq(accessToken.authorizationId, id))).toBe(0)
  expect(await db.$count(marketplaceParticipation, eq(marketplaceParticipation.authorizationId, id))).toBe(0)
  expect(await db.$count(person, eq(person.accountId, accountId))).toBe(0)
  expect(await db.$count(session, eq(session.personId, personIdOf(seller)))).toBe(0)
  expect(await db.$count(attempt, eq(attempt.accountId, accountId))).toBe(0)
  const [left] = await db.select().from(account).where(eq(account.id, accountId))
  expect(left?.name).toBe('Deleted seller')

  const entries = await listAuditEntries(db, {}, { before: null, limit: 1_000 })
  const own = entries.filter((entry) => entry.accountId === accountId || entry.targetId === id)
  const [deletion, ...earlier] = own
  expect(deletion).toMatchObject({
    action: 'account.data-deleted',
    details: { people: 1, authorizations: 1 },
  })
  expect(earlier.length).toBeGreaterThan(2)
  expect(earlier.every(({ address }) => address === null)).toBe(true)
  expect(JSON.stringify(own)).not.toMatch(/Harbor|HARBORPINE|Pine of the harbor/)
  const ids = earlier.map((entry) => entry.id)
  expect(await db.$count(auditPersonal, inArray(auditPersonal.entryId, ids))).toBe(0)
  await sealAudit(world.system)
  const after = await verifyAudit(world.system, [head])
  expect(after.faults).toEqual([])
  expect(after.erased - before.erased).toBe(report.counts.auditEntries)

  const [listed] = await listDeletions(admin)
  expect(listed).toMatchObject({ accountId, counts: report.counts, personName: expect.any(String) })
  const [told] = await db.select().from(event).where(eq(event.type, 'authorization.disconnected'))
  expect(told, 'webhooks are told that it is over').toMatchObject({ authorizationId: id })
  expect(row?.disconnectedAt).not.toBeNull()
  const [untouched] = await db.select().from(authorization).where(eq(authorization.id, stays.id))
  expect(untouched).toMatchObject({ sellingPartnerId: 'A2NANORTHWIND', disconnectedAt: null })
  expect(await db.$count(person, eq(person.accountId, stays.accountId))).toBe(1)

  const again = await connect('Harbor Pine again', 'A1USHARBORPINE')
  expect(again.id, 'the seller can come back, as somebody new').not.toBe(id)
})

test('when two people delete the same account, the second gets an error', async () => {
  const accountId = accountIdOf(await world.addAccount('Twice'))
  const results = await Promise.allSettled([
    deleteSellerData(admin, accountId),
    deleteSellerData(admin, accountId),
  ])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(deleteSellerData(admin, accountId)).rejects.toThrow(refusal('account_not_found'))
})

test('the data of an account without people is deleted on request, once', async () => {
  const { id: accountId } = await addProgramAccount()
  expect(await db.$count(person, eq(person.accountId, accountId))).toBe(0)
  expect(await canDeleteSellerData(admin, accountId)).toBe(true)
  const report = await deleteSellerData(admin, accountId)
  expect(report.counts).toMatchObject({ people: 0, authorizations: 1 })
  const [row] = await db.select().from(authorization).where(eq(authorization.accountId, accountId))
  expect(row).toMatchObject({ sellingPartnerId: null, storeName: null, refreshTokenSealed: null })
  expect(await canDeleteSellerData(admin, accountId)).toBe(false)
  expect(await canDeleteSellerData(admin, await ownAccount(operator))).toBe(false)
  await expect(canDeleteSellerData(operator, accountId)).rejects.toThrow(refusal('not_allowed'))
})

/** As an import of refresh tokens creates it: with an authorization, and without people. */
async function addProgramAccount(): Promise<{ readonly id: string }> {
  const id = await addGrant(world.system, world.simulator, addPartner('A1IMPORTED'))
  const [row] = await db.select().from(authorization).where(eq(authorization.id, id))
  return { id: row?.accountId ?? '' }
}

test('only sellers who disconnected everything are deleted, once their retention has ended', async () => {
  const gone = await connect('Gone for good', addPartner('A1GONEFORGOOD'))
  const left = await connect('Left, too', addPartner('A1LEFTTOO'))
  const visits = await connect('Looks in', addPartner('A1LOOKSIN'))
  const stays = await connect('Stays', addPartner('A1STAYS'))
  const newcomer = await world.addAccount('Never connected')
  for (const { seller, id } of [gone, left, visits]) await disconnectAuthorization(seller, id)
  const keeping = { ...world.system, settings: { ...world.system.settings, deleteSellersAfterDays: 30 } }
  const deleted = async () => {
    const rows = await listDeletions(admin)
    return rows.flatMap(({ accountId, deletedBy }) => (deletedBy === null ? accountId : []))
  }
  world.passMs(29 * dayMs)
  await deleteLapsedSellers(keeping)
  expect(await deleted()).toEqual([])
  await visit(visits.seller)
  world.passMs(2 * dayMs)
  await deleteLapsedSellers(world.system)
  expect(await deleted(), 'off by default').toEqual([])
  await deleteLapsedSellers(keeping, 1)
  await deleteLapsedSellers(keeping)
  expect((await deleted()).toSorted()).toEqual([gone.accountId, left.accountId].toSorted())
  expect(await db.$count(person, eq(person.accountId, gone.accountId))).toBe(0)
  for (const accountId of [visits.accountId, stays.accountId, accountIdOf(newcomer)])
    expect(await db.$count(person, eq(person.accountId, accountId))).toBe(1)
  expect(await newest(gone.accountId)).toMatchObject({ action: 'account.data-deleted', actorKind: 'system' })
})

test('a seller who comes back while lapsed ones are being deleted stays', async () => {
  const { seller, accountId, id } = await connect('Comes back', addPartner('A1COMESBACK'))
  await disconnectAuthorization(seller, id)
  world.passMs(31 * dayMs)
  const keeping = { ...world.system, settings: { ...world.system.settings, deleteSellersAfterDays: 30 } }
  let deleting: Promise<unknown> = Promise.resolve()
  await db.transaction(async (tx) => {
    await tx.execute(sql`select from account where id = ${accountId} for update`)
    deleting = deleteLapsedSellers(keeping)
    deleting.catch(() => {})
    await untilBlocked(db, tx)
    await visit(seller)
  })
  await deleting
  expect(await db.$count(person, eq(person.accountId, accountId))).toBe(1)
})

test('deleting the company’s own account or an unknown one is refused, and so are people without the scope', async () => {
  await expect(deleteSellerData(admin, await ownAccount(operator))).rejects.toThrow(
    refusal('account_not_found'),
  )
  await expect(deleteSellerData(admin, newId())).rejects.toThrow(refusal('account_not_found'))
  await expect(deleteSellerData(admin, 'x')).rejects.toThrow(refusal('account_not_found'))
  const seller = await world.addAccount('Curious')
  for (const ctx of [operator, seller, world.system]) {
    await expect(deleteSellerData(ctx, accountIdOf(seller))).rejects.toThrow(refusal('not_allowed'))
    await expect(readCompliance(ctx)).rejects.toThrow(refusal('not_allowed'))
    await expect(listDeletions(ctx)).rejects.toThrow(refusal('not_allowed'))
    await expect(confirmAccess(ctx, { kind: 'person', id: newId(), access: 'admin' })).rejects.toThrow(
      refusal('not_allowed'),
    )
  }
})

test('the state of the audit log on the compliance page is that of the last verification', async () => {
  const logs = async () => (await readCompliance(admin)).obligations.find(({ id }) => id === 'logs')
  const today = { ...world.system, realNow: () => new Date() }
  await anchorAudit(today)
  const { obligations } = await readCompliance({ ...admin, realNow: () => new Date() })
  expect(obligations.find(({ id }) => id === 'logs')).toMatchObject({
    state: 'met',
    evidence: expect.stringContaining('unchanged'),
  })
  const later = { ...admin, realNow: () => new Date(Date.now() + 3 * dayMs) }
  const stale = (await readCompliance(later)).obligations.find(({ id }) => id === 'logs')
  expect(stale).toMatchObject({ state: 'attention' })
  expect(await logs()).toBeDefined()
})

test('a key that has expired by the clock of the installation has no access to review', async () => {
  const { id: keyId } = await makeKey(admin, { days: 30 })
  const access = (await stateOf(keyId))?.access ?? ''
  world.passMs(31 * dayMs)
  expect(await stateOf(keyId)).toBeUndefined()
  await expect(confirmAccess(admin, { kind: 'api-key', id: keyId, access })).rejects.toThrow(
    refusal('access_changed'),
  )
})
