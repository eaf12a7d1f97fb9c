import { and, eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import {
  account,
  application,
  audit,
  authorization,
  bulkAction,
  bulkActionRow,
  connectLink,
  message,
  person,
} from '#drizzle/schema.ts'
import { ownAccount } from '#lib/authorizations/own-account.ts'
import { pauseAuthorization, resumeAuthorization } from '#lib/authorizations/pause.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { destroyLinks, exportResults, listActionRows, listActions, readBulkAction } from '#lib/bulk/read.ts'
import { createBulkRunner } from '#lib/bulk/run.ts'
import { previewBulkAction, startBulkAction, stopBulkAction } from '#lib/bulk/start.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { makeApplication } from '../store/records.ts'
import { marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { createBulkWorld } from './bulk-world.ts'

const world = await createBulkWorld(await useDatabase())
const { db, runner, start, results, rowOf } = world
const operator = await world.addOperator()
const viewer = await world.addOperator('viewer')

test('pauses all matching authorizations, with an audit entry for each and for the action', async () => {
  const ids = await world.addRows(6, { externalReference: 'pause' })
  await pauseAuthorization(operator, ids[0] as string)
  const selection = { query: { externalReference: 'pause' } }
  const preview = await previewBulkAction(operator, { kind: 'pause', parameters: {}, selection })
  expect(preview).toMatchObject({
    total: 6,
    eligible: 5,
    exclusions: [{ reason: 'already_paused', count: 1 }],
  })
  const id = await start(operator, 'pause', selection)
  await runner.drain()
  expect(Object.values(await results(id)).toSorted()).toEqual([
    ...Array.from({ length: 5 }, () => 'done'),
    'skipped already_paused',
  ])
  for (const one of ids) expect((await rowOf(one))?.health).toBe('paused')
  const entries = await db
    .select()
    .from(audit)
    .where(and(eq(audit.action, 'authorization.paused'), inArray(audit.targetId, ids)))
  expect(entries).toHaveLength(6)
  expect(new Set(entries.map(({ actorId }) => actorId))).toEqual(
    new Set([operator.actor.kind === 'operator' && operator.actor.personId]),
  )
  expect(entries.filter(({ requestId }) => requestId === id)).toHaveLength(5)
  expect(await world.trace(id)).toEqual(['bulk-action.started', 'bulk-action.completed'])
  expect(await world.details(id)).toEqual({ done: 5, skipped: 1 })
  expect(await readBulkAction(viewer, id)).toMatchObject({
    status: 'completed',
    total: 6,
    counts: { done: 5, skipped: 1, waiting: 0, running: 0, failed: 0, unfinished: 0 },
  })
  const resumed = await start(operator, 'resume', selection)
  await runner.drain()
  expect(Object.values(await results(resumed))).toEqual(Array.from({ length: 6 }, () => 'done'))
  expect((await rowOf(ids[3] as string))?.health).not.toBe('paused')
})

test('checks and role checks ask Amazon, and report each result', async () => {
  const seller = await world.addAccount('Harbor Pine')
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  const works = outcome.kind === 'completed' ? outcome.authorizationId : ''
  const [unreadable = '', paused = ''] = await world.addRows(2)
  await pauseAuthorization(operator, paused)
  const selection = { ids: [works, unreadable, paused] }
  const before = world.tokenRequests().length
  const id = await start(operator, 'check', selection)
  await runner.drain()
  expect(await results(id)).toEqual({
    [works]: 'done',
    [unreadable]: 'failed token_unreadable',
    [paused]: 'skipped paused',
  })
  expect(world.tokenRequests().length).toBe(before + 1)
  expect(await world.trace(works)).toContain('authorization.refreshed')
  const roles = await start(operator, 'check-roles', { ids: [works] })
  await runner.drain()
  expect(await results(roles)).toEqual({ [works]: 'done' })
  expect(await world.trace(works)).toContain('authorization.roles-checked')
})

test('Amazon’s answer to a worker that died is not requested again', async () => {
  const seller = await world.addAccount('Cedar')
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  const one = outcome.kind === 'completed' ? outcome.authorizationId : ''
  const id = await start(operator, 'check', { ids: [one] })
  const startedAt = world.services.now()
  // As the dead worker left it: the claim has expired, the token is stored, and the row doesn't say so.
  await db
    .update(bulkActionRow)
    .set({ status: 'running', claim: newId(), claimedUntil: startedAt, startedAt })
    .where(eq(bulkActionRow.bulkActionId, id))
  world.passMs(1_000)
  await refreshAuthorization(operator, one)
  const before = world.tokenRequests().length
  await runner.drain()
  expect(await results(id)).toEqual({ [one]: 'done' })
  expect(world.tokenRequests().length).toBe(before)
})

test('creates renewal links, and only people who can create links get their file, until they expire', async () => {
  const ids = await world.addRows(3)
  const [self = ''] = await world.addRows(1, { workflow: 'self' })
  const [own = ''] = await world.addRows(1, { accountId: await ownAccount(operator) })
  const retired = await makeApplication(db, { retiredAt: world.services.now() })
  const [old = ''] = await world.addRows(1, { applicationId: retired })
  const id = await start(operator, 'create-links', { ids: [...ids, self, own, old] }, { days: 7 })
  await runner.drain()
  const result = await results(id)
  expect(result[self]).toBe('skipped self_authorized')
  expect(result[own]).toBe('skipped own_account')
  expect(result[old]).toBe('skipped application_retired')
  const links = await db.select().from(connectLink).where(inArray(connectLink.authorizationId, ids))
  expect(links).toHaveLength(3)
  const read = async (ctx: typeof operator) => {
    let file = ''
    for await (const part of await exportResults(ctx, id)) file += part
    return file
  }
  const file = await read(operator)
  expect(file.match(/http:\/\/localhost:3000\/connect\/link\/\S+/g)).toHaveLength(3)
  expect(await read(viewer)).not.toContain('/connect/link/')
  expect(await world.trace(id)).toContain('bulk-action.links-exported')
  const rows = await db.select().from(bulkActionRow).where(eq(bulkActionRow.bulkActionId, id))
  expect(JSON.stringify(rows)).not.toContain('/connect/link/')
  world.passMs(8 * 86_400_000)
  expect(await read(operator)).not.toContain('/connect/link/')
  await destroyLinks(world.system)
  const left = await db.select().from(bulkActionRow).where(eq(bulkActionRow.bulkActionId, id))
  expect(left.every(({ linkSealed }) => linkSealed === null)).toBe(true)
})

test('sends renewal links only to confirmed addresses', async () => {
  const [one = '', other = ''] = await world.addRows(2)
  const reachable = newId()
  const personId = newId()
  await db.update(authorization).set({ accountId: world.accountId }).where(eq(authorization.id, other))
  await db.insert(account).values({ id: reachable, name: 'Reachable', createdAt: world.services.now() })
  await db.insert(person).values({
    id: personId,
    email: `${personId}@example.com`,
    name: 'Sally',
    passwordHash: 'none',
    role: 'account',
    accountId: reachable,
    createdAt: world.services.now(),
    emailConfirmedAt: world.services.now(),
  })
  await db.update(authorization).set({ accountId: reachable }).where(eq(authorization.id, one))
  const id = await start(operator, 'send-links', { ids: [one, other] }, { days: 14 })
  await runner.drain()
  expect(await results(id)).toEqual({ [one]: 'done', [other]: 'skipped no_recipient' })
  const messages = await db.select().from(message).where(eq(message.authorizationId, one))
  expect(messages).toMatchObject([{ kind: 'connect-link', recipient: `${personId}@example.com`, personId }])
})

test('adds and removes a tag, and leaves the others', async () => {
  const ids = await world.addRows(3, { tags: { team: 'eu' } })
  await db
    .update(authorization)
    .set({ tags: { plan: 'pro' } })
    .where(eq(authorization.id, ids[0] as string))
  const added = await start(operator, 'add-tag', { ids }, { tag: 'plan', value: 'pro' })
  await runner.drain()
  expect(Object.values(await results(added)).toSorted()).toEqual(['done', 'done', 'skipped has_tag'])
  expect((await rowOf(ids[1] as string))?.tags).toEqual({ plan: 'pro', team: 'eu' })
  const removed = await start(operator, 'remove-tag', { ids }, { tag: 'team' })
  await runner.drain()
  expect(Object.values(await results(removed)).toSorted()).toEqual(['done', 'done', 'skipped lacks_tag'])
  expect((await rowOf(ids[1] as string))?.tags).toEqual({ plan: 'pro' })
  const bad = { kind: 'add-tag', parameters: { tag: 'Not Valid', value: 'x' }, selection: { ids } } as const
  await expect(previewBulkAction(operator, bad)).rejects.toThrow(refusal('tags_invalid'))
})

test('rows that change after the start are checked again, and record why they were skipped', async () => {
  const ids = await world.addRows(3)
  const id = await start(operator, 'pause', { ids })
  await pauseAuthorization(operator, ids[0] as string)
  await db
    .update(authorization)
    .set({ disconnectedAt: world.services.now(), refreshTokenSealed: null })
    .where(eq(authorization.id, ids[1] as string))
  await runner.drain()
  expect(await results(id)).toEqual({
    [ids[0] as string]: 'skipped already_paused',
    [ids[1] as string]: 'skipped disconnected',
    [ids[2] as string]: 'done',
  })
})

test('never does more than was confirmed, and starts once', async () => {
  const query = { externalReference: 'grow' }
  const ids = await world.addRows(2, { externalReference: 'grow' })
  const request = { kind: 'pause', parameters: {}, selection: { query } } as const
  const { snapshotAt, eligible } = await previewBulkAction(operator, request)
  // Created later: it isn't part of it.
  world.passMs(1_000)
  await world.addRows(1, { externalReference: 'grow' })
  const begin = (id = newId()) =>
    startBulkAction(operator, { ...request, id, filter: '?reference=grow', snapshotAt, eligible })
  const grown = await world.addRows(1, { createdAt: new Date('2026-01-01T00:00:00Z') })
  await db
    .update(authorization)
    .set({ externalReference: 'grow' })
    .where(eq(authorization.id, grown[0] as string))
  await expect(begin()).rejects.toThrow(refusal('bulk_action_grown'))
  await db
    .update(authorization)
    .set({ externalReference: null })
    .where(eq(authorization.id, grown[0] as string))
  const id = newId()
  const both = await Promise.allSettled([begin(id), begin(id)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'form_repeated' },
  })
  await runner.drain()
  expect(Object.keys(await results(id)).toSorted()).toEqual(ids.toSorted())
  await expect(begin()).rejects.toThrow(refusal('bulk_action_empty'))
  const none = await db.select().from(bulkAction).where(eq(bulkAction.filter, '?reference=grow'))
  expect(none).toHaveLength(1)
})

test('viewers and sellers can’t start or stop it, and sellers can’t read it', async () => {
  const ids = await world.addRows(1)
  const seller = await world.addAccount('Somebody')
  const request = { kind: 'pause', parameters: {}, selection: { ids } } as const
  for (const ctx of [viewer, seller]) {
    await expect(previewBulkAction(ctx, request)).rejects.toThrow(refusal('not_allowed'))
    await expect(
      startBulkAction(ctx, {
        ...request,
        id: newId(),
        filter: null,
        snapshotAt: world.services.now(),
        eligible: 1,
      }),
    ).rejects.toThrow(refusal('not_allowed'))
  }
  const id = await start(operator, 'pause', { ids })
  await expect(stopBulkAction(viewer, id)).rejects.toThrow(refusal('not_allowed'))
  await expect(readBulkAction(seller, id)).rejects.toThrow(refusal('not_allowed'))
  await expect(exportResults(seller, id)).rejects.toThrow(refusal('not_allowed'))
  await expect(readBulkAction(viewer, newId())).rejects.toThrow(refusal('bulk_action_not_found'))
  await runner.drain()
})

test.each([
  ['loses the role', { role: 'viewer' as const }],
  ['is disabled', { disabledAt: new Date() }],
])('an action stops when its starter %s', async (_, change) => {
  const somebody = await world.addOperator()
  const ids = await world.addRows(2)
  const id = await start(somebody, 'pause', { ids })
  const { personId } = somebody.actor as { personId: string }
  await db.update(person).set(change).where(eq(person.id, personId))
  await runner.drain()
  expect(await results(id)).toEqual(Object.fromEntries(ids.map((one) => [one, 'unfinished'])))
  expect(await readBulkAction(viewer, id)).toMatchObject({ status: 'stopped', stopReason: 'not_allowed' })
  expect((await rowOf(ids[0] as string))?.pausedAt).toBeNull()
})

test('stopping leaves the rest undone, once, and finishes rows in progress', async () => {
  const ids = await world.addRows(4)
  const id = await start(operator, 'pause', { ids })
  // One row is in progress in a worker that has died since.
  await db
    .update(bulkActionRow)
    .set({ status: 'running', claim: newId(), claimedUntil: world.services.realNow() })
    .where(and(eq(bulkActionRow.bulkActionId, id), eq(bulkActionRow.authorizationId, ids[0] as string)))
  const both = await Promise.allSettled([stopBulkAction(operator, id), stopBulkAction(operator, id)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'bulk_action_ended' },
  })
  expect((await readBulkAction(viewer, id)).status).toBe('stopping')
  await runner.drain()
  expect(Object.values(await results(id))).toEqual(ids.map(() => 'unfinished'))
  expect((await readBulkAction(viewer, id)).status).toBe('stopped')
  expect(await world.trace(id)).toEqual([
    'bulk-action.started',
    'bulk-action.stopped',
    'bulk-action.completed',
  ])
})

test('two workers share an action and do each row once', async () => {
  const ids = await world.addRows(120)
  const id = await start(operator, 'add-tag', { ids }, { tag: 'shared', value: 'yes' })
  const other = createBulkRunner(world.services)
  await Promise.all([runner.drain(), other.drain()])
  await Promise.all([runner.drain(), other.drain()])
  expect(Object.values(await results(id))).toEqual(ids.map(() => 'done'))
  const entries = await db
    .select()
    .from(audit)
    .where(and(eq(audit.action, 'authorization.annotated'), inArray(audit.targetId, ids)))
  expect(entries).toHaveLength(120)
})

test('the preview of any filter matches the results exactly', async () => {
  const random = createRandom(7)
  const now = world.services.now()
  const own = await makeApplication(db, { status: 'published' })
  for (let index = 0; index < 60; index += 1) {
    const isGone = random() < 0.2
    await world.addRows(1, {
      applicationId: own,
      region: (['na', 'eu', 'fe'] as const)[Math.floor(random() * 3)] ?? 'na',
      tags: random() < 0.5 ? { plan: 'pro' } : {},
      workflow: random() < 0.3 ? 'self' : 'website',
      pausedAt: random() < 0.4 ? now : null,
      ...(isGone && { disconnectedAt: now, refreshTokenSealed: null }),
    })
  }
  const kinds = ['pause', 'resume', 'create-links', 'add-tag', 'remove-tag'] as const
  for (let round = 0; round < 25; round += 1) {
    const kind = kinds[Math.floor(random() * kinds.length)] ?? 'pause'
    const parameters = { days: 7, tag: 'plan', value: random() < 0.5 ? 'pro' : 'basic' }
    const selection = {
      query: {
        applicationId: own,
        ...(random() < 0.5 && { region: 'eu' as const }),
        ...(random() < 0.3 && { tags: { plan: 'pro' } }),
        ...(random() < 0.3 && { workflow: 'website' as const }),
      },
    }
    const preview = await previewBulkAction(operator, { kind, parameters, selection })
    if (preview.eligible === 0) continue
    const id = await start(operator, kind, selection, parameters)
    await runner.drain()
    const ended = Object.values(await results(id))
    expect(ended).toHaveLength(preview.total)
    expect(ended.filter((result) => result === 'done')).toHaveLength(preview.eligible)
    for (const { reason, count } of preview.exclusions)
      expect(ended.filter((result) => result === `skipped ${reason}`)).toHaveLength(count)
  }
})

test('lists actions and results in pages', async () => {
  const { rows } = await listActions(viewer, null)
  expect(rows.length).toBeGreaterThan(10)
  expect(rows[0]?.createdAt.getTime()).toBeGreaterThanOrEqual(rows.at(-1)?.createdAt.getTime() ?? 0)
  const long = rows.find(({ total }) => total === 120)
  const first = await listActionRows(viewer, long?.id ?? '', { status: 'done', after: null })
  expect(first.rows).toHaveLength(50)
  const second = await listActionRows(viewer, long?.id ?? '', { status: 'done', after: first.next })
  expect(second.rows).toHaveLength(50)
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(100)
})

test('an application that is retired or restored in the meantime counts in its current state', async () => {
  const retiring = await makeApplication(db, { status: 'published' })
  const [one = ''] = await world.addRows(1, { applicationId: retiring })
  const [two = ''] = await world.addRows(1)
  await pauseAuthorization(operator, two)
  const links = await start(operator, 'create-links', { ids: [one] }, { days: 7 })
  const resume = await start(operator, 'resume', { ids: [two] })
  await db.update(application).set({ retiredAt: world.services.now() }).where(eq(application.id, retiring))
  await resumeAuthorization(operator, two)
  await runner.drain()
  expect(await results(links)).toEqual({ [one]: 'skipped application_retired' })
  expect(await results(resume)).toEqual({ [two]: 'skipped not_paused' })
})

/** The same numbers at every run. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}
