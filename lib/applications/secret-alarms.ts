import { type Context, requireScope } from '../context.ts'
import { listApplications } from '../store/applications.ts'
import { type SecretAge, secretAge } from './secret-age.ts'

/** The client secret of an application, and how long it works. */
export interface ClientSecretState {
  readonly applicationId: string
  readonly name: string
  readonly age: SecretAge
  /** Amazon refuses the current secret and accepts only the previous one. */
  readonly isOnPreviousSecret: boolean
}

/**
 * Secrets that need action by now. Left out are those that have more than a month left, and those whose date
 * is unknown: their applications' pages say so.
 */
export async function listSecretAlarms(ctx: Context): Promise<readonly ClientSecretState[]> {
  return (await listSecrets(ctx)).filter(
    ({ age, isOnPreviousSecret }) =>
      isOnPreviousSecret || !['fine', 'unknown', '90'].includes(`${age.level}`),
  )
}

/** The client secret of each application, whether it needs action or not. */
export async function listSecrets(ctx: Context): Promise<readonly ClientSecretState[]> {
  requireScope(ctx, 'applications:read')
  return (await listApplications(ctx.db)).map((row) => ({
    applicationId: row.id,
    name: row.name,
    age: secretAge(row, ctx.now()),
    isOnPreviousSecret: row.previousSecretUsedAt !== null,
  }))
}
