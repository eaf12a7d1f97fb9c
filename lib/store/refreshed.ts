import { batchByDatabase } from '../database/batch.ts'
import { type Database, sqlClient } from '../database/pool.ts'

/** What a refresh that worked brings, and the right to store it. */
export interface RefreshedTokens {
  readonly authorizationId: string
  /** Of the lease under which LWA was asked. */
  readonly fence: number
  /** Of the refresh token that was sent. */
  readonly tokenVersion: number
  /** Sealed. Null: LWA gave no other than was sent. */
  readonly refreshToken: string | null
  /** Sealed. */
  readonly accessToken: string
  readonly expiresAt: Date
  readonly at: Date
  /** Amazon's. */
  readonly requestId: string | null
}

/**
 * Ends the lease and stores the tokens, all or nothing: nothing speaks against the authorization any more. False:
 * somebody took the lease over, which changes nothing, or another refresh token is stored by now. A rotated refresh
 * token is stored without the lease, too: it exists nowhere else. Refreshes that end at the same moment share the
 * statement.
 */
export const storeRefreshed = batchByDatabase(storeAll, { mostAtOnce: 2, mostTogether: 50 })

/** Locks the authorization first, as everybody does who writes to it and to its lease. */
async function storeAll(db: Database, rows: readonly RefreshedTokens[]): Promise<readonly boolean[]> {
  const stored = await sqlClient(db)<{ fence: number; id: string }[]>`
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
        last_refresh_at = fresh.at, last_worked_at = fresh.at, last_refresh_problem = null, last_refresh_detail = null,
        last_refresh_request_id = fresh."requestId", first_invalid_grant_at = null, last_invalid_grant_at = null,
        invalid_grants = 0
      from fresh join locked on locked.id = fresh."authorizationId"
      where a.id = locked.id and a.token_version = fresh."tokenVersion" and a.refresh_token_sealed is not null
        and (fresh."refreshToken" is not null or (fresh."authorizationId", fresh.fence) in (table ours))
      returning fresh.*, a.token_version as "newVersion"
    ), token as (
      insert into access_token (authorization_id, sealed, expires_at, token_version)
      select "authorizationId", "accessToken", "expiresAt", "newVersion" from kept
      on conflict (authorization_id) do update set
        sealed = excluded.sealed, expires_at = excluded.expires_at, token_version = excluded.token_version
    )
    select "authorizationId" as id, fence::float8 from kept`
  const isStored = new Set(stored.map(({ id, fence }) => `${id} ${fence}`))
  return rows.map(({ authorizationId, fence }) => isStored.has(`${authorizationId} ${fence}`))
}
