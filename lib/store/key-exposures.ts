import { sql } from 'drizzle-orm'
import { audit, authorization, keyCanary, keyExposure } from '#drizzle/schema.ts'
import type { Database, Transaction } from '../database/pool.ts'

/**
 * Remembers every refresh token that the key has sealed: those that are sealed with it now, and those that are older
 * than the moment at which everything had been re-sealed with a newer key. Returns how many are new.
 */
export async function insertKeyExposures(db: Transaction, keyId: string): Promise<number> {
  const rows = await db.execute(sql`
    with key as (select * from ${keyCanary} where ${keyCanary.keyId} = ${keyId}),
    resealed as (
      select ${audit.happenedAt} as at, other.created_at > key.created_at as is_newer
      from ${audit} join ${keyCanary} other on other.key_id = ${audit.targetId} cross join key
      where ${audit.action} = 'encryption-key.resealed' and other.key_id <> ${keyId}
        and ${audit.happenedAt} > key.created_at
    ),
    used_until as (
      select coalesce(
        (select min(at) from resealed where is_newer),
        (select max(at) from resealed),
        (select retired_at from key)
      ) as at
    )
    insert into ${keyExposure} (key_id, authorization_id, renewed_at)
    select ${keyId}, ${authorization.id}, ${authorization.renewedAt} from ${authorization}, used_until
    where ${authorization.refreshTokenSealed} is not null
      and (split_part(${authorization.refreshTokenSealed}, '.', 2) = ${keyId}
        or ${authorization.renewedAt} < used_until.at)
    on conflict do nothing returning 1`)
  return rows.length
}

export interface ExposureCount {
  readonly keyId: string
  readonly total: number
  /** How many of them still have the exposed token. */
  readonly left: number
}

/** Counts for each compromised key. */
export async function countKeyExposures(db: Database): Promise<ExposureCount[]> {
  return db.execute<ExposureCount & Record<string, unknown>>(sql`
    select ${keyExposure.keyId} as "keyId", count(*)::int as total,
      (count(*) filter (where ${isStillExposed}))::int as left
    from ${keyExposure} join ${authorization} on ${authorization.id} = ${keyExposure.authorizationId}
    group by 1 order by 1`)
}

/** The token that was exposed is still the one in force. */
export const isStillExposed = sql`(${authorization.refreshTokenSealed} is not null
  and ${authorization.renewedAt} <= ${keyExposure.renewedAt})`
