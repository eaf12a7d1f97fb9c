import type { AttemptStatus } from '#drizzle/schema.ts'
import type { Tx } from '../context.ts'
import { appendEvents, type NewEvent } from '../events/append.ts'

interface Changed {
  readonly id: string
  readonly status: AttemptStatus
  readonly accountId?: string | null | undefined
  readonly applicationId: string
  readonly authorizationId?: string | null | undefined
  readonly sellingPartnerId?: string | null | undefined
  readonly problem?: string | null | undefined
}

/**
 * For open pages, and for the operator who decides about a grant in quarantine. An attempt without an account adds no
 * event: any stranger can start one.
 */
export async function appendChanges(tx: Tx, attempts: readonly Changed[]): Promise<void> {
  await appendEvents(tx, attempts.flatMap(toEvents))
}

function toEvents({
  id,
  status,
  accountId = null,
  applicationId,
  authorizationId = null,
  ...facts
}: Changed): NewEvent[] {
  if (accountId === null) return []
  const { sellingPartnerId = null, problem = null } = facts
  const about = { subjectId: id, accountId, applicationId, authorizationId }
  const review = { attemptId: id, sellingPartnerId, cause: problem }
  return [
    { ...about, type: 'attempt.changed', data: { status } },
    ...(status === 'quarantined'
      ? [{ ...about, type: 'authorization.review_needed', data: review } as const]
      : []),
  ]
}
