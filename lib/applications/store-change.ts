import { isDeepStrictEqual } from 'node:util'
import type { Action } from '../audit/actions.ts'
import { recordAudit } from '../audit/record.ts'
import type { Tx } from '../context.ts'
import { recordNewSecret } from '../incidents/credentials.ts'
import { type ApplicationRow, updateApplication } from '../store/applications.ts'

/** How the audit calls columns that go by another name. */
const spoken: Readonly<Record<string, string>> = {
  lwaClientSecretSealed: 'lwaClientSecret',
  environmentSecretDigest: 'secretOfEnvironment',
}

/** Writes what differs and says in the audit what it was: names, never values. False when nothing differs. */
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
  await recordAudit(tx, action, { kind: 'application', id: present.id }, { changed: changed.join(', ') })
  return true
}

/** By `updatedAt` a form sees that it is stale: it moves with every change, however fast they come. */
function later(now: Date, before: Date): Date {
  return now > before ? now : new Date(before.getTime() + 1)
}
