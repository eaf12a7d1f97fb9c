import type { AttemptRow } from '../store/attempts.ts'
import type { AuthorizationRow } from '../store/authorizations.ts'

/** Was the record given its token after this attempt came back from Amazon? Pure. */
export function isRival(
  attempt: Pick<AttemptRow, 'receivedAt'>,
  present: AuthorizationRow | null,
): present is AuthorizationRow {
  if (present === null || present.disconnectedAt !== null || attempt.receivedAt === null) return false
  return present.renewedAt >= attempt.receivedAt
}
