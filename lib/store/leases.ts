import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { accessToken, application, authorization, type Health, refreshLease } from '#drizzle/schema.ts'
import { batchByDatabase, preparedOnce } from '../database/batch.ts'
import {
  type Autocommit,
  type Database,
  inTransactionOf,
  sqlClient,
  type Transaction,
} from '../database/pool.ts'
import { isRowId } from '../row-id.ts'
import type { ApplicationRow } from './applications.ts'
import type { AuthorizationRow } from './authorizations.ts'

export type LeaseRow = typeof refreshLease.$inferSelect
export type AccessTokenRow = typeof accessToken.$inferSelect

/** The part of a lease that processes other than its holder read. */
export interface LeaseFacts extends Pick<LeaseRow, 'tokenVersion' | 'heldUntil' | 'startedAt'> {
  /** How it ended. Null: with a token. `interrupted`: it hasn't ended, and its holder may have died. */
  readonly last: LastFailure | 'interrupted' | null
}

interface LastFailure extends Pick<LeaseRow, 'failure' | 'requestId'> {
  readonly problem: string
  readonly retryAt: Date
}

export function toLeaseFacts(
  row: Pick<LeaseRow, 'heldUntil' | 'startedAt' | 'problem' | 'failure' | 'requestId' | 'retryAt'>,
  tokenVersion: number,
): LeaseFacts {
  return { tokenVersion, heldUntil: row.heldUntil, startedAt: row.startedAt, last: lastOf(row) }
}

function lastOf({
  problem,
  failure,
  requestId,
  retryAt,
}: Pick<LeaseRow, 'problem' | 'failure' | 'requestId' | 'retryAt'>): LeaseFacts['last'] {
  if (problem === null) return null
  // An interrupted lease has no time of its own for the next try.
  return problem === 'interrupted' || retryAt === null
    ? 'interrupted'
    : { problem, failure, requestId, retryAt }
}

/** Everything that decides about a refresh, as a consistent snapshot. */
export interface RefreshState {
  readonly authorization: AuthorizationRow
  readonly application: ApplicationRow
  /** Only if it was issued for the stored refresh token. */
  readonly token: AccessTokenRow | null
  readonly lease: LeaseRow | null
}

/**
 * Joins an authorization with the access token that was issued for its stored refresh token, not for a previous one.
 */
export const isOfStoredToken = and(
  eq(accessToken.authorizationId, authorization.id),
  eq(accessToken.tokenVersion, authorization.tokenVersion),
)

const refreshStates = preparedOnce((db) =>
  db
    .select({ authorization, application, token: accessToken, lease: refreshLease })
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .leftJoin(accessToken, isOfStoredToken)
    .leftJoin(refreshLease, eq(refreshLease.authorizationId, authorization.id))
    // As text, so that the statement is the same for any number of ids.
    .where(sql`${authorization.id} = any(string_to_array(${sql.placeholder('ids')}, ',')::uuid[])`)
    .prepare('refresh_states'),
)

const batchLimits = { maxConcurrent: 2, maxSize: 50 }

const readState = batchByDatabase<string, RefreshState | null>(async (db, ids) => {
  const states = await refreshStates(db).execute({ ids: ids.join() })
  const byId = new Map(states.map((state) => [state.authorization.id, state]))
  return ids.map((id) => byId.get(id) ?? null)
}, batchLimits)

export async function findRefreshState(db: Database, authorizationId: string): Promise<RefreshState | null> {
  return isRowId(authorizationId) ? readState(db, authorizationId) : null
}

interface NewLease extends Pick<LeaseRow, 'authorizationId' | 'owner' | 'startedAt' | 'tokenVersion'> {
  readonly heldUntil: Date
  /** One more than the last one that was read. */
  readonly fence: number
}

const acquireInBatch = batchByDatabase<NewLease, boolean, Autocommit>(async (db, requests) => {
  const rows = await sqlClient(db)<{ id: string }[]>`
    insert into refresh_lease as lease
      (authorization_id, fence, owner, held_until, started_at, token_version, problem, failures)
    select "authorizationId", fence, owner, "heldUntil", "startedAt", "tokenVersion", 'interrupted', 0
    from jsonb_to_recordset(${JSON.stringify(requests)}::text::jsonb) as request (
      "authorizationId" uuid, fence bigint, owner text, "heldUntil" timestamptz, "startedAt" timestamptz,
      "tokenVersion" int
    )
    order by 1
    on conflict (authorization_id) do update set
      fence = excluded.fence, owner = excluded.owner, held_until = excluded.held_until,
      started_at = excluded.started_at, token_version = excluded.token_version, problem = excluded.problem,
      problem_detail = null, request_id = null, retry_at = null
    where lease.fence = excluded.fence - 1
    returning authorization_id as id`
  const acquired = new Set(rows.map(({ id }) => id))
  return requests.map(({ authorizationId }) => acquired.has(authorizationId))
}, batchLimits)

/**
 * Acquires the lease, unless another process has since `seen` was read. Returns the new fencing number, or null if
 * another process was first. Until the lease ends successfully, the refresh counts as interrupted, because its holder
 * may die.
 */
export async function acquireLease(
  db: Autocommit,
  authorizationId: string,
  seen: LeaseRow | null,
  request: Omit<NewLease, 'authorizationId' | 'fence'>,
): Promise<number | null> {
  const fence = (seen?.fence ?? 0) + 1
  return (await acquireInBatch(db, { ...request, authorizationId, fence })) ? fence : null
}

/** False if another process has taken over, or if the refresh has ended. */
export async function renewLease(
  db: Autocommit,
  authorizationId: string,
  fence: number,
  heldUntil: Date,
): Promise<boolean> {
  const rows = await db
    .update(refreshLease)
    .set({ heldUntil })
    .where(
      and(
        eq(refreshLease.authorizationId, authorizationId),
        eq(refreshLease.fence, fence),
        isNotNull(refreshLease.heldUntil),
      ),
    )
    .returning({ fence: refreshLease.fence })
  return rows.length === 1
}

/**
 * Records how a refresh ended. False if another process has taken over: then the caller must not store what it learned.
 */
export async function endLease(
  db: Transaction | Autocommit,
  authorizationId: string,
  fence: number,
  outcome: Pick<LeaseRow, 'problem' | 'failure' | 'requestId' | 'failures' | 'retryAt'>,
): Promise<boolean> {
  const rows = await db
    .update(refreshLease)
    .set({ ...outcome, heldUntil: null })
    .where(and(eq(refreshLease.authorizationId, authorizationId), eq(refreshLease.fence, fence)))
    .returning({ fence: refreshLease.fence })
  return rows.length === 1
}

/** The result of a successful refresh, and the right to store it. */
export interface RefreshedTokens {
  readonly authorizationId: string
  /** The fence of the lease that was held while LWA was called. */
  readonly fence: number
  /** The version of the refresh token that was sent. */
  readonly tokenVersion: number
  /** Sealed. Null if LWA returned the token that was sent. */
  readonly refreshToken: string | null
  /** Sealed. */
  readonly accessToken: string
  readonly expiresAt: Date
  readonly at: Date
  /** Amazon's request id. */
  readonly requestId: string | null
}

/**
 * Creates the function that stores refreshed tokens; it returns false where `storeRows` returned null. Refreshes that
 * end at the same time share a transaction, which passes those that weren't working to `settle`.
 */
export function refreshStore(
  settle: (db: Transaction, ids: readonly string[], at: Date) => Promise<void>,
): (db: Autocommit, refreshed: RefreshedTokens) => Promise<boolean> {
  return batchByDatabase(
    (db: Autocommit, refreshed: readonly RefreshedTokens[]) =>
      inTransactionOf(db, async (tx) => {
        const stored = await storeRows(tx, refreshed)
        const recovered = stored.flatMap((row) => (row === null || row.health === 'working' ? [] : row.id))
        const [first] = refreshed
        if (recovered.length > 0 && first !== undefined) await settle(tx, recovered, first.at)
        return stored.map((row) => row !== null)
      }),
    batchLimits,
  )
}

/**
 * Ends the leases, stores the tokens and clears all problems of the authorizations, each all or nothing. Null if
 * another process has taken the lease over, and then nothing changes, or if another refresh token is stored by now. A
 * rotated refresh token is stored even without the lease, because it exists nowhere else. Otherwise, the health that is
 * stored. Locks the authorizations first, in the order of their ids, like everything that writes to several of them.
 */
async function storeRows(
  db: Transaction,
  rows: readonly RefreshedTokens[],
): Promise<readonly ({ readonly id: string; readonly health: Health } | null)[]> {
  const stored = await db.execute<{ fence: number; id: string; health: Health }>(sql`
    with fresh as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as fresh (
        "authorizationId" uuid, fence bigint, "tokenVersion" int, "refreshToken" text, "accessToken" text,
        "expiresAt" timestamptz, at timestamptz, "requestId" text
      )
    ), locked as (
      select id from "authorization"
      where id in (select "authorizationId" from fresh) order by id for no key update
    ), ours as (
      update refresh_lease lease set held_until = null, problem = null, problem_detail = null, failures = 0,
        retry_at = null, request_id = fresh."requestId",
        token_version = fresh."tokenVersion" + (fresh."refreshToken" is not null)::int
      from fresh join locked on locked.id = fresh."authorizationId"
      where lease.authorization_id = locked.id and lease.fence = fresh.fence
      returning fresh."authorizationId", fresh.fence
    ), kept as (
      update "authorization" a set token_version = fresh."tokenVersion" + (fresh."refreshToken" is not null)::int,
        refresh_token_sealed = coalesce(fresh."refreshToken", a.refresh_token_sealed),
        last_refresh_at = fresh.at, last_worked_at = fresh.at, failing_since = null,
        last_refresh_problem = null, last_refresh_detail = null,
        last_refresh_request_id = fresh."requestId", first_invalid_grant_at = null, last_invalid_grant_at = null,
        invalid_grants = 0
      from fresh join locked on locked.id = fresh."authorizationId"
      where a.id = locked.id and a.token_version = fresh."tokenVersion" and a.refresh_token_sealed is not null
        and (fresh."refreshToken" is not null or (fresh."authorizationId", fresh.fence) in (table ours))
      returning fresh.*, a.token_version as "newVersion", a.health
    ), token as (
      insert into access_token (authorization_id, sealed, expires_at, token_version)
      select "authorizationId", "accessToken", "expiresAt", "newVersion" from kept
      on conflict (authorization_id) do update set
        sealed = excluded.sealed, expires_at = excluded.expires_at, token_version = excluded.token_version
    )
    select "authorizationId" as id, fence::float8, health from kept`)
  const byLease = new Map(stored.map(({ id, fence, health }) => [`${id} ${fence}`, { id, health }]))
  return rows.map(({ authorizationId, fence }) => byLease.get(`${authorizationId} ${fence}`) ?? null)
}
