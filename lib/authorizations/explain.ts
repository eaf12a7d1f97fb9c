import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseDetail } from '../amazon/diagnosis/to-diagnosis.ts'
import type { AttemptRow } from '../store/attempts.ts'
import type { AuthorizationJoined } from '../store/authorizations.ts'
import { toErrorCode } from './outcome.ts'
import type { State } from './status.ts'

const dayMs = 86_400_000

/** What Amazon says when it gives no participations, by what was kept of it. */
const participationWords: Readonly<Record<string, string>> = {
  refused: 'Access to requested resource is denied.',
  vendor: 'Access to requested resource is denied.',
  throttled: 'QuotaExceeded',
  secret_expired: 'The LWA secret token you provided has expired.',
}

/** Why an authorization is in a state that somebody has to mend; null when there is nothing to explain. Pure. */
export function explainAuthorization(
  { authorization: row, application, explainedSince }: AuthorizationJoined,
  state: State,
  now: Date,
): Diagnosis | null {
  if (state !== 'blocked' && explainedSince !== null)
    return diagnoseDetail(row.lastRefreshDetail, { manyAlike: true })
  switch (state) {
    case 'blocked':
      return diagnoseDetail(application.credentialsProblem, {
        ...(application.secretCreatedOn !== null && {
          clientSecretAgeDays: (now.getTime() - Date.parse(application.secretCreatedOn)) / dayMs,
        }),
      })
    case 'in-doubt':
    case 'needs-reauthorization':
      // Amazon refused nothing: a role was added, which the reason tells.
      if (row.lastRefreshProblem === null) return null
      return diagnoseDetail(row.lastRefreshDetail, {
        // Fewer than it takes to be sure leave it in doubt, however many they are.
        refusals: state === 'in-doubt' ? 1 : Math.max(3, row.invalidGrants),
        renewedDaysAgo: (now.getTime() - row.renewedAt.getTime()) / dayMs,
      })
    case 'degraded':
      return diagnoseDetail(row.lastRefreshDetail)
    case 'unverified':
      return diagnoseDetail(participationWords[row.participationsProblem ?? ''] ?? null, {
        partnerType: row.partnerType,
      })
    default:
      return null
  }
}

/** Why an attempt did not end well; null when it did, or is still on its way. Pure. */
export function explainAttempt(row: AttemptRow): Diagnosis | null {
  if (row.problem === null) return null
  const { receivedAt, endedAt } = row
  return diagnoseDetail(row.problemDetail, {
    attemptProblem: toErrorCode(row.problem),
    codeSentBefore: row.problem === 'exchange_interrupted',
    ...(receivedAt !== null && endedAt !== null
      ? { codeAgeSeconds: (endedAt.getTime() - receivedAt.getTime()) / 1_000 }
      : {}),
  })
}
