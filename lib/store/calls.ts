import { and, asc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm'
import { apiKey, authorization, call, person, type Workflow } from '#drizzle/schema.ts'
import { type Cursor, inOrder, newestFirst, pageAfter } from '../database/keyset.ts'
import type { Autocommit, Database, Transaction } from '../database/pool.ts'

type Stored = typeof call.$inferSelect

interface Joined {
  readonly sellingPartnerId: string | null
  readonly storeName: string | null
  readonly label: string | null
  readonly workflow: Workflow
  readonly partnerType: 'seller' | 'vendor'
  readonly personName: string | null
  /** Name of the agent that made the call. */
  readonly agentName: string | null
}

/** A call with all that is kept of it. */
export type CallRow = Stored & Joined

/** A call in a list: without what was sent and received. */
export type CallListRow = Omit<CallRow, 'request' | 'response' | 'responseHeaders' | 'entered'>

export async function insertCall(db: Transaction, row: typeof call.$inferInsert): Promise<void> {
  await db.insert(call).values(row)
}

const order = newestFirst(call.calledAt, call.id)

const joined = {
  sellingPartnerId: authorization.sellingPartnerId,
  storeName: authorization.storeName,
  label: authorization.label,
  workflow: authorization.workflow,
  partnerType: authorization.partnerType,
  personName: person.name,
  agentName: apiKey.name,
} as const

/**
 * How far a call got. Calls from before it was recorded, and those of older processes during an upgrade, have the
 * default: without a status, their failure says who answered last. The operation's own answers have a status, a token's
 * request can fail here or at LWA, and a response without a restricted data token left no failure.
 */
const reached = sql<Stored['reached']>`case
  when ${call.reached} <> 'operation' or ${call.status} is not null then ${call.reached}
  when ${call.failure}->>'source' in ('lwa', 'gatehouse', 'database') then 'lwa'
  when ${call.failure}->>'source' = 'answer' and ${call.reason} is null then 'lwa'
  when ${call.failure}->>'source' in ('sp-api', 'answer') then 'tokens'
  when ${call.failure} is null and ${call.reason} is not null then 'tokens'
  else 'operation' end`

const listed = {
  id: call.id,
  authorizationId: call.authorizationId,
  personId: call.personId,
  apiKeyId: call.apiKeyId,
  operation: call.operation,
  sandbox: call.sandbox,
  reached,
  reason: call.reason,
  status: call.status,
  requestId: call.requestId,
  rateLimit: call.rateLimit,
  durationMs: call.durationMs,
  responseCut: call.responseCut,
  problem: call.problem,
  failure: call.failure,
  bodiesDeletedAt: call.bodiesDeletedAt,
  calledAt: call.calledAt,
  ...joined,
} as const

/** Newest first. */
export async function listCallRows(
  db: Database,
  page: {
    readonly authorizationId?: string
    readonly operation?: string
    readonly after?: Cursor | null
    readonly limit: number
  },
): Promise<CallListRow[]> {
  return db
    .select(listed)
    .from(call)
    .innerJoin(authorization, eq(authorization.id, call.authorizationId))
    .leftJoin(person, eq(person.id, call.personId))
    .leftJoin(apiKey, eq(apiKey.id, call.apiKeyId))
    .where(
      and(
        page.authorizationId === undefined ? undefined : eq(call.authorizationId, page.authorizationId),
        page.operation === undefined ? undefined : eq(call.operation, page.operation),
        pageAfter(order, page.after ?? null),
      ),
    )
    .orderBy(...inOrder(order))
    .limit(page.limit)
}

export async function findCallRow(db: Database, id: string): Promise<CallRow | null> {
  const [row] = await db
    .select({ call, reached, ...joined })
    .from(call)
    .innerJoin(authorization, eq(authorization.id, call.authorizationId))
    .leftJoin(person, eq(person.id, call.personId))
    .leftJoin(apiKey, eq(apiKey.id, call.apiKeyId))
    .where(eq(call.id, id))
  if (row === undefined) return null
  const { call: stored, ...rest } = row
  return { ...stored, ...rest }
}

/**
 * When Amazon received calls of one operation for a selling partner, or may have, oldest first, and what it said of the
 * rate.
 */
export async function listCallTimes(
  db: Database,
  of: { readonly authorizationId: string; readonly operation: string; readonly sandbox: boolean },
  since: Date,
): Promise<Pick<Stored, 'id' | 'calledAt' | 'status' | 'rateLimit'>[]> {
  return db
    .select({ id: call.id, calledAt: call.calledAt, status: call.status, rateLimit: call.rateLimit })
    .from(call)
    .where(
      and(
        eq(call.authorizationId, of.authorizationId),
        eq(call.operation, of.operation),
        eq(call.sandbox, of.sandbox),
        eq(reached, 'operation'),
        sql`${call.failure}->>'code' is distinct from 'not-sent'`,
        gt(call.calledAt, since),
      ),
    )
    .orderBy(asc(call.calledAt))
    .limit(1_000)
}

/** Deletes what was sent and received, of `limit` calls. Returns of how many. */
export async function deleteCallBodies(
  db: Autocommit,
  { before, now, limit }: { readonly before: Date; readonly now: Date; readonly limit: number },
): Promise<number> {
  const old = db
    .select({ id: call.id })
    .from(call)
    .where(and(isNull(call.bodiesDeletedAt), lt(call.calledAt, before)))
    .limit(limit)
  const rows = await db
    .update(call)
    .set({
      request: { method: '', url: '', headers: {} },
      entered: null,
      response: null,
      responseHeaders: null,
      bodiesDeletedAt: now,
    })
    .where(inArray(call.id, old))
    .returning({ id: call.id })
  return rows.length
}
