import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { audit } from '#drizzle/schema.ts'
import type { Action } from '#lib/audit/actions.ts'
import { type AuditTarget, recordAudit } from '#lib/audit/record.ts'
import { type AuditQuery, exportAudit, searchAudit } from '#lib/audit/search.ts'
import { pauseAuthorization } from '#lib/authorizations/pause.ts'
import type { Context } from '#lib/context.ts'
import { newId } from '#lib/vault/random.ts'
import { addAdmin } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { emptyAudit } from '../fixtures/tamper.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const admin = await addAdmin(world.services, world.as)
const { operator } = world
const viewer = world.as({ kind: 'operator', personId: newId(), role: 'viewer', sessionId: newId() })

beforeEach(() => emptyAudit(db))

const note = (action: Action, kind: AuditTarget['kind'], ctx: Context = operator, id = newId()) =>
  recordAudit(ctx, action, { kind, id }, { note: 'x' })
const actionsOf = async (query: AuditQuery, ctx: Context = admin) =>
  (await searchAudit(ctx, query)).rows.map(({ action }) => action)

test('the log shows who did what to what, from where, and how it ended', async () => {
  const seller = await world.addAccount('Harbor Pine')
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  await pauseAuthorization(admin, outcome.authorizationId)
  const [newest] = (await searchAudit(admin, {})).rows
  expect(newest).toMatchObject({
    action: 'authorization.paused',
    outcome: 'done',
    actorKind: 'admin',
    personName: expect.any(String),
    targetKind: 'authorization',
    targetId: outcome.authorizationId,
    targetName: expect.any(String),
    address: '192.0.2.1',
    requestId: 'test-request',
  })
})

test('it is filtered by actor, action, noun, target, outcome, request and day', async () => {
  const target = newId()
  await note('authorization.paused', 'authorization', operator, target)
  await note('authorization.resumed', 'authorization', operator, target)
  await note('authorization.refresh-failed', 'authorization', world.system)
  await note('application.changed', 'application', admin)
  await note('attempt.refused', 'attempt', { ...world.visitor, requestId: 'another-request' })

  expect(await actionsOf({ action: 'authorization.paused' })).toEqual(['authorization.paused'])
  expect(await actionsOf({ action: 'authorization' })).toHaveLength(3)
  expect(await actionsOf({ action: 'author' })).toEqual([])
  expect(await actionsOf({ actor: 'system' })).toEqual(['authorization.refresh-failed'])
  expect(await actionsOf({ actor: 'people' })).toHaveLength(3)
  expect(await actionsOf({ targetKind: 'authorization', targetId: target })).toHaveLength(2)
  expect(await actionsOf({ outcome: 'refused' })).toEqual(['attempt.refused'])
  expect(await actionsOf({ requestId: 'another-request' })).toEqual(['attempt.refused'])
  expect(await actionsOf({ outcome: 'done', targetKind: 'application' })).toEqual(['application.changed'])
  const today = operator.now().toISOString().slice(0, 10)
  expect(await actionsOf({ firstDay: today, lastDay: today })).toHaveLength(5)
  expect(await actionsOf({ lastDay: '2026-01-01' })).toEqual([])
})

test('pages follow each other without a gap while entries are added', async () => {
  for (let index = 0; index < 7; index += 1) await note('call.ran', 'authorization')
  const seen: number[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof searchAudit>> = await searchAudit(admin, {
      action: 'call',
      limit: 3,
      ...(after !== null && { after }),
    })
    seen.push(...page.rows.map(({ id }) => id))
    after = page.next
    await note('call.ran', 'authorization')
  } while (after !== null)
  expect(new Set(seen).size).toBe(7)
  expect(seen).toEqual(seen.toSorted((one, other) => other - one))
})

test('operators don’t see entries about people and keys, and viewers don’t see the log', async () => {
  for (const kind of ['person', 'session', 'invitation', 'api-key'] as const)
    await note('person.disabled', kind)
  await note('application.changed', 'application')
  expect(await actionsOf({})).toHaveLength(5)
  expect(await actionsOf({}, operator)).toEqual(['application.changed'])
  expect(await actionsOf({ targetKind: 'person' }, operator)).toEqual([])
  await expect(searchAudit(viewer, {})).rejects.toThrow(refusal('not_allowed'))
  await expect(exportAudit(viewer, {})).rejects.toThrow(refusal('not_allowed'))
  await expect(searchAudit(await world.addAccount('Curious'), {})).rejects.toThrow(refusal('not_allowed'))
  await expect(searchAudit(world.visitor, {})).rejects.toThrow(refusal('sign_in_required'))
})

test('the export holds every entry that matches, in parts, and is recorded itself', async () => {
  await db.insert(audit).values(
    Array.from({ length: 2_345 }, (_, index) => ({
      happenedAt: operator.now(),
      action: 'call.ran',
      outcome: 'done' as const,
      actorKind: 'system',
      actorId: 'test',
      targetKind: 'authorization',
      targetId: `unknown-${index}`,
      details: {},
    })),
  )
  await note('application.changed', 'application')
  const ids = new Set<number>()
  let parts = 0
  for await (const part of await exportAudit(admin, { action: 'call' })) {
    parts += 1
    for (const { id } of part) ids.add(id)
  }
  expect(parts).toBe(3)
  expect(ids.size).toBe(2_345)
  const [entry] = await db.select().from(audit).where(eq(audit.action, 'audit.exported'))
  expect(entry).toMatchObject({ actorKind: 'admin', details: { action: 'call' } })
})
