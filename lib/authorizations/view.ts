import type { IdProblem } from '#drizzle/schema.ts'
import type { ResponsibleParty } from '../amazon/diagnosis/cause.ts'
import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseFailure } from '../amazon/diagnosis/to-diagnosis.ts'
import { centralHost, findMarketplace } from '../amazon/marketplaces.ts'
import { secretAge } from '../applications/secret-age.ts'
import type { Context } from '../context.ts'
import { describeFailure, type Failure } from '../failure.ts'
import type { ApplicationRow } from '../store/applications.ts'
import type { AuthorizationJoined, AuthorizationRow } from '../store/authorizations.ts'
import { type IdVerified, idVerifiedOf } from '../tokens/id-verified.ts'
import { isLeftToOperator, missingRoles, reasonOf } from './reason.ts'
import { deriveState, renewsBy, type State, states } from './status.ts'

/** An authorization as people and programs see it: no token in any form. */
export interface AuthorizationView {
  readonly id: string
  /** Null when nobody told it: a self-authorization without a merchant token. */
  readonly sellingPartnerId: string | null
  /** When and how it was proven that the tokens belong to this id; null: only the seller's browser says so. */
  readonly idVerified: IdVerified | null
  /** Why the last try proved nothing; `rejected`: Amazon says that the tokens belong to another id. */
  readonly idProblem: IdProblem | null
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
  readonly who: ResponsibleParty | null
  readonly authorizedAt: Date
  readonly renewedAt: Date
  /** When Amazon's term ends; null where there is none, or nothing to renew. A date to warn about, never to act on. */
  readonly renewsBy: Date | null
  /** Why Amazon names no marketplaces; null when it does. */
  readonly participationsProblem: string | null
  /** The roles that it lacks, when that alone makes it need to be renewed; null otherwise. */
  readonly missingRoles: readonly string[] | null
  /** Since when an incident, which is nobody's fault here, keeps it from being refreshed; null: none does. */
  readonly incidentSince: Date | null
  readonly lastRefreshAt: Date | null
  readonly lastWorkedAt: Date | null
  readonly disconnectedBy: 'account' | 'operator' | null
  /** An operator gave its selling partner free: this record is history. */
  readonly releasedAt: Date | null
  /** Where the seller ends or renews the permission at Amazon, as it is reached. */
  readonly manageAppsUrl: string | null
}

export function toView(ctx: Context, joined: AuthorizationJoined): AuthorizationView {
  const { authorization: row, application, accountName, incidentSince } = joined
  const { state, since } = deriveState({ ...row, incidentSince }, application, ctx.now())
  const marketplace = findMarketplace(row.marketplaceId)
  return {
    id: row.id,
    sellingPartnerId: row.sellingPartnerId,
    idVerified: idVerifiedOf(row),
    idProblem: row.idProblem,
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
    incidentSince,
    reason: reasonOf(state, joined, ctx.now()),
    ...whatWasSeen(state, joined),
    who: responsiblePartyOf(state, row),
    authorizedAt: row.authorizedAt,
    renewedAt: row.renewedAt,
    renewsBy: state === 'disconnected' ? null : renewsBy(row, application),
    participationsProblem: row.participationsProblem,
    missingRoles: missingRoles(state, row, application),
    lastRefreshAt: row.lastRefreshAt,
    lastWorkedAt: row.lastWorkedAt,
    disconnectedBy: row.disconnectedBy,
    releasedAt: row.releasedAt,
    manageAppsUrl:
      marketplace === null
        ? null
        : ctx.amazon.origins.reach(`https://${centralHost(marketplace, row.partnerType)}/apps/manage`),
  }
}

/** Of the answer that made it what it is: to the application, to the reading of its marketplaces, or to its refresh. */
function whatWasSeen(
  state: State,
  { authorization: row, application }: AuthorizationJoined,
): Pick<AuthorizationView, 'evidence' | 'requestId'> {
  switch (state) {
    case 'blocked':
      return {
        evidence: textOf(application.credentialsFailure),
        requestId: application.credentialsProblemRequestId,
      }
    case 'unverified':
      return { evidence: null, requestId: row.participationsRequestId }
    default:
      return { evidence: textOf(row.lastRefreshFailure), requestId: row.lastRefreshRequestId }
  }
}

/** Amazon tells nobody about vendors, and only the application's owner can authorize a private one. */
function responsiblePartyOf(state: State, row: AuthorizationRow): ResponsibleParty | null {
  if (state === 'unverified' && row.participationsProblem === 'vendor') return null
  if (state === 'needs-reauthorization' && row.workflow === 'self') return 'operator'
  if (isLeftToOperator(state, row)) return 'operator'
  return states[state].who
}

function textOf(failure: Failure | null): string | null {
  return failure && describeFailure(failure)
}

/** What Amazon says when it gives no participations, by what was kept of it. */
const participationFailures: Readonly<Record<string, Failure>> = {
  refused: denial('Access to requested resource is denied.'),
  vendor: denial('Access to requested resource is denied.'),
  throttled: { source: 'sp-api', status: 429, code: 'QuotaExceeded', detail: '' },
  secret_expired: denial('The LWA secret token you provided has expired.'),
}

function denial(detail: string): Failure {
  return { source: 'sp-api', status: 403, code: 'Unauthorized', detail }
}

/**
 * Why an authorization is in a state that somebody has to mend; null when there is nothing to explain. `othersWork`:
 * Amazon answers the same question about other sellers of the application. Pure.
 */
export function explainAuthorization(
  { authorization: row, application, incidentSince }: AuthorizationJoined,
  state: State,
  now: Date,
  othersWork = false,
): Diagnosis | null {
  if (state !== 'blocked' && incidentSince !== null)
    return diagnoseFailure(row.lastRefreshFailure, { manyAlike: true })
  switch (state) {
    case 'blocked':
      return diagnoseFailure(application.credentialsFailure, {
        isSecretOver: secretAge(application, now).level === 'over',
      })
    case 'in-doubt':
    case 'needs-reauthorization':
      // Amazon refused nothing: a role was added, which the reason tells.
      if (row.lastRefreshProblem === null) return null
      return diagnoseFailure(row.lastRefreshFailure, {
        refusal: state === 'in-doubt' ? 'in-doubt' : 'condemned',
        isTermOver: isTermOver(row, application, now),
      })
    case 'degraded':
      return diagnoseFailure(row.lastRefreshFailure)
    case 'unverified':
      return diagnoseFailure(participationFailures[row.participationsProblem ?? ''] ?? null, {
        partnerType: row.partnerType,
        othersWork,
      })
    default:
      return null
  }
}

function isTermOver(row: AuthorizationRow, application: ApplicationRow, now: Date): boolean {
  const end = renewsBy(row, application)
  return end !== null && end <= now
}
