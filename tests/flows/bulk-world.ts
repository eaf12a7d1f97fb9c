import { eq } from 'drizzle-orm'
import { authorization, type authorization as authorizationTable, bulkActionRow } from '#drizzle/schema.ts'
import { createBulkRunner } from '#lib/bulk/run.ts'
import type { BulkSelection } from '#lib/bulk/select.ts'
import { type BulkRequest, previewBulkAction, startBulkAction } from '#lib/bulk/start.ts'
import type { Context } from '#lib/context.ts'
import { newId } from '#lib/vault/random.ts'
import { addOperator as addPerson } from '../fixtures/add-operator.ts'
import type { TestDatabase } from '../fixtures/database.ts'
import { authorizationOf, makeAccount, makeApplication } from '../store/records.ts'
import { createAmazonWorld } from './amazon-world.ts'

/** Bulk actions by real people, on rows that were written directly. */
export async function createBulkWorld(database: TestDatabase) {
  const { db } = database
  const world = await createAmazonWorld(database)
  const { services } = world
  const runner = createBulkRunner(services)

  async function addOperator(role: 'viewer' | 'operator' | 'admin' = 'operator'): Promise<Context> {
    return world.as(await addPerson(services, role))
  }

  const applicationId = await makeApplication(db, { status: 'published' })
  const accountId = await makeAccount(db)

  /** Rows as they are stored; their tokens can't be opened. */
  async function addRows(
    count: number,
    more: Partial<typeof authorizationTable.$inferInsert> = {},
  ): Promise<string[]> {
    const rows = Array.from({ length: count }, (_, index) =>
      authorizationOf(applicationId, accountId, {
        storeName: `Store ${index}`,
        refreshTokenSealed: 'v1',
        createdAt: services.now(),
        ...more,
      }),
    )
    await db.insert(authorization).values(rows)
    await world.settle()
    return rows.map(({ id }) => id)
  }

  /** As an operator confirms it. Returns the id of the action. */
  async function start(
    ctx: Context,
    kind: BulkRequest['kind'],
    selection: BulkSelection,
    parameters: BulkRequest['parameters'] = {},
  ): Promise<string> {
    const id = newId()
    const { snapshotAt, eligible } = await previewBulkAction(ctx, { kind, selection, parameters })
    await startBulkAction(ctx, { id, kind, selection, parameters, filter: null, snapshotAt, eligible })
    return id
  }

  /** The result for each authorization. */
  async function results(bulkActionId: string): Promise<Readonly<Record<string, string>>> {
    const rows = await db.select().from(bulkActionRow).where(eq(bulkActionRow.bulkActionId, bulkActionId))
    return Object.fromEntries(
      rows.map(({ authorizationId, status, reason }) => [
        authorizationId,
        reason === null ? status : `${status} ${reason}`,
      ]),
    )
  }

  const rowOf = async (id: string) =>
    (await db.select().from(authorization).where(eq(authorization.id, id)))[0]

  return { ...world, db, runner, addOperator, addRows, applicationId, accountId, start, results, rowOf }
}
