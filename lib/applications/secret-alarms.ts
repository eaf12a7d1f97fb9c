import { type Context, requireScope } from '../context.ts'
import { listApplications } from '../store/applications.ts'
import { type SecretAge, secretAge } from './secret-age.ts'

/** An application whose client secret needs somebody. */
export interface SecretAlarm {
  readonly applicationId: string
  readonly name: string
  readonly age: SecretAge
  /** Amazon refuses the secret in force, and only the one before is accepted. */
  readonly isOnPreviousSecret: boolean
}

/** Those that are due, over, or refused; an unknown date stands on the page of the application alone. */
export async function listSecretAlarms(ctx: Context): Promise<readonly SecretAlarm[]> {
  requireScope(ctx, 'applications:read')
  const alarms = (await listApplications(ctx.db)).map((row) => ({
    applicationId: row.id,
    name: row.name,
    age: secretAge(row, ctx.now()),
    isOnPreviousSecret: row.previousSecretUsedAt !== null,
  }))
  return alarms.filter(
    ({ age, isOnPreviousSecret }) => isOnPreviousSecret || !['fine', 'unknown'].includes(`${age.level}`),
  )
}
