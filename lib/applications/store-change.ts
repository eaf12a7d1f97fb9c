import { isDeepStrictEqual } from 'node:util'
import type { Action } from '../audit/actions.ts'
import { recordAudit } from '../audit/record.ts'
import type { Tx } from '../context.ts'
import { appendEvents } from '../events/append.ts'
import { recordNewSecret } from '../incidents/credentials.ts'
import { type ApplicationRow, updateApplication } from '../store/applications.ts'
import { makeStatesDue } from '../store/state.ts'

/** The names of columns that the audit log calls differently. */
const spoken: Readonly<Record<string, string>> = {
  lwaClientSecretSealed: 'lwaClientSecret',
  environmentSecretDigest: 'configuredSecret',
}

/** Settings that also affect the state of the application's authorizations. */
const stateSettings: readonly (keyof ApplicationRow)[] = [
  'roleAddedAt',
  'renewalTermDays',
  'renewalDueDays',
  'retiredAt',
]

/** Writes the differences, and their names in the audit log, never the values. False when nothing differs. */
export async function storeChange(
  tx: Tx,
  present: ApplicationRow,
  wanted: Partial<ApplicationRow>,
  action: Action = 'application.changed',
): Promise<boolean> {
  const changed = Object.entries(wanted)
    .filter(([name, value]) => !isDeepStrictEqual(present[name as keyof ApplicationRow], value))
    .map(([name]) => spoken[name] ?? name)
  if (changed.length === 0) return false
  await updateApplication(tx.db, present.id, { ...wanted, updatedAt: later(tx.now(), present.updatedAt) })
  if (wanted.lwaClientSecretSealed !== undefined) await recordNewSecret(tx, present.id)
  if (stateSettings.some((name) => changed.includes(name))) await makeStatesDue(tx.db, present.id)
  const target = { kind: 'application', id: present.id } as const
  const eventId = await appendChange(tx, { ...present, ...wanted }, changed)
  await recordAudit(tx, action, target, { changed: changed.join(', ') }, eventId)
  return true
}

/** Returns the id of the event. */
async function appendChange(
  tx: Tx,
  { id, name, previousSecretUntil }: ApplicationRow,
  changed: readonly string[],
): Promise<string | null> {
  const isReplaced = changed.includes('lwaClientSecret')
  const [eventId = null] = await appendEvents(tx, [
    {
      subjectId: id,
      applicationId: id,
      type: isReplaced ? 'application.secret_replaced' : 'application.changed',
      data: isReplaced
        ? { name, previousSecretUntil: previousSecretUntil?.toISOString() ?? null }
        : { name, changed },
    },
  ])
  return eventId
}

/** A form recognizes by `updatedAt` that it is stale: it increases with every change, however fast they come. */
function later(now: Date, before: Date): Date {
  return now > before ? now : new Date(before.getTime() + 1)
}
