import { recordAudit } from '../audit/record.ts'
import type { Context, Tx } from '../context.ts'
import { appendEvents } from '../events/append.ts'
import type { PersonRow } from '../store/people/people.ts'

/**
 * How far a password or a passkey works: with OIDC_ONLY, operators sign in with their provider, and one administrator
 * can do without it in emergencies.
 */
export function localUse(
  { providers }: Context,
  { role, email }: Pick<PersonRow, 'role' | 'email'>,
): 'usual' | 'break-glass' | 'off' {
  const only = providers.operators?.access.breakGlassEmail ?? null
  if (role === 'account' || only === null) return 'usual'
  return email === only ? 'break-glass' : 'off'
}

/** Runs in the transaction of the sign-in, so that its use can't go unnoticed. */
export async function raiseBreakGlassAlert(tx: Tx, { id, name, email }: PersonRow): Promise<void> {
  const [eventId] = await appendEvents(tx, [
    { type: 'person.break_glass_used', subjectId: id, data: { name, email, address: tx.address } },
  ])
  await recordAudit(tx, 'session.break-glass-used', { kind: 'person', id }, {}, eventId)
  tx.log.warn(
    { personId: id, address: tx.address },
    'the emergency administrator signed in without the provider',
  )
}
