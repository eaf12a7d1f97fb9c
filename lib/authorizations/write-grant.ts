import type { PartnerType } from '../amazon/marketplaces.ts'
import { recordAudit } from '../audit/record.ts'
import type { Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { settleState } from '../state/settle-state.ts'
import type { AttemptRow } from '../store/attempts.ts'
import { type AuthorizationRow, replaceParticipations } from '../store/authorizations.ts'
import type { ConnectLinkRow } from '../store/connect-links.ts'
import { hasTags } from '../tags.ts'
import { insertWithTokens, replaceTokens } from '../tokens/install.ts'
import { newId } from '../vault/random.ts'
import type { Verified } from './participations.ts'
import type { WaitingGrant } from './try-token.ts'

/** The fields of an attempt that become its authorization. */
export interface Grantor extends Pick<AttemptRow, 'id' | 'applicationId' | 'workflow' | 'sellingPartnerId'> {
  readonly partnerType: PartnerType
  readonly accountId: string
  readonly grantKey: string
  /** Left out: the previous label stays. */
  readonly label?: string
  /** The connect link that it came by: the company's own id and tags are copied from it. */
  readonly link?: Pick<ConnectLinkRow, 'externalReference' | 'tags' | 'keyTags'> | null
  /** When the seller authorized, if that was earlier: their permission has to be renewed from then on. */
  readonly grantedAt?: Date | null
}

/**
 * Creates the authorization, or replaces the tokens of `present`, whose refresh token is kept for a while. Called in
 * the transaction that has locked `present`. Throws `authorization_changed` when the same grant was stored meanwhile.
 */
export async function writeGrant(
  tx: Tx,
  grantor: Grantor,
  grant: WaitingGrant,
  verified: Verified,
  present: AuthorizationRow | null,
): Promise<string> {
  const id = present?.id ?? newId()
  const { applicationId, accountId, grantKey, workflow, partnerType, sellingPartnerId, label } = grantor
  const { region, consentGroup, marketplaceId, storeName, participations } = verified
  const change = {
    ...{ applicationId, grantKey, region, consentGroup, workflow, partnerType, sellingPartnerId },
    ...{ marketplaceId, ...(storeName !== null && { storeName }), ...(label !== undefined && { label }) },
    ...referenceOf(grantor, present),
    renewedAt: grantor.grantedAt ?? tx.now(),
    disconnectedAt: null,
    disconnectedBy: null,
    participationsReadAt: tx.now(),
    participationsProblem: verified.problem,
    participationsRequestId: verified.requestId,
  }
  if (present !== null) await replaceTokens(tx, present, grant, change)
  else {
    const row = { ...change, id, accountId, authorizedAt: change.renewedAt, createdAt: tx.now() }
    if (!(await insertWithTokens(tx, row, grant)))
      throw new AppError('authorization_changed', { attemptId: grantor.id })
  }
  if (participations !== null) await replaceParticipations(tx.db, id, participations)
  const events = await settleState(tx, [id], present === null ? 'first' : 'later')
  await recordAudit(
    tx,
    present === null ? 'authorization.completed' : 'authorization.re-authorized',
    { kind: 'authorization', id, accountId },
    { attemptId: grantor.id, sellingPartnerId, region, requestId: grant.requestId },
    events.get(id),
  )
  return id
}

/** A link made by a key that is limited to some tags doesn't change anything that the key couldn't change itself. */
function referenceOf({ link }: Grantor, present: AuthorizationRow | null): Partial<AuthorizationRow> {
  if (!link) return {}
  const { externalReference, tags, keyTags } = link
  if (present !== null && !hasTags(present, keyTags)) return {}
  return {
    ...(externalReference !== null && { externalReference }),
    tags: { ...present?.tags, ...tags },
  }
}
