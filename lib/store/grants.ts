import { and, eq, isNull } from 'drizzle-orm'
import { authorization } from '#drizzle/schema.ts'
import { type AuthorizationRow, updateAuthorization } from './authorizations.ts'
import type { Database } from './client.ts'

export interface GrantKey {
  readonly applicationId: string
  /** The selling partner's id, or what stands for it where nobody told it. */
  readonly grantKey: string
  readonly region: 'na' | 'eu' | 'fe'
  readonly consentGroup: string
}

/** Who holds this grant now, whoever asks; a released record holds none. Locked until the transaction ends. */
export async function takeAuthorizationByGrant(
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

/** False when another record holds that selling partner: then the transaction can only end. */
export async function updateGrantKey(db: Database, id: string, sellingPartnerId: string): Promise<boolean> {
  try {
    await updateAuthorization(db, id, { sellingPartnerId, grantKey: sellingPartnerId })
    return true
  } catch (error) {
    const cause: unknown = error instanceof Error ? error.cause : null
    const isTaken = typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === '23505'
    if (isTaken) return false
    throw error
  }
}
