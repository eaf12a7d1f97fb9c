import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseDetail } from '../amazon/diagnosis/to-diagnosis.ts'
import { secretAge } from '../applications/secret-age.ts'
import type { ApplicationRow } from '../store/applications.ts'
import type { AuthorizationJoined, AuthorizationRow } from '../store/authorizations.ts'
import { renewsBy, type State } from './status.ts'

/** What Amazon says when it gives no participations, by what was kept of it. */
const participationWords: Readonly<Record<string, string>> = {
  refused: 'Access to requested resource is denied.',
  vendor: 'Access to requested resource is denied.',
  throttled: 'QuotaExceeded',
  secret_expired: 'The LWA secret token you provided has expired.',
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
    return diagnoseDetail(row.lastRefreshDetail, { manyAlike: true })
  switch (state) {
    case 'blocked':
      return diagnoseDetail(application.credentialsProblem, {
        isSecretOver: secretAge(application, now).level === 'over',
      })
    case 'in-doubt':
    case 'needs-reauthorization':
      // Amazon refused nothing: a role was added, which the reason tells.
      if (row.lastRefreshProblem === null) return null
      return diagnoseDetail(row.lastRefreshDetail, {
        refusal: state === 'in-doubt' ? 'in-doubt' : 'condemned',
        isTermOver: isTermOver(row, application, now),
      })
    case 'degraded':
      return diagnoseDetail(row.lastRefreshDetail)
    case 'unverified':
      return diagnoseDetail(participationWords[row.participationsProblem ?? ''] ?? null, {
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
