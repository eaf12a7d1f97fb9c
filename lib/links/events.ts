import type { Tx } from '../context.ts'
import { appendEvents } from '../events/append.ts'
import type { ConnectLinkRow } from '../store/connect-links.ts'
import type { LinkState } from './redeem.ts'
import { openSteps } from './steps.ts'

type Link = Pick<ConnectLinkRow, 'id' | 'applicationId' | 'accountId' | 'authorizationId' | 'label'> &
  Partial<Pick<ConnectLinkRow, 'externalReference' | 'tags' | 'steps'>>

export async function appendLinkEvent(
  tx: Tx,
  type: 'link.changed' | 'link.completed',
  {
    id,
    applicationId,
    accountId,
    authorizationId,
    label,
    externalReference = null,
    tags = {},
    steps = [],
  }: Link,
  { state }: { readonly state: LinkState },
): Promise<void> {
  await appendEvents(tx, [
    {
      type,
      subjectId: id,
      applicationId,
      accountId,
      authorizationId,
      externalReference,
      tags,
      data: { label, state, ...progressOf(steps) },
    },
  ])
}

/** How many countries of a link for several countries are connected. */
function progressOf(steps: ConnectLinkRow['steps']) {
  if (steps.length === 0) return {}
  return { connected: steps.length - openSteps({ steps }).length, total: steps.length }
}
