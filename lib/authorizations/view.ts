import type { Flag, IdProblem, Tags } from '#drizzle/schema.ts'
import type { ResponsibleParty } from '../amazon/diagnosis/cause.ts'
import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import type { Known } from '../amazon/diagnosis/signs/known-signs.ts'
import { diagnoseFailure } from '../amazon/diagnosis/to-diagnosis.ts'
import { centralHost, findMarketplace } from '../amazon/marketplaces.ts'
import { secretAge } from '../applications/secret-age.ts'
import type { Context } from '../context.ts'
import { describeFailure, type Failure } from '../failure.ts'
import { partnerName } from '../partner-name.ts'
import { type DisplayedHealth, displayHealth, renewsBy } from '../state/derive-state.ts'
import { type RenewalObstacle, renewalObstacle } from '../state/renewal-obstacle.ts'
import type { ApplicationRow } from '../store/applications.ts'
import type { AuthorizationListed } from '../store/authorization-lists.ts'
import type { AuthorizationJoined, AuthorizationRow } from '../store/authorizations.ts'
import { handleOf } from '../tokens/handle.ts'
import { type IdVerified, idVerifiedOf } from '../tokens/id-verified.ts'
import { flagReason, healthReason, howToRenew, missingRoles, type Reason } from './reason.ts'

/** An authorization as people and programs see it: no token in any form. */
export interface AuthorizationView {
  readonly id: string
  /** Programs send it to the token endpoint in place of a refresh token. */
  readonly handle: string
  /** Null for a self-authorization without a merchant token, and of a deleted seller. */
  readonly sellingPartnerId: string | null
  /** When and how it was proven that the tokens belong to this id; null: it only comes from the seller's browser. */
  readonly idVerified: IdVerified | null
  /** Why the last try proved nothing; `rejected`: according to Amazon, the tokens belong to another id. */
  readonly idProblem: IdProblem | null
  readonly storeName: string | null
  /** A name that operators chose. */
  readonly label: string | null
  /** The name on pages: its label, its store, else the selling partner's id. */
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
  /** Why its seller can't renew it by a link; null: they can. */
  readonly renewalObstacle: RenewalObstacle | null
  /** Whether tokens work, by the last real answer. */
  readonly health: DisplayedHealth
  readonly since: Date
  /** The problem behind the health, as a code; null while tokens work. */
  readonly cause: string | null
  /** Other things that need attention. */
  readonly flags: readonly Flag[]
  /** Why the health is what it is, in plain words; while tokens work, why the first flag is set. */
  readonly reason: string
  /** For each flag, why it is set and who has to act. */
  readonly flagReasons: readonly (Reason & { readonly flag: Flag })[]
  /** Amazon's answer in its own words, with the request id that Amazon's support asks for. */
  readonly evidence: string | null
  readonly requestId: string | null
  readonly who: ResponsibleParty | null
  /** Its id in the company's own systems, and its tags. */
  readonly externalReference: string | null
  readonly tags: Tags
  readonly authorizedAt: Date
  readonly renewedAt: Date
  /**
   * When Amazon's term ends; null without a term, or when there is nothing to renew. A date to warn about, never to act
   * on.
   */
  readonly renewsBy: Date | null
  /** Why Amazon returns no marketplaces; null when it does. */
  readonly participationsProblem: string | null
  /** The roles that it lacks, when they are the only reason to renew it; null otherwise. */
  readonly missingRoles: readonly string[] | null
  /** The incident that keeps it from being refreshed; null: none does. */
  readonly incidentId: string | null
  readonly lastRefreshAt: Date | null
  readonly lastWorkedAt: Date | null
  readonly disconnectedBy: 'account' | 'operator' | null
  /** An operator released its selling partner: this record is history. */
  readonly releasedAt: Date | null
  /** Where the seller ends or renews the permission at Amazon, as an address that can be reached. */
  readonly manageAppsUrl: string | null
}

export function toView(ctx: Context, joined: AuthorizationListed): AuthorizationView {
  const { authorization: row, application, accountName, incidentId } = joined
  const { health, since } = displayHealth(row, application)
  const obstacle = renewalObstacle(joined)
  const ofHealth = healthReason(health, row, { isExplained: incidentId !== null, obstacle })
  const flagReasons = row.flags.map((flag) => ({
    flag,
    ...flagReason(flag, row, application, { now: ctx.now(), obstacle }),
  }))
  const reason = health === 'working' ? (flagReasons[0] ?? ofHealth) : ofHealth
  const marketplace = findMarketplace(row.marketplaceId)
  return {
    id: row.id,
    handle: handleOf(row.id),
    sellingPartnerId: row.sellingPartnerId,
    idVerified: idVerifiedOf(row),
    idProblem: row.idProblem,
    storeName: row.storeName,
    label: row.label,
    name: partnerName(row),
    workflow: row.workflow,
    partnerType: row.partnerType,
    region: row.region,
    consentGroup: row.consentGroup,
    marketplaceId: row.marketplaceId,
    accountId: row.accountId,
    accountName,
    applicationId: application.id,
    applicationName: application.name,
    renewalObstacle: obstacle,
    health,
    since: since ?? row.renewedAt,
    cause: health === 'blocked' ? 'application_refused' : row.healthCause,
    flags: row.flags,
    incidentId: health === 'retrying' ? incidentId : null,
    reason: reason.text,
    flagReasons,
    ...evidenceOf(health, joined),
    who: reason.who,
    externalReference: row.externalReference,
    tags: row.tags,
    authorizedAt: row.authorizedAt,
    renewedAt: row.renewedAt,
    renewsBy: health === 'disconnected' ? null : renewsBy(row, application),
    participationsProblem: row.participationsProblem,
    missingRoles: missingRoles(row.flags, row, application),
    lastRefreshAt: row.lastRefreshAt,
    lastWorkedAt: row.lastWorkedAt,
    disconnectedBy: row.disconnectedBy,
    releasedAt: row.releasedAt,
    manageAppsUrl:
      marketplace === null
        ? null
        : ctx.amazon.origins.toReachableUrl(
            `https://${centralHost(marketplace, row.partnerType)}/apps/manage`,
          ),
  }
}

/** Evidence from the response that determined its health, or from the last read of its marketplaces. */
function evidenceOf(
  health: DisplayedHealth,
  { authorization: row, application }: AuthorizationListed,
): Pick<AuthorizationView, 'evidence' | 'requestId'> {
  if (health === 'blocked') {
    return {
      evidence: textOf(application.credentialsFailure),
      requestId: application.credentialsProblemRequestId,
    }
  }
  if (health === 'working' && row.flags.includes('details_missing')) {
    return { evidence: null, requestId: row.participationsRequestId }
  }
  return { evidence: textOf(row.lastRefreshFailure), requestId: row.lastRefreshRequestId }
}

function textOf(failure: Failure | null): string | null {
  return failure && describeFailure(failure)
}

/** The failure to show when Amazon returns no participations, by the stored problem. */
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
 * The cause and the remedy of a problem; null without a problem. `othersWork`: Amazon answers the same question about
 * other sellers of the application.
 */
export function explainAuthorization(
  joined: AuthorizationJoined,
  health: DisplayedHealth,
  now: Date,
  othersWork = false,
): Diagnosis | null {
  const { authorization: row, application, incidentId } = joined
  switch (health) {
    case 'blocked':
      return diagnoseFailure(application.credentialsFailure, {
        isSecretOver: secretAge(application, now).level === 'over',
      })
    case 'retrying':
    case 'reauthorization_needed':
      if (incidentId !== null) return diagnoseFailure(row.lastRefreshFailure, { manyAlike: true })
      if (row.lastRefreshProblem !== 'invalid_grant') return diagnoseFailure(row.lastRefreshFailure)
      return withoutLink(
        renewalObstacle(joined),
        diagnoseFailure(row.lastRefreshFailure, {
          refusal: health === 'retrying' ? 'in-doubt' : 'revoked',
          isTermOver: isTermOver(row, application, now),
        }),
      )
    case 'working':
      if (!row.flags.includes('details_missing')) return null
      return diagnoseFailure(participationFailures[row.participationsProblem ?? ''] ?? null, {
        partnerType: row.partnerType,
        othersWork,
        refreshWorks: true,
        ...grantBesideRole(row, application),
      })
    default:
      return null
  }
}

/** The steps for a seller who has to authorize again name a link, with which not everybody can. */
function withoutLink(obstacle: RenewalObstacle | null, diagnosis: Diagnosis | null): Diagnosis | null {
  if (obstacle === null || diagnosis?.who !== 'seller') return diagnosis
  const { text, who } = howToRenew(obstacle)
  return { ...diagnosis, who: who ?? 'operator', steps: [text] }
}

/** Only entered roles are known: an application without any says nothing about them. */
function grantBesideRole(
  { renewedAt }: AuthorizationRow,
  { roles, roleAddedAt }: ApplicationRow,
): Pick<Known, 'grant'> {
  if (roleAddedAt !== null && roleAddedAt > renewedAt) return { grant: 'older-than-role' }
  return roles.length === 0 ? {} : { grant: 'newer-than-role' }
}

function isTermOver(row: AuthorizationRow, application: ApplicationRow, now: Date): boolean {
  const end = renewsBy(row, application)
  return end !== null && end <= now
}
