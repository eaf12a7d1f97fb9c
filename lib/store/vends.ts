import { and, desc, eq, gte, sql } from 'drizzle-orm'
import {
  type ApiScope,
  apiKey,
  type IdVerification,
  type Tags,
  type TokenKind,
  vendCount,
} from '#drizzle/schema.ts'
import { batchByDatabase } from '../database/batch.ts'
import { type Autocommit, type Database, sqlClient, vendConnections, vendPool } from '../database/pool.ts'
import { isRowId } from '../row-id.ts'

/** One row. Times are in milliseconds since 1970. The authorization's columns are null if the key may not see it. */
export interface VendRow {
  readonly keyId: string
  readonly digest: string
  readonly scopes: readonly ApiScope[]
  readonly applicationId: string | null
  readonly accountId: string | null
  readonly tags: Tags
  readonly networks: readonly string[] | null
  readonly minTtlSeconds: number | null
  readonly previousDigest: string | null
  readonly previousUntilMs: number | null
  readonly keyExpiresMs: number | null
  readonly keyRevokedMs: number | null
  readonly authorizationId: string | null
  readonly ownerId: string | null
  readonly sellingPartnerId: string | null
  readonly idVerifiedBy: IdVerification | null
  readonly idVerifiedMs: number | null
  readonly region: 'na' | 'eu' | 'fe' | null
  readonly isConnected: boolean | null
  readonly isPaused: boolean | null
  readonly sealed: string | null
  readonly expiresMs: number | null
  /** Each as its id, a space, and its domain. Null like the rest. */
  readonly marketplaces: readonly string[] | null
}

/** No authorization has this id. */
const nilId = '00000000-0000-0000-0000-000000000000'

interface VendInput {
  readonly prefix: string
  readonly authorizationId: string
}

/** A few concurrent statements, one per connection, keep Postgres busy while the next batch fills. */
const batchLimits = { maxConcurrent: vendConnections, maxSize: 100 }

const readVend = batchByDatabase(findVends, batchLimits)

/**
 * Everything that a vend needs, in one prepared statement at most: the key with this prefix, and the authorization if
 * it is within the key's application, account and tags. Concurrent vends share the statement. Null if there is no such key.
 */
export function findVend(db: Database, prefix: string, authorizationId: string): Promise<VendRow | null> {
  return readVend(db, { prefix, authorizationId: isRowId(authorizationId) ? authorizationId : nilId })
}

async function findVends(db: Database, inputs: readonly VendInput[]): Promise<readonly (VendRow | null)[]> {
  const [first] = inputs
  return first !== undefined && inputs.length === 1 ? [await findOne(db, first)] : findSeveral(db, inputs)
}

/** A third faster than the statement for several. */
async function findOne(db: Database, { prefix, authorizationId }: VendInput): Promise<VendRow | null> {
  const sql = vendPool(db)
  const [row] = await sql<VendRow[]>`
    select ${columnsOf(sql)} from api_key k ${joinsOf(sql, sql`${authorizationId}::uuid`)} where k.prefix = ${prefix}`
  return row ?? null
}

/** Prefixes and ids contain no commas, so they are passed as text, which needs no array types. */
async function findSeveral(db: Database, inputs: readonly VendInput[]): Promise<readonly (VendRow | null)[]> {
  const sql = vendPool(db)
  const prefixes = inputs.map(({ prefix }) => prefix).join()
  const ids = inputs.map(({ authorizationId }) => authorizationId).join()
  const rows = await sql<(VendRow & { readonly place: number })[]>`
    select asked.place::int4, ${columnsOf(sql)}
    from unnest(string_to_array(${prefixes}, ','), string_to_array(${ids}, ',')::uuid[])
      with ordinality as asked (prefix, id, place)
    join api_key k on k.prefix = asked.prefix ${joinsOf(sql, sql`asked.id`)}`
  const answers = new Array<VendRow | null>(inputs.length).fill(null)
  for (const row of rows) answers[row.place - 1] = row
  return answers
}

type VendPool = ReturnType<typeof vendPool>

function columnsOf(sql: VendPool) {
  return sql`k.id as "keyId", k.digest, k.scopes, k.application_id as "applicationId", k.account_id as "accountId",
    k.tags, k.networks, k.min_ttl_seconds as "minTtlSeconds", k.previous_digest as "previousDigest",
    date_part('epoch', k.previous_until) * 1000 as "previousUntilMs",
    date_part('epoch', k.expires_at) * 1000 as "keyExpiresMs",
    date_part('epoch', k.revoked_at) * 1000 as "keyRevokedMs",
    a.id as "authorizationId", a.account_id as "ownerId", a.selling_partner_id as "sellingPartnerId",
    a.id_verified_by as "idVerifiedBy", date_part('epoch', a.id_verified_at) * 1000 as "idVerifiedMs",
    a.region, a.refresh_token_sealed is not null as "isConnected", a.paused_at is not null as "isPaused",
    a.vended_marketplaces as marketplaces,
    t.sealed, date_part('epoch', t.expires_at) * 1000 as "expiresMs"`
}

/** What the key may see of the authorization, and the access token that was issued for its stored refresh token. */
function joinsOf(sql: VendPool, id: ReturnType<VendPool>) {
  return sql`left join "authorization" a on a.id = ${id}
      and (k.application_id is null or k.application_id = a.application_id)
      and (k.account_id is null or k.account_id = a.account_id)
      and (k.tags = '{}'::jsonb or a.tags @> k.tags)
    left join access_token t on t.authorization_id = a.id and t.token_version = a.token_version`
}

export interface VendTotal {
  readonly apiKeyId: string
  readonly authorizationId: string
  /** UTC, as 2026-11-22. */
  readonly day: string
  readonly count: number
  readonly lastVendedAt: Date
}

/**
 * Adds to the counts, in one statement for any number of rows and always in the same order, so that two processes never
 * deadlock.
 */
export async function addVends(db: Autocommit, totals: readonly VendTotal[]): Promise<void> {
  await sqlClient(db)`
    insert into vend_count (api_key_id, authorization_id, day, count, last_vended_at)
    select "apiKeyId", "authorizationId", day, count, "lastVendedAt"
    from jsonb_to_recordset(${JSON.stringify(totals)}::text::jsonb) as total (
      "apiKeyId" uuid, "authorizationId" uuid, day date, count bigint, "lastVendedAt" timestamptz
    )
    order by 1, 2, 3
    on conflict (api_key_id, authorization_id, day) do update set
      count = vend_count.count + excluded.count,
      last_vended_at = greatest(vend_count.last_vended_at, excluded.last_vended_at)`
}

export interface KeyUse {
  readonly apiKeyId: string
  readonly kind: TokenKind
  /** UTC, as 2026-11-22. */
  readonly day: string
  readonly count: number
}

/** Like `addVends`, for the tokens issued to each key. */
export async function addKeyUses(db: Autocommit, uses: readonly KeyUse[]): Promise<void> {
  await sqlClient(db)`
    insert into key_use (api_key_id, kind, day, count)
    select "apiKeyId", kind, day, count
    from jsonb_to_recordset(${JSON.stringify(uses)}::text::jsonb) as used (
      "apiKeyId" uuid, kind text, day date, count bigint
    )
    order by 1, 2, 3
    on conflict (api_key_id, day, kind) do update set count = key_use.count + excluded.count`
}

/** Never moves back in time: processes report in any order. */
export async function touchApiKeys(
  db: Autocommit,
  uses: readonly { readonly id: string; readonly at: Date }[],
): Promise<void> {
  await sqlClient(db)`
    update api_key set last_used_at = greatest(api_key.last_used_at, used.at)
    from jsonb_to_recordset(${JSON.stringify(uses)}::text::jsonb) as used (id uuid, at timestamptz)
    where api_key.id = used.id`
}

/** A program that got tokens of one authorization. */
export interface Vendee {
  readonly apiKeyId: string
  readonly name: string
  readonly isRevoked: boolean
  /** Tokens since the beginning of the UTC day. */
  readonly today: number
  readonly month: number
  readonly lastVendedAt: Date
}

/**
 * The keys that got tokens of an authorization since `since`, the last one first. Days are in UTC, such as 2026-11-22.
 */
export function listVendees(
  db: Database,
  authorizationId: string,
  { today, since }: { readonly today: string; readonly since: string },
): Promise<Vendee[]> {
  const total = sql`sum(${vendCount.count})`
  const lastVendedAt = sql<Date>`max(${vendCount.lastVendedAt})`.mapWith(vendCount.lastVendedAt)
  return db
    .select({
      apiKeyId: apiKey.id,
      name: apiKey.name,
      isRevoked: sql<boolean>`${apiKey.revokedAt} is not null`,
      today: sql<number>`coalesce(${total} filter (where ${vendCount.day} = ${today}), 0)`.mapWith(Number),
      month: total.mapWith(Number),
      lastVendedAt,
    })
    .from(vendCount)
    .innerJoin(apiKey, eq(apiKey.id, vendCount.apiKeyId))
    .where(and(eq(vendCount.authorizationId, authorizationId), gte(vendCount.day, since)))
    .groupBy(apiKey.id)
    .orderBy(desc(lastVendedAt))
}
