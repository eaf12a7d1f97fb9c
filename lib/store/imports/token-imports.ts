import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNull,
  lt,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import {
  apiKey,
  authorization,
  type ImportResult,
  person,
  tokenImport,
  tokenImportLine,
} from '#drizzle/schema.ts'
import { type Cursor, inOrder, newestFirst, pageAfter } from '../../database/keyset.ts'
import { type Autocommit, type Database, sqlClient, type Transaction } from '../../database/pool.ts'
import { isRowId } from '../../row-id.ts'

export type TokenImportRow = typeof tokenImport.$inferSelect
export type TokenImportLineRow = typeof tokenImportLine.$inferSelect
type NewLine = typeof tokenImportLine.$inferInsert

const rowsPerInsert = 500

/** Stores an import with all of its lines. */
export async function insertTokenImport(
  db: Transaction,
  row: typeof tokenImport.$inferInsert,
  lines: readonly NewLine[],
): Promise<void> {
  await db.insert(tokenImport).values(row)
  for (let at = 0; at < lines.length; at += rowsPerInsert) {
    await db.insert(tokenImportLine).values(lines.slice(at, at + rowsPerInsert))
  }
}

/** Only imports of this key; null: all. */
export type ImportOwner = { readonly apiKeyId: string } | null

const ownedBy = (owner: ImportOwner): SQL | undefined =>
  owner === null ? undefined : eq(tokenImport.createdByKey, owner.apiKeyId)

export interface ListedImport extends TokenImportRow {
  readonly personName: string | null
  readonly keyName: string | null
}

const listedColumns = {
  id: tokenImport.id,
  source: tokenImport.source,
  createdAt: tokenImport.createdAt,
  createdBy: tokenImport.createdBy,
  createdByKey: tokenImport.createdByKey,
  canceledAt: tokenImport.canceledAt,
  personName: person.name,
  keyName: apiKey.name,
}

const order = newestFirst(tokenImport.createdAt, tokenImport.id)

/** Newest first. */
export function listTokenImports(
  db: Database,
  owner: ImportOwner,
  { after, limit }: { readonly after: Cursor | null; readonly limit: number },
): Promise<ListedImport[]> {
  return db
    .select(listedColumns)
    .from(tokenImport)
    .leftJoin(person, eq(person.id, tokenImport.createdBy))
    .leftJoin(apiKey, eq(apiKey.id, tokenImport.createdByKey))
    .where(and(ownedBy(owner), pageAfter(order, after)))
    .orderBy(...inOrder(order))
    .limit(limit)
}

export async function findTokenImport(
  db: Database,
  owner: ImportOwner,
  id: string,
): Promise<ListedImport | null> {
  if (!isRowId(id)) return null
  const [row] = await db
    .select(listedColumns)
    .from(tokenImport)
    .leftJoin(person, eq(person.id, tokenImport.createdBy))
    .leftJoin(apiKey, eq(apiKey.id, tokenImport.createdByKey))
    .where(and(eq(tokenImport.id, id), ownedBy(owner)))
  return row ?? null
}

export interface ImportCount {
  readonly importId: string
  readonly result: ImportResult
  readonly count: number
  readonly finishedAt: Date | null
}

/** The lines of these imports by result, and when the last of them was finished. */
export async function countImportLines(db: Database, importIds: readonly string[]): Promise<ImportCount[]> {
  if (importIds.length === 0) return []
  const rows = await db
    .select({
      importId: tokenImportLine.importId,
      result: tokenImportLine.result,
      count: count(),
      finishedAt: sql<string | null>`max(${tokenImportLine.finishedAt})`,
    })
    .from(tokenImportLine)
    .where(inArray(tokenImportLine.importId, [...importIds]))
    .groupBy(tokenImportLine.importId, tokenImportLine.result)
  return rows.map((row) => ({
    ...row,
    finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt),
  }))
}

/** In the order of the file. */
export function listImportLines(
  db: Database,
  importId: string,
  {
    results,
    afterLine,
    limit,
  }: { readonly results: readonly ImportResult[]; readonly afterLine: number; readonly limit: number },
): Promise<TokenImportLineRow[]> {
  return db
    .select()
    .from(tokenImportLine)
    .where(
      and(
        eq(tokenImportLine.importId, importId),
        gt(tokenImportLine.line, afterLine),
        results.length === 0 ? undefined : inArray(tokenImportLine.result, [...results]),
      ),
    )
    .orderBy(asc(tokenImportLine.line))
    .limit(limit)
}

/** Cancels what no process is working on, and destroys these tokens. Returns how many lines that were. */
export async function cancelImportLines(db: Transaction, importId: string, now: Date): Promise<number> {
  await db
    .update(tokenImport)
    .set({ canceledAt: now })
    .where(and(eq(tokenImport.id, importId), isNull(tokenImport.canceledAt)))
  const rows = await db
    .update(tokenImportLine)
    .set({ result: 'canceled', tokenSealed: null, finishedAt: now, claimId: null, claimedUntil: null })
    .where(and(eq(tokenImportLine.importId, importId), eq(tokenImportLine.result, 'pending'), isUnclaimed))
    .returning({ id: tokenImportLine.id })
  return rows.length
}

const isUnclaimed = or(
  isNull(tokenImportLine.claimedUntil),
  lt(tokenImportLine.claimedUntil, sql`clock_timestamp()`),
)
const isCanceled = sql<boolean>`exists (select from ${tokenImport}
  where ${tokenImport.id} = ${tokenImportLine.importId} and ${tokenImport.canceledAt} is not null)`
const at = (time: Date) => sql`${time.toISOString()}::timestamptz`
const fromNow = (ms: number) => sql`clock_timestamp() + make_interval(secs => ${ms / 1_000}::float8)`

export interface LineClaim {
  readonly claimId: string
  readonly lastsMs: number
}

/** A pending line always has what a valid line has. */
export interface ClaimedLine extends TokenImportLineRow {
  readonly applicationId: string
  readonly partnerType: 'seller' | 'vendor'
  readonly marketplaceId: string
  readonly tokenSealed: string
  readonly tokenDigest: string
  readonly claimId: string
  /** When its import was started. */
  readonly startedAt: Date
  /** Its import was canceled while another process worked on it. */
  readonly isCanceled: boolean
}

/**
 * Claims due lines in the order of their arrival: at most `perApplication` of each application, over all workers. If
 * several lines have the same token, only the first is claimed, so that no token is used by two at the same time.
 */
export async function claimImportLines(
  db: Autocommit,
  { claimId, lastsMs }: LineClaim,
  {
    now,
    limit,
    perApplication,
  }: { readonly now: Date; readonly limit: number; readonly perApplication: number },
): Promise<ClaimedLine[]> {
  const ids = await sqlClient(db)<{ id: string }[]>`
    with capacity as (
      select a.id, ${perApplication}::int - (
        select count(*)::int from token_import_line busy
        where busy.result = 'pending' and busy.application_id = a.id and busy.claimed_until >= clock_timestamp()
      ) as free
      from application a
    ), due as (
      select l.id
      from capacity
      cross join lateral (
        select id, position from token_import_line
        where result = 'pending' and application_id = capacity.id
          and due_at <= ${now.toISOString()}::timestamptz
          and (claimed_until is null or claimed_until < clock_timestamp())
          and not exists (
            select from token_import_line earlier
            where earlier.token_digest = token_import_line.token_digest
              and earlier.result = 'pending' and earlier.position < token_import_line.position
          )
        order by position
        limit greatest(0, capacity.free)
        for update skip locked
      ) l
      order by l.position
      limit ${limit}
    )
    update token_import_line set claim_id = ${claimId}::uuid,
      claimed_until = clock_timestamp() + make_interval(secs => ${lastsMs / 1_000}::float8)
    from due where token_import_line.id = due.id
    returning token_import_line.id`
  if (ids.length === 0) return []
  const claimed = inArray(
    tokenImportLine.id,
    ids.map(({ id }) => id),
  )
  const rows = await db
    .select({ ...getTableColumns(tokenImportLine), startedAt: tokenImport.createdAt, isCanceled })
    .from(tokenImportLine)
    .innerJoin(tokenImport, eq(tokenImport.id, tokenImportLine.importId))
    .where(claimed)
    .orderBy(asc(tokenImportLine.position))
  return rows.filter(
    (row): row is ClaimedLine =>
      row.applicationId !== null &&
      row.partnerType !== null &&
      row.marketplaceId !== null &&
      row.tokenSealed !== null &&
      row.tokenDigest !== null &&
      row.claimId !== null,
  )
}

export async function renewLineClaim(
  db: Autocommit,
  id: string,
  { claimId, lastsMs }: LineClaim,
): Promise<void> {
  await db
    .update(tokenImportLine)
    .set({ claimedUntil: fromNow(lastsMs) as never })
    .where(and(eq(tokenImportLine.id, id), eq(tokenImportLine.claimId, claimId)))
}

/**
 * Puts the token that LWA issued in the place of the one in the file, whichever process has the claim: it exists
 * nowhere else.
 */
export async function storeRotatedLine(db: Autocommit, id: string, tokenSealed: string): Promise<void> {
  await db
    .update(tokenImportLine)
    .set({ tokenSealed })
    .where(and(eq(tokenImportLine.id, id), eq(tokenImportLine.result, 'pending')))
}

type Postponed = Pick<TokenImportLineRow, 'problem' | 'failure' | 'amazonRequestId'>

/** Gives a claimed line back, to be tried again when it is due: immediately if its import was canceled, to end it. */
export async function postponeLine(
  db: Autocommit,
  line: Pick<ClaimedLine, 'id' | 'claimId'>,
  dueAt: Date,
  why: Postponed,
): Promise<void> {
  await db
    .update(tokenImportLine)
    .set({
      ...why,
      dueAt: sql`case when ${isCanceled} then 'epoch' else ${at(dueAt)} end`,
      tries: sql`${tokenImportLine.tries} + 1`,
      claimId: null,
      claimedUntil: null,
    })
    .where(claimedBy(line))
}

/** Lets the other lines of an application wait as well: they would hear the same. */
export async function postponeApplication(db: Autocommit, applicationId: string, dueAt: Date): Promise<void> {
  await db
    .update(tokenImportLine)
    .set({ dueAt })
    .where(
      and(
        eq(tokenImportLine.applicationId, applicationId),
        eq(tokenImportLine.result, 'pending'),
        lt(tokenImportLine.dueAt, dueAt),
        isUnclaimed,
        sql`not ${isCanceled}`,
      ),
    )
}

const claimedBy = ({ id, claimId }: Pick<ClaimedLine, 'id' | 'claimId'>): SQL | undefined =>
  and(eq(tokenImportLine.id, id), eq(tokenImportLine.claimId, claimId), eq(tokenImportLine.result, 'pending'))

/** False if another process has the claim by now, or has finished the line. */
export async function lockClaimedLine(
  db: Transaction,
  line: Pick<ClaimedLine, 'id' | 'claimId'>,
): Promise<boolean> {
  const rows = await db
    .select({ id: tokenImportLine.id })
    .from(tokenImportLine)
    .where(claimedBy(line))
    .for('update')
  return rows.length === 1
}

/** Gives a claimed line its result, and destroys its token. Does nothing if another process has the claim. */
export async function finishLine(
  db: Transaction | Autocommit,
  line: Pick<ClaimedLine, 'id' | 'claimId'>,
  end: Partial<TokenImportLineRow> & {
    readonly result: Exclude<ImportResult, 'pending'>
    readonly finishedAt: Date
  },
): Promise<void> {
  await db
    .update(tokenImportLine)
    .set({ ...end, tokenSealed: null, claimId: null, claimedUntil: null })
    .where(claimedBy(line))
}

/** Locks what concerns one token until the transaction ends. */
export async function lockTokenDigest(db: Transaction, tokenDigest: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tokenDigest}, 0))`)
}

/** Authorizations that earlier lines with this token have led to, newest first. */
export async function listImportedBefore(
  db: Database,
  applicationId: string,
  tokenDigest: string,
): Promise<(typeof authorization.$inferSelect)[]> {
  const rows = await db
    .select({ authorization })
    .from(tokenImportLine)
    .innerJoin(authorization, eq(authorization.id, tokenImportLine.authorizationId))
    .where(and(eq(tokenImportLine.tokenDigest, tokenDigest), eq(authorization.applicationId, applicationId)))
    .orderBy(desc(tokenImportLine.position))
    .limit(5)
  return rows.map((row) => row.authorization)
}
