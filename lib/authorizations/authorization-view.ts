import { centralHost, findMarketplace } from '../amazon/marketplaces.ts'
import type { Context } from '../context.ts'
import type { AuthorizationJoined, AuthorizationRow } from '../store/authorizations.ts'
import { explainParticipationProblem } from './participation-problems.ts'
import { deriveState, type HealthPolicy, renewsBy, type State, states, type Who } from './status.ts'

/** An authorization as people and programs see it: no token in any form. */
export interface AuthorizationView {
  readonly id: string
  /** Null when nobody told it: a self-authorization without a merchant token. */
  readonly sellingPartnerId: string | null
  readonly storeName: string | null
  /** What operators call it. */
  readonly label: string | null
  /** What people see it called: its label, its store, else the selling partner's id. */
  readonly name: string
  readonly workflow: AuthorizationRow['workflow']
  readonly partnerType: 'seller' | 'vendor'
  readonly region: 'na' | 'eu' | 'fe'
  readonly consentGroup: string
  readonly marketplaceId: string
  readonly accountId: string
  readonly accountName: string
  readonly applicationId: string
  readonly applicationName: string
  readonly state: State
  readonly since: Date
  /** Why it is in this state, in plain words. */
  readonly reason: string
  /** What was seen, in Amazon's words, with the request id that Amazon's support asks for. */
  readonly evidence: string | null
  readonly requestId: string | null
  readonly who: Who
  readonly authorizedAt: Date
  readonly renewedAt: Date
  readonly renewsBy: Date
  readonly lastRefreshAt: Date | null
  readonly lastWorkedAt: Date | null
  readonly disconnectedBy: 'account' | 'operator' | null
  /** Where the seller ends or renews the permission at Amazon, as it is reached. */
  readonly manageAppsUrl: string | null
}

export function toView(ctx: Context, joined: AuthorizationJoined, policy: HealthPolicy): AuthorizationView {
  const { authorization: row, application, accountName } = joined
  const { state, since } = deriveState(
    { ...row, credentialsProblemAt: application.credentialsProblemAt },
    ctx.now(),
    policy,
  )
  const marketplace = findMarketplace(row.marketplaceId)
  const blocked = state === 'blocked'
  return {
    id: row.id,
    sellingPartnerId: row.sellingPartnerId,
    storeName: row.storeName,
    label: row.label,
    name: row.label ?? (row.storeName || (row.sellingPartnerId ?? 'Without a merchant token')),
    workflow: row.workflow,
    partnerType: row.partnerType,
    region: row.region,
    consentGroup: row.consentGroup,
    marketplaceId: row.marketplaceId,
    accountId: row.accountId,
    accountName,
    applicationId: application.id,
    applicationName: application.name,
    state,
    since,
    reason: reasonOf(state, row),
    evidence: blocked ? application.credentialsProblem : row.lastRefreshDetail,
    requestId: blocked ? application.credentialsProblemRequestId : row.lastRefreshRequestId,
    who: row.participationsProblem === 'vendor' && state === 'unverified' ? null : states[state].who,
    authorizedAt: row.authorizedAt,
    renewedAt: row.renewedAt,
    renewsBy: renewsBy(row.renewedAt, policy),
    lastRefreshAt: row.lastRefreshAt,
    lastWorkedAt: row.lastWorkedAt,
    disconnectedBy: row.disconnectedBy,
    manageAppsUrl:
      marketplace === null
        ? null
        : ctx.amazon.origins.reach(`https://${centralHost(marketplace, row.partnerType)}/apps/manage`),
  }
}

function reasonOf(state: State, row: AuthorizationRow): string {
  if (state === 'unverified') return explainParticipationProblem(row.participationsProblem ?? '')
  if (state === 'degraded' && row.lastRefreshProblem === 'token_unreadable') {
    return 'The stored refresh token cannot be opened: its key is missing, or the row was changed.'
  }
  if (state === 'disconnected') {
    return row.disconnectedBy === 'account'
      ? 'The seller disconnected it. Its tokens are destroyed.'
      : 'An operator revoked it. Its tokens are destroyed.'
  }
  return states[state].hint
}
