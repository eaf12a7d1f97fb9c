import { and, eq } from 'drizzle-orm'
import { authorization, call, person } from '#drizzle/schema.ts'
import { type Cursor, inOrder, newestFirst, pageAfter } from '../database/keyset.ts'
import type { Database, Transaction } from '../database/pool.ts'

export type CallRow = typeof call.$inferSelect

export interface CallListRow extends CallRow {
  readonly sellingPartnerId: string | null
  readonly storeName: string | null
  readonly personName: string | null
}

export async function insertCall(db: Transaction, row: typeof call.$inferInsert): Promise<void> {
  await db.insert(call).values(row)
}

const order = newestFirst(call.calledAt, call.id)

/** Newest first. */
export async function listCallRows(
  db: Database,
  page: {
    readonly authorizationId?: string
    readonly id?: string
    readonly after?: Cursor | null
    readonly limit: number
  },
): Promise<CallListRow[]> {
  const rows = await db
    .select({
      call,
      sellingPartnerId: authorization.sellingPartnerId,
      storeName: authorization.storeName,
      personName: person.name,
    })
    .from(call)
    .innerJoin(authorization, eq(authorization.id, call.authorizationId))
    .leftJoin(person, eq(person.id, call.personId))
    .where(
      and(
        page.authorizationId === undefined ? undefined : eq(call.authorizationId, page.authorizationId),
        page.id === undefined ? undefined : eq(call.id, page.id),
        pageAfter(order, page.after ?? null),
      ),
    )
    .orderBy(...inOrder(order))
    .limit(page.limit)
  return rows.map(({ call: row, ...rest }) => ({ ...row, ...rest }))
}
