import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { appendEvents } from '../events/append.ts'
import type { Secret } from '../secret.ts'
import { type ApplicationRow, insertApplication } from '../store/applications.ts'
import { newId } from '../vault/random.ts'
import { configuredDigest } from './configured-secret.ts'
import type { ApplicationFacts } from './facts.ts'
import { firstRoles } from './roles.ts'
import { sealClientSecret } from './seal-client-secret.ts'

export interface NewClientSecret {
  readonly value: Secret
  /** `YYYY-MM-DD`, when Amazon created it; null if unknown. */
  readonly createdOn: string | null
  /** How long Amazon accepts the locked application's current one. Null, or left out: seven days. */
  readonly overlapUntil?: (present: ApplicationRow) => Date | null
  /** It comes from a setup, which may still contain it after others have replaced it. */
  readonly isConfigured?: boolean
}

/** Adds an application. Returns its id. */
export async function createApplication(
  ctx: Context,
  { roles, ...facts }: ApplicationFacts,
  secret: NewClientSecret,
): Promise<string> {
  requireScope(ctx, 'applications:manage')
  const id = newId()
  const createdAt = ctx.now()
  await inTransaction(ctx, async (tx) => {
    await insertApplication(tx.db, {
      ...facts,
      ...firstRoles(roles, createdAt),
      ...sealClientSecret(tx, id, secret.value, secret.createdOn),
      ...(secret.isConfigured && { environmentSecretDigest: configuredDigest(secret.value) }),
      id,
      definedBy: 'admin',
      createdAt,
      updatedAt: createdAt,
    })
    const { name, spApiApplicationId } = facts
    await appendEvents(tx, [
      { type: 'application.changed', subjectId: id, applicationId: id, data: { name } },
    ])
    await recordAudit(tx, 'application.defined', { kind: 'application', id }, { name, spApiApplicationId })
  })
  return id
}
