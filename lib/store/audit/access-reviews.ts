import { sql } from 'drizzle-orm'
import { accessReview } from '#drizzle/schema.ts'
import type { Database, Transaction } from '../../database/pool.ts'

export type SubjectKind = 'person' | 'api-key'

/** Somebody or something with access to this installation, and when that was confirmed last. */
export interface AccessRow {
  readonly kind: SubjectKind
  readonly id: string
  readonly name: string
  /** An email address, or the beginning of the key. */
  readonly hint: string
  /** The role, or the scopes. */
  readonly access: string
  readonly since: Date
  readonly lastUsedAt: Date | null
  readonly confirmedAt: Date | null
  readonly confirmedAccess: string | null
  readonly confirmedByName: string | null
}

/** Expired keys give no access. */
const isUnexpired = (now: Date) => sql`(expires_at is null or expires_at > ${now.toISOString()}::timestamptz)`

const subjects = (now: Date) => sql`
  select 'person' as kind, p.id, p.name, p.email as hint, p.role as access, p.created_at as since,
    (select max(s.seen_at) from session s where s.person_id = p.id) as "lastUsedAt"
  from person p where p.role <> 'account' and p.disabled_at is null
  union all
  select 'api-key', k.id, k.name, k.prefix, array_to_string(k.scopes, ' '), k.created_at, k.last_used_at
  from api_key k where k.revoked_at is null and ${isUnexpired(now)}`

interface RawRow extends Omit<AccessRow, 'since' | 'lastUsedAt' | 'confirmedAt'>, Record<string, unknown> {
  readonly since: string
  readonly lastUsedAt: string | null
  readonly confirmedAt: string | null
}

/** People first, then keys; those that were never confirmed, or longest ago, first. */
export async function listAccess(db: Database, now: Date): Promise<AccessRow[]> {
  const rows = await db.execute<RawRow>(sql`
    select subject.*, review.confirmed_at as "confirmedAt", review.access as "confirmedAccess",
      reviewer.name as "confirmedByName"
    from (${subjects(now)}) subject
    left join lateral (
      select * from access_review r where r.subject_kind = subject.kind and r.subject_id = subject.id
      order by r.id desc limit 1
    ) review on true
    left join person reviewer on reviewer.id = review.confirmed_by
    order by subject.kind desc, review.confirmed_at nulls first, lower(subject.name), subject.id`)
  const date = (text: string | null) => (text === null ? null : new Date(text))
  return rows.map(({ since, lastUsedAt, confirmedAt, ...row }) => ({
    ...row,
    since: new Date(since),
    lastUsedAt: date(lastUsedAt),
    confirmedAt: date(confirmedAt),
  }))
}

export async function insertAccessReview(
  db: Transaction,
  row: typeof accessReview.$inferInsert,
): Promise<void> {
  await db.insert(accessReview).values(row)
}

/** The current access of a person or a key, locked until the transaction ends; null: none. */
export async function lockAccess(
  db: Transaction,
  kind: SubjectKind,
  id: string,
  now: Date,
): Promise<string | null> {
  const [row] = await db.execute<{ access: string }>(
    kind === 'person'
      ? sql`select role as access from person
          where id = ${id} and role <> 'account' and disabled_at is null for share`
      : sql`select array_to_string(scopes, ' ') as access from api_key
          where id = ${id} and revoked_at is null and ${isUnexpired(now)} for share`,
  )
  return row?.access ?? null
}
