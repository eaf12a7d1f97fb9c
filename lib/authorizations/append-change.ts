import type { Tx } from '../context.ts'
import { appendEvents } from '../events/append.ts'
import type { AuthorizationRow } from '../store/authorizations.ts'

export type EventFacts = Pick<
  AuthorizationRow,
  'id' | 'applicationId' | 'accountId' | 'externalReference' | 'tags'
>

/**
 * For open pages: something besides the state of an authorization changed. `toAccountId`: it belongs to another account
 * now, and both accounts' pages change. Returns the event's id.
 */
export async function appendChange(
  tx: Tx,
  { id, applicationId, accountId, externalReference, tags }: EventFacts,
  changed: 'label' | 'account' | 'sellingPartnerId' | 'idVerification',
  toAccountId: string | null = null,
): Promise<string | null> {
  const event = {
    type: 'authorization.changed' as const,
    subjectId: id,
    authorizationId: id,
    applicationId,
    accountId,
    externalReference,
    tags,
    data: { changed },
  }
  const ids = await appendEvents(
    tx,
    toAccountId === null ? [event] : [event, { ...event, accountId: toAccountId }],
  )
  return ids.at(-1) ?? null
}
