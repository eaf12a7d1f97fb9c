import { and, desc, eq, isNull } from 'drizzle-orm'
import { authorization } from '#drizzle/schema.ts'
import { mapUniqueViolation } from '../database/errors.ts'
import type { Database } from '../database/pool.ts'
import type { AuthorizationRow } from './authorizations.ts'

export interface GrantKey {
  readonly applicationId: string
  /** The selling partner's id, or what stands for it where nobody told it. */
  readonly grantKey: string
  readonly region: 'na' | 'eu' | 'fe'
  readonly consentGroup: string
}

/** Who holds this grant now, whoever asks; a released record holds none. Locked until the transaction ends. */
export async function lockAuthorizationByGrant(
  db: Database,
  key: GrantKey,
): Promise<AuthorizationRow | null> {
  const [row] = await db
    .select()
    .from(authorization)
    .where(
      and(
        eq(authorization.applicationId, key.applicationId),
        eq(authorization.grantKey, key.grantKey),
        eq(authorization.region, key.region),
        eq(authorization.consentGroup, key.consentGroup),
        isNull(authorization.releasedAt),
      ),
    )
    .for('update')
  return row ?? null
}

/** An account's records that hold a selling partner's grants, one for each region; the newest token first. */
export async function listHolders(
  db: Database,
  key: Pick<GrantKey, 'applicationId' | 'grantKey'> & { readonly accountId: string },
): Promise<AuthorizationRow[]> {
  return db
    .select()
    .from(authorization)
    .where(
      and(
        eq(authorization.applicationId, key.applicationId),
        eq(authorization.grantKey, key.grantKey),
        eq(authorization.accountId, key.accountId),
        isNull(authorization.releasedAt),
      ),
    )
    .orderBy(desc(authorization.renewedAt))
}

/** The self-authorizations that an application holds now; Amazon allows ten. */
export async function listSelfAuthorizations(
  db: Database,
  applicationId: string,
): Promise<AuthorizationRow[]> {
  return db
    .select()
    .from(authorization)
    .where(
      and(
        eq(authorization.applicationId, applicationId),
        eq(authorization.workflow, 'self'),
        isNull(authorization.releasedAt),
      ),
    )
    .limit(200)
}

/** Throws `merchant_token_taken` when another record holds that selling partner. */
export async function updateGrantKey(db: Database, id: string, sellingPartnerId: string): Promise<void> {
  const unverified = { idVerifiedAt: null, idVerifiedBy: null, idCheckedAt: null, idProblem: null }
  const change = { sellingPartnerId, grantKey: sellingPartnerId, ...unverified }
  const update = db.update(authorization).set(change).where(eq(authorization.id, id))
  await mapUniqueViolation({ authorization_grant: 'merchant_token_taken' }, update.execute())
}
