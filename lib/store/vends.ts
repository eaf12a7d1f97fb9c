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

/** What one statement reads for a vend. */
export interface VendRow {
  readonly key: VendedKey
  /** Null if it doesn't exist, or the key may not see it. */
  readonly authorization: VendedAuthorization | null
}

export interface VendedKey {
  readonly id: string
  readonly digest: string
  readonly scopes: readonly ApiScope[]
  readonly applicationId: string | null
  readonly accountId: string | null
  readonly tags: Tags
  readonly networks: readonly string[] | null
  readonly minTtlSeconds: number | null
  readonly previousDigest: string | null
  readonly previousUntil: Date | null
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
}

export interface VendedAuthorization {
  readonly id: string
  readonly accountId: string
  readonly sellingPartnerId: string | null
  readonly idVerifiedBy: IdVerification | null
  readonly idVerifiedAt: Date | null
  readonly region: 'na' | 'eu' | 'fe'
  readonly isConnected: boolean
  readonly isPaused: boolean
  /** Each as its id, a space, and its domain. */
  readonly marketplaces: readonly string[]
  readonly accessToken: { readonly sealed: string; readonly expiresAt: Date } | null
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
 * it is within the key's application, account and tags. Concurrent vends share the statement. Null if there is no such
 * key.
 */
export function findVend(db: Database, prefix: string, authorizationId: string): Promise<VendRow | null> {
  return readVend(db, { prefix, authorizationId: isRowId(authorizationId) ? authorizationId : nilId })
}

function findVends(db: Database, inputs: readonly VendInput[]): Promise<readonly (VendRow | null)[]> {
  const [first] = inputs
  return first !== undefined && inputs.length === 1 ? findOne(db, first) : findSeveral(db, inputs)
}

/** A third faster than the statement for several. */
async function findOne(db: Database, { prefix, authorizationId }: VendInput): Promise<[VendRow | null]> {
  const [row] = await vendPool(db).unsafe(statementForOne, [authorizationId, prefix], prepared).values()
  return [row === undefined ? null : toVendRow(row as unknown as VendColumns)]
}

async function findSeveral(db: Database, inputs: readonly VendInput[]): Promise<readonly (VendRow | null)[]> {
  const prefixes = inputs.map(({ prefix }) => prefix).join()
  const ids = inputs.map(({ authorizationId }) => authorizationId).join()
  const rows = await vendPool(db).unsafe(statementForSeveral, [prefixes, ids], prepared).values()
  const answers = new Array<VendRow | null>(inputs.length).fill(null)
  for (const row of rows) answers[row.at(-1) - 1] = toVendRow(row as unknown as VendColumns)
  return answers
}

const prepared = { prepare: true } as const

/** Times are in milliseconds since 1970. */
type VendColumns = readonly [
  keyId: string,
  digest: string,
  scopes: readonly ApiScope[],
  keyApplicationId: string | null,
  keyAccountId: string | null,
  tags: Tags,
  networks: readonly string[] | null,
  minTtlSeconds: number | null,
  previousDigest: string | null,
  previousUntil: number | null,
  keyExpires: number | null,
  keyRevoked: number | null,
  authorizationId: string | null,
  accountId: string,
  sellingPartnerId: string | null,
  idVerifiedBy: IdVerification | null,
  idVerified: number | null,
  region: 'na' | 'eu' | 'fe',
  isConnected: boolean,
  isPaused: boolean,
  marketplaces: readonly string[] | null,
  sealed: string | null,
  expires: number,
]

const msOf = (time: string) => `date_part('epoch',${time})*1000`

/** Without names: postgres.js finds a statement by its whole text, and copies named columns one by one. */
const columns = [
  ...['k.id', 'k.digest', 'k.scopes', 'k.application_id', 'k.account_id', 'k.tags', 'k.networks'],
  ...['k.min_ttl_seconds', 'k.previous_digest'],
  ...[msOf('k.previous_until'), msOf('k.expires_at'), msOf('k.revoked_at')],
  ...[
    'a.id',
    'a.account_id',
    'a.selling_partner_id',
    'a.id_verified_by',
    msOf('a.id_verified_at'),
    'a.region',
  ],
  ...['a.refresh_token_sealed is not null', 'a.paused_at is not null', 'a.vended_marketplaces'],
  ...['t.sealed', msOf('t.expires_at')],
].join()

function toVendRow(row: VendColumns): VendRow {
  return {
    key: {
      id: row[0],
      digest: row[1],
      scopes: row[2],
      applicationId: row[3],
      accountId: row[4],
      tags: row[5],
      networks: row[6],
      minTtlSeconds: row[7],
      previousDigest: row[8],
      previousUntil: dateOf(row[9]),
      expiresAt: dateOf(row[10]),
      revokedAt: dateOf(row[11]),
    },
    authorization:
      row[12] === null
        ? null
        : {
            id: row[12],
            accountId: row[13],
            sellingPartnerId: row[14],
            idVerifiedBy: row[15],
            idVerifiedAt: dateOf(row[16]),
            region: row[17],
            isConnected: row[18],
            isPaused: row[19],
            marketplaces: row[20] ?? [],
            accessToken: row[21] === null ? null : { sealed: row[21], expiresAt: new Date(row[22]) },
          },
  }
}

function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms)
}

/** The authorization with this id, if the key may see it, and the access token issued for its refresh token. */
const joins = (id: string) => `left join "authorization" a on a.id=${id}
and(k.application_id is null or k.application_id=a.application_id)
and(k.account_id is null or k.account_id=a.account_id)
and(k.tags='{}'::jsonb or a.tags@>k.tags)
left join access_token t on t.authorization_id=a.id and t.token_version=a.token_version`

const statementForOne = `select ${columns} from api_key k ${joins('$1::uuid')} where k.prefix=$2`

/** Prefixes and ids contain no commas, so they are passed as text, which needs no array types. */
const statementForSeveral = `select ${columns},asked.place::int4
from unnest(string_to_array($1,','),string_to_array($2,',')::uuid[]) with ordinality as asked(prefix,id,place)
join api_key k on k.prefix=asked.prefix ${joins('asked.id')}`

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

/** Deletes at most `limit` counts of days before this one. Returns how many it deleted. */
export async function deleteVendCounts(db: Autocommit, before: string, limit: number): Promise<number> {
  const rows = await sqlClient(db)`
    delete from vend_count where ctid = any(array(
      select ctid from vend_count where day < ${before}::date limit ${limit}
    ))`
  return rows.count
}

/** As `deleteVendCounts`, for the tokens issued to each key. */
export async function deleteKeyUses(db: Autocommit, before: string, limit: number): Promise<number> {
  const rows = await sqlClient(db)`
    delete from key_use where ctid = any(array(
      select ctid from key_use where day < ${before}::date limit ${limit}
    ))`
  return rows.count
}

/** Never moves back in time: processes report in any order. */
export async function touchApiKeys(
  db: Autocommit,
  uses: readonly { readonly id: string; readonly at: Date }[],
): Promise<void> {
  await sqlClient(db)`
    with locked as (
      select api_key.id, used.at
      from api_key join jsonb_to_recordset(${JSON.stringify(uses)}::text::jsonb) as used (id uuid, at timestamptz)
        on used.id = api_key.id
      order by api_key.id for no key update of api_key
    )
    update api_key set last_used_at = greatest(api_key.last_used_at, locked.at)
    from locked where api_key.id = locked.id`
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
