import type { AttemptStatus } from '#drizzle/schema.ts'
import type { Tx } from '../context.ts'
import { appendEvents } from '../events/append.ts'

interface Changed {
  readonly id: string
  readonly status: AttemptStatus
  readonly accountId?: string | null | undefined
  readonly applicationId: string
  readonly authorizationId?: string | null | undefined
}

/** For open pages. An attempt without an account adds no event: any stranger can start one. */
export async function appendChange(
  tx: Tx,
  { id, status, accountId = null, applicationId, authorizationId = null }: Changed,
): Promise<void> {
  if (accountId === null) return
  await appendEvents(tx, [
    { type: 'attempt.changed', subjectId: id, accountId, applicationId, authorizationId, data: { status } },
  ])
}
