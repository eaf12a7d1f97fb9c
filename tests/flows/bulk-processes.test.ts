import { and, eq, inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { audit, authorization, bulkAction, bulkActionRow } from '#drizzle/schema.ts'
import { previewBulkAction, startBulkAction } from '#lib/bulk/start.ts'
import { newId } from '#lib/vault/random.ts'
import { addAdmin } from '../api/programs.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, simulator, system } = own
const { db } = services
const admin = await addAdmin(services, (actor) => ({ ...system, actor }))

async function start(
  kind: 'check' | 'pause',
  ids: readonly string[],
  more: { readonly tagged?: string } = {},
) {
  const id = newId()
  const selection = more.tagged === undefined ? { ids } : { query: { externalReference: more.tagged } }
  const request = { kind, parameters: {}, selection } as const
  const { snapshotAt, eligible } = await previewBulkAction(admin, request)
  expect(eligible).toBe(ids.length)
  await startBulkAction(admin, { ...request, id, filter: null, snapshotAt, eligible })
  return id
}

const counts = async (id: string) => {
  const rows = await db.select().from(bulkActionRow).where(eq(bulkActionRow.bulkActionId, id))
  return {
    done: rows.filter(({ status }) => status === 'done').length,
    running: rows.filter(({ status }) => status === 'running').length,
  }
}

/** Lets the claims of a dead worker expire. */
const letClaimsRunOut = () =>
  db.execute(
    sql`update bulk_action_row set claimed_until = now() - interval '1 second' where status = 'running'`,
  )

test('when a worker is killed during a bulk action, every row is done exactly once', async () => {
  const ids: string[] = []
  for (let made = 0; made < 300; made += 1) ids.push(await addGrant(system, simulator, 'A1USHARBORPINE'))
  await db.update(authorization).set({ externalReference: 'many' }).where(inArray(authorization.id, ids))
  const id = await start('pause', ids, { tagged: 'many' })
  for (const killAt of [20, 120]) {
    const worker = await own.startWorker()
    await expect.poll(async () => (await counts(id)).done, { interval: 5 }).toBeGreaterThan(killAt)
    await worker.end('SIGKILL')
    expect((await counts(id)).done).toBeLessThan(300)
    await letClaimsRunOut()
  }
  const last = await own.startWorker()
  await expect.poll(async () => (await counts(id)).done).toBe(300)
  const ended = async () => (await db.select().from(bulkAction).where(eq(bulkAction.id, id)))[0]?.status
  await expect.poll(ended).toBe('completed')
  expect(await last.end('SIGTERM')).toBe(0)
  const entries = await db
    .select()
    .from(audit)
    .where(and(eq(audit.action, 'authorization.paused'), inArray(audit.targetId, ids)))
  expect(entries).toHaveLength(300)
  expect(new Set(entries.map(({ targetId }) => targetId)).size).toBe(300)
})

test('when a worker is killed while Amazon answers, each row is checked and has one entry', async () => {
  const ids: string[] = []
  for (let made = 0; made < 12; made += 1) ids.push(await addGrant(system, simulator, 'A1USHARBORPINE'))
  const asking = own.hold('grant_type=refresh_token')
  const first = await own.startWorker()
  const id = await start('check', ids)
  // Four at the same time, however many workers there are. The worker's own refreshes may ask before them.
  await expect.poll(async () => (await counts(id)).running).toBe(4)
  await expect.poll(() => asking.count).toBeGreaterThanOrEqual(4)
  expect((await counts(id)).running).toBe(4)
  await first.end('SIGKILL')
  asking.release()
  await letClaimsRunOut()
  await db.execute(
    sql`update refresh_lease set held_until = now() - interval '1 second' where held_until is not null`,
  )
  const second = await own.startWorker()
  await expect.poll(async () => (await counts(id)).done).toBe(12)
  expect(await second.end('SIGTERM')).toBe(0)
  const entries = await db
    .select()
    .from(audit)
    .where(and(eq(audit.action, 'authorization.refreshed'), inArray(audit.targetId, ids)))
  expect(new Set(entries.map(({ targetId }) => targetId)).size).toBe(12)
  expect(entries).toHaveLength(12)
})
