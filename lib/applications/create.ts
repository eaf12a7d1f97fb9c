import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import type { Secret } from '../secret.ts'
import { insertApplication } from '../store/applications.ts'
import { newId } from '../vault/random.ts'
import type { ApplicationFacts } from './facts.ts'
import { firstRoles } from './roles.ts'
import { sealClientSecret } from './seal-client-secret.ts'

export interface NewClientSecret {
  readonly value: Secret
  /** `YYYY-MM-DD`, when Amazon made it; null when nobody knows. */
  readonly createdOn: string | null
}

/** Adds an application beside the others. Gives its id. Throws `application_id_taken`, `application_name_taken`. */
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
      id,
      definedBy: 'admin',
      createdAt,
      updatedAt: createdAt,
    })
    const { name, spApiApplicationId } = facts
    await recordAudit(tx, 'application.defined', { kind: 'application', id }, { name, spApiApplicationId })
  })
  return id
}
