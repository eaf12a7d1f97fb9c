import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, inject, test } from 'vitest'
import { audit, auditBatch, auditDigest, auditPersonal, event } from '#drizzle/schema.ts'
import { anchorAudit } from '#lib/audit/anchor.ts'
import { type Batch, formatHead, type Head, parseHead, sealBatch } from '#lib/audit/chain.ts'
import { pruneAudit } from '#lib/audit/prune.ts'
import { type AuditTarget, recordAudit } from '#lib/audit/record.ts'
import { sealAudit } from '#lib/audit/seal.ts'
import { searchAudit } from '#lib/audit/search.ts'
import { verifyAudit } from '#lib/audit/verify.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { connect } from '#lib/database/connect.ts'
import { keepAuditDays, leastAuditDays } from '#lib/policy.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { locateAsAdministrator } from '../fixtures/database-server.ts'
import { emptyAudit, tamper } from '../fixtures/tamper.ts'
import { createPeopleWorld } from './people-world.ts'

const database = await useDatabase()
const { db } = database
const world = createPeopleWorld(database)
const admin = world.as({ kind: 'operator', personId: newId(), role: 'admin', sessionId: newId() })
const dayMs = 86_400_000
/** The retention is the database's own time, which no test can move: batches are sealed in the past instead. */
const realDaysAgo = (days: number): Context => ({
  ...world.system,
  realNow: () => new Date(Date.now() - days * dayMs),
})
const today = realDaysAgo(0)

beforeEach(async () => {
  await emptyAudit(db)
  await db.delete(event)
})

const note = (ctx: Context = admin) =>
  recordAudit(ctx, 'view.saved', { kind: 'view', id: newId() }, { name: 'Late sellers', isShared: true })
const faultsOf = async (...heads: Head[]) => (await verifyAudit(today, heads)).faults
const ids = async () => (await db.select({ id: audit.id }).from(audit).orderBy(audit.id)).map(({ id }) => id)

/** Three batches of two entries each, and the head of the last one. */
async function fill(): Promise<Head> {
  for (let batch = 0; batch < 3; batch += 1) {
    await note()
    await note()
    await sealAudit(today)
  }
  const { head } = await verifyAudit(today)
  const parsed = parseHead(head ?? '')
  if (parsed === null) throw new Error('nothing was sealed')
  return parsed
}

test('entries are sealed in batches, and an untouched log is valid', async () => {
  await note()
  expect(await verifyAudit(today)).toEqual({
    faults: [],
    batches: 0,
    entries: 0,
    erased: 0,
    pending: 1,
    head: null,
  })
  await sealAudit(today)
  const head = await fill()
  expect(await verifyAudit(today, [head])).toEqual({
    faults: [],
    batches: 4,
    entries: 7,
    erased: 0,
    pending: 0,
    head: formatHead(head),
  })
})

test('G4: the database refuses to change or delete entries and the chain, for any role', async () => {
  await fill()
  const refused = { cause: { code: '42501', message: expect.stringContaining('append-only') } }
  for (const table of ['audit', 'audit_digest', 'audit_batch'] as const) {
    const name = sql.identifier(table)
    await expect(db.execute(sql`delete from ${name}`)).rejects.toMatchObject(refused)
    await expect(db.execute(sql`truncate ${name}`)).rejects.toMatchObject(refused)
  }
  await expect(db.update(audit).set({ outcome: 'failed' })).rejects.toMatchObject(refused)
  await expect(db.update(auditDigest).set({ digest: 'x' })).rejects.toMatchObject(refused)
  await expect(db.update(auditBatch).set({ hash: 'x' })).rejects.toMatchObject(refused)
  await expect(db.update(auditPersonal).set({ content: '{}' })).rejects.toMatchObject(refused)
  await note()
  await expect(db.delete(audit), 'entries that are not sealed yet, too').rejects.toMatchObject(refused)
  expect(await faultsOf()).toEqual([])
})

test('G4: a superuser who turns off triggers for the session is refused, and one who disables them is detected', async () => {
  await fill()
  const server = inject('databaseServer')
  const [{ name } = { name: '' }] = await db.execute<{ name: string }>(sql`select current_database() as name`)
  const superuser = connect(locateAsAdministrator(server, name), { max: 1, onnotice: () => {} })
  try {
    await superuser`set session_replication_role = replica`
    await expect(superuser`delete from audit`).rejects.toThrow(/append-only/)
    await expect(superuser`update audit set actor_id = null`).rejects.toThrow(/append-only/)
    await superuser`alter table audit disable trigger all`
    const [first = 0] = await ids()
    await superuser`update audit set details = '{"isShared": false}' where id = ${first}`
    expect(await faultsOf()).toEqual([`Entry ${first} was changed: it doesn't match its digest in batch 1.`])
  } finally {
    await superuser`alter table audit enable always trigger audit_append_only`
    await superuser`alter table audit enable always trigger audit_no_truncate`
    await superuser.end({ timeout: 5 })
  }
})

test('G4: a changed row is detected', async () => {
  await fill()
  const [, second = 0] = await ids()
  await tamper(db, (tx) => tx.update(audit).set({ actorId: newId() }).where(eq(audit.id, second)))
  expect(await faultsOf()).toEqual([`Entry ${second} was changed: it doesn't match its digest in batch 1.`])
})

test('G4: a removed row is detected, with and without its digest', async () => {
  await fill()
  const [, , third = 0, fourth = 0] = await ids()
  await tamper(db, (tx) => tx.delete(audit).where(eq(audit.id, third)))
  expect(await faultsOf()).toEqual([`Entry ${third} was removed: batch 2 lists it.`])
  await tamper(db, async (tx) => {
    await tx.delete(audit).where(eq(audit.id, fourth))
    await tx.delete(auditDigest).where(eq(auditDigest.batch, 2))
  })
  expect(await faultsOf()).toEqual([
    "The digests of batch 2 were changed: they aren't the ones that it sealed.",
  ])
  await tamper(db, (tx) => tx.delete(auditBatch).where(eq(auditBatch.number, 2)))
  expect(await faultsOf()).toEqual(['Batch 2 was removed.'])
})

test('G4: changed personal data, and rows added or removed outside the chain, are detected', async () => {
  await fill()
  const [first = 0] = await ids()
  await tamper(db, (tx) =>
    tx
      .update(auditPersonal)
      .set({ content: '{"address":"203.0.113.9"}' })
      .where(eq(auditPersonal.entryId, first)),
  )
  expect(await faultsOf()).toEqual([`The personal data of entry ${first} was changed.`])
  await emptyAudit(db)
  await note()
  const [waiting = 0] = await ids()
  await tamper(db, (tx) => tx.delete(audit))
  const [row] = await db
    .insert(audit)
    .values({
      happenedAt: new Date(),
      action: 'call.ran',
      outcome: 'done',
      actorKind: 'system',
      targetKind: 'authorization',
      targetId: 'x',
      details: {},
    })
    .returning({ id: audit.id })
  expect(await faultsOf()).toEqual([
    `Entry ${row?.id} is in no batch and doesn't wait for one.`,
    `Entry ${waiting} was removed before it was sealed.`,
  ])
})

test('G4: a truncated tail is detected by an expected head, and so is a chain that was forged to its end', async () => {
  const head = await fill()
  const [, , , , fifth = 0] = await ids()
  const cutOff = () =>
    tamper(db, async (tx) => {
      await tx.delete(auditBatch).where(eq(auditBatch.number, 3))
      await tx.delete(auditDigest).where(eq(auditDigest.batch, 3))
      await tx.execute(sql`delete from audit where id >= ${fifth}`)
    })
  await cutOff()
  expect(await faultsOf(), 'what is left is a chain of its own').toEqual([])
  expect(await faultsOf(head)).toEqual([
    'The log was cut off after batch 2: batch 3, the expected head, is missing.',
  ])
  await note()
  await sealAudit(today)
  const [forged] = await db.select().from(auditBatch).where(eq(auditBatch.number, 3))
  expect(await faultsOf()).toEqual([])
  expect(await faultsOf(head)).toEqual([
    `Batch 3 was replaced: its hash is ${forged?.hash}, but the expected head is ${head.hash}.`,
  ])
})

test('the daily anchor publishes the head, and truncating the log before it is detected and announced', async () => {
  const head = await fill()
  await anchorAudit(today)
  await anchorAudit(today)
  const [anchor, ...more] = await db.select().from(event).where(eq(event.subjectKind, 'audit_log'))
  expect(more, 'once a day').toEqual([])
  expect(anchor).toMatchObject({
    type: 'audit.anchored',
    isPublic: true,
    data: { head: formatHead(head), batches: 3, entries: 6 },
  })
  await tamper(db, (tx) => tx.execute(sql`truncate audit, audit_batch, audit_digest`))
  const lost = 'The log was cut off: batch 3, the expected head, is missing, and so is every other batch.'
  expect(await faultsOf()).toEqual([lost])
  const errors: unknown[] = []
  const log = { ...today.log, error: (facts: unknown) => errors.push(facts) } as unknown as Context['log']
  await anchorAudit({ ...realDaysAgo(-1), log })
  expect(errors).toMatchObject([{ audit: { faults: [lost] } }])
  const [failed] = await db.select().from(event).where(eq(event.type, 'audit.verification_failed'))
  expect(failed).toMatchObject({ isPublic: true, data: { faults: [lost], count: 1 } })
})

test('G4: personal data is erased with its seller’s and the chain stays valid; any other erasure is reported', async () => {
  const accountId = newId()
  const target = { kind: 'account', id: accountId, accountId } as const
  await recordAudit(admin, 'view.saved', target, { name: 'Late sellers', isShared: true })
  const head = await fill()
  const [first = 0, second = 0] = await ids()
  await db.delete(auditPersonal).where(eq(auditPersonal.entryId, first))
  const erased = (id: number) => `The personal data of entry ${id} was erased, but not with its seller's.`
  expect(await faultsOf(head)).toEqual([erased(first)])
  await recordAudit(admin, 'account.data-deleted', target, {})
  expect(await verifyAudit(today, [head])).toMatchObject({ faults: [], entries: 7, erased: 1 })
  await db.delete(auditPersonal).where(eq(auditPersonal.entryId, second))
  expect(await faultsOf(head)).toEqual([erased(second)])
  const rows = (await searchAudit(admin, { action: 'view.saved' })).rows
  const [newest, oldest] = [rows[0], rows.at(-1)]
  expect(newest).toMatchObject({ address: '192.0.2.1', details: { name: 'Late sellers', isShared: true } })
  expect(oldest).toMatchObject({ address: null, details: { isShared: true } })
  expect(JSON.stringify(oldest)).not.toContain('Late sellers')
})

test('G4: the erased addresses of failed sign-ins and of a seller’s attempts are reported', async () => {
  const refuse = (target: AuditTarget, action: 'session.refused' | 'attempt.refused' = 'session.refused') =>
    recordAudit(world.visitor('203.0.113.9'), action, target, {})
  await refuse({ kind: 'person', id: 'unknown' })
  await refuse({ kind: 'person', id: newId(), accountId: newId() })
  await refuse({ kind: 'attempt', id: newId(), accountId: newId() }, 'attempt.refused')
  await refuse({ kind: 'person', id: newId() })
  await refuse({ kind: 'attempt', id: newId() }, 'attempt.refused')
  await sealAudit(today)
  await db.delete(auditPersonal)
  const reported = (await ids()).slice(0, 3)
  expect(await faultsOf(), 'the last two may have been a deleted seller’s').toEqual(
    reported.map((id) => `The personal data of entry ${id} was erased, but not with its seller's.`),
  )
})

test('G4: entries are kept for at least twelve months, then pruned in whole batches, and the chain stays valid', async () => {
  for (const days of [keepAuditDays + 30, keepAuditDays + 1, leastAuditDays - 1, 0]) {
    await note()
    await note()
    await sealAudit(realDaysAgo(days))
  }
  await pruneAudit(today)
  await pruneAudit(today)
  await sealAudit(today)
  const report = await verifyAudit(today)
  expect(report).toMatchObject({ faults: [], batches: 4, entries: 5 })
  expect(await faultsOf(parseHead(report.head ?? '') as Head)).toEqual([])
  const { rows } = await searchAudit(admin, { action: 'audit' })
  const [base] = await db.select().from(auditBatch).orderBy(auditBatch.number)
  expect(rows.map(({ details }) => details)).toEqual([{ batch: 2, hash: base?.hash, entries: 4 }])
  expect(await db.$count(auditPersonal)).toBe(4)

  // Deleting younger batches and claiming that they were pruned is detected by their age.
  await tamper(db, async (tx) => {
    await tx.execute(sql`delete from audit where id in (select entry_id from audit_digest where batch <= 3)`)
    await tx.delete(auditDigest).where(sql`batch <= 3`)
    await tx.delete(auditBatch).where(sql`number < 3`)
  })
  expect(await faultsOf()).toEqual([
    'Batches 1 to 2 were removed.',
    "The digests of batch 3 were changed: they aren't the ones that it sealed.",
  ])
  const [early] = await db.select().from(auditBatch).orderBy(auditBatch.number)
  await recordAudit(
    today,
    'audit.pruned',
    { kind: 'installation', id: 'audit' },
    { batch: 3, hash: early?.hash ?? '', entries: 2 },
  )
  expect(await faultsOf()).toEqual([
    `Batch 3 was pruned too early: it was sealed on ${early?.sealedAt.toISOString().slice(0, 10)}.`,
  ])
})

test('appending never waits: entries of open transactions are sealed in a later batch', async () => {
  const [opened, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = inTransaction(admin, async (tx) => {
    await note(tx)
    opened.resolve()
    await mayCommit.promise
  })
  await opened.promise
  await inTransaction(admin, (tx) => note(tx))
  await sealAudit(today)
  expect(await verifyAudit(today)).toMatchObject({ faults: [], batches: 1, entries: 1, pending: 0 })
  mayCommit.resolve()
  await slow
  await sealAudit(today)
  expect(await verifyAudit(today)).toMatchObject({ faults: [], batches: 2, entries: 2, pending: 0 })
  const order = await db.select().from(auditDigest).orderBy(auditDigest.batch)
  expect((order[0]?.entryId ?? 0) > (order[1]?.entryId ?? 0), 'the earlier id is in the later batch').toBe(
    true,
  )
})

test('an entry of a transaction that is rolled back leaves nothing to seal', async () => {
  const failing = inTransaction(admin, async (tx) => {
    await note(tx)
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  await sealAudit(today)
  expect(await verifyAudit(today)).toMatchObject({ faults: [], batches: 0, pending: 0 })
})

test('two workers that seal at the same time produce one chain', async () => {
  await Promise.all(Array.from({ length: 40 }, () => note()))
  await Promise.all([sealAudit(today), sealAudit(today), sealAudit(today)])
  await sealAudit(today)
  expect(await verifyAudit(today)).toMatchObject({ faults: [], entries: 40, pending: 0 })
})

test('a long log is sealed and verified in parts, with thousands of entries and hundreds of batches', async () => {
  await db.execute(sql`
    with entry as (
      insert into audit (happened_at, action, outcome, actor_kind, target_kind, target_id, details)
      select now(), 'call.ran', 'done', 'system', 'authorization', n::text, '{}' from generate_series(1, 6500) n
      returning id
    ) insert into audit_pending (entry_id) select id from entry`)
  await sealAudit(today)
  const sealed = await verifyAudit(today)
  expect(sealed).toMatchObject({ faults: [], batches: 7, entries: 6_500, pending: 0 })

  let last = (await db.select().from(auditBatch).orderBy(auditBatch.number)).at(-1)
  if (last === undefined) throw new Error('nothing was sealed')
  const empty: Batch[] = []
  for (let number = 0; number < 600; number += 1) {
    last = sealBatch(last, [], new Date())
    empty.push(last)
  }
  await db.insert(auditBatch).values(empty)
  await note()
  await sealAudit(today)
  expect(await verifyAudit(today)).toMatchObject({ faults: [], batches: 608, entries: 6_501 })

  const [changed = 0, removed = 0] = (await ids()).slice(5_432)
  await tamper(db, async (tx) => {
    await tx.update(audit).set({ targetId: 'x' }).where(eq(audit.id, changed))
    await tx.delete(audit).where(eq(audit.id, removed))
    await tx.delete(auditBatch).where(eq(auditBatch.number, 507))
  })
  expect(await faultsOf()).toEqual([
    `Entry ${changed} was changed: it doesn't match its digest in batch 6.`,
    `Entry ${removed} was removed: batch 6 lists it.`,
    'Batch 507 was removed.',
  ])
})

test('only jobs and the command line seal, verify, anchor and prune', async () => {
  for (const work of [sealAudit, anchorAudit, pruneAudit, verifyAudit])
    await expect(work(admin)).rejects.toThrow(/^not_allowed:/)
})
