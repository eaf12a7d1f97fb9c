import { findMarketplace } from '../amazon/marketplaces.ts'
import type { GrantDetails } from '../authorizations/participations.ts'
import type { Tx } from '../context.ts'
import {
  type AuthorizationRow,
  lockAuthorization,
  lockAuthorizationByGrant,
} from '../store/authorizations.ts'
import { listParticipations } from '../store/participations.ts'
import { everything } from '../store/visibility.ts'

/** What identifies a grant's record, besides the region and the consent group, which Amazon tells. */
export interface RecordKey {
  readonly applicationId: string
  readonly accountId: string
  readonly grantKey: string
  /** The record that is being renewed, if any. */
  readonly authorizationId: string | null
}

/**
 * Locks the record to which a verified grant belongs, and adapts the grant to it. A record whose consent group was
 * unknown stays the same one once the group is known: otherwise one store would have two. It has to be the account's
 * own, in the same region, and its marketplaces must allow for the group.
 */
export async function lockRecord(
  tx: Tx,
  key: RecordKey,
  verified: GrantDetails,
): Promise<{ readonly present: AuthorizationRow | null; readonly verified: GrantDetails }> {
  const { region, consentGroup } = verified
  const { applicationId, accountId, grantKey, authorizationId } = key
  const grant = { applicationId, grantKey, region, consentGroup }
  const present = await lockAuthorizationByGrant(tx.db, grant)
  if (present !== null) return { present, verified }
  if (consentGroup !== 'unknown') {
    const open = await lockAuthorizationByGrant(tx.db, { ...grant, consentGroup: 'unknown' })
    const isSame =
      open?.accountId === accountId &&
      allows(await listParticipations(tx.db, [open.id]), verified, consentGroup)
    return { present: isSame ? open : null, verified }
  }
  const renewed =
    authorizationId === null ? null : await lockAuthorization(tx.db, authorizationId, everything)
  const isSame =
    renewed !== null &&
    renewed.releasedAt === null &&
    renewed.accountId === accountId &&
    renewed.grantKey === grantKey &&
    renewed.region === region &&
    allows(verified.participations ?? [], verified, renewed.consentGroup)
  if (!isSame) return { present: null, verified }
  // A consent group that was proven once is kept, even if it can't be proven again.
  const { consentGroup: known, marketplaceId } = renewed
  return {
    present: renewed,
    verified: { ...verified, consentGroup: known as GrantDetails['consentGroup'], marketplaceId },
  }
}

/** Whether a grant with these marketplaces can belong to the consent group: marketplaces in no table leave it open. */
function allows(
  marketplaces: readonly { readonly marketplaceId: string }[],
  { region }: GrantDetails,
  consentGroup: string,
): boolean {
  const groups = marketplaces
    .flatMap(({ marketplaceId }) => findMarketplace(marketplaceId) ?? [])
    .filter((marketplace) => marketplace.region === region)
    .map((marketplace): string => marketplace.consentGroup)
  return groups.length === 0 || groups.includes(consentGroup)
}
