import { type Context, requireScope } from '../context.ts'
import { listApplications } from '../store/applications.ts'
import { isAllOutdated, listRotations } from '../store/client-secret-rotations.ts'
import { type SecretAge, secretAge } from './secret-age.ts'

/** The client secret of an application, and how long it works. */
export interface ClientSecretState {
  readonly applicationId: string
  readonly name: string
  readonly age: SecretAge
  /** Amazon refuses the current secret and accepts only the previous one. */
  readonly isOnPreviousSecret: boolean
  readonly isRetired: boolean
}

/**
 * Secrets that need action by now: those that have at most a month left, and those whose date has to be entered, since
 * nobody would be warned. For a retired application, nobody is.
 */
export async function listSecretAlarms(ctx: Context): Promise<readonly ClientSecretState[]> {
  return (await listSecrets(ctx)).filter(({ age: { level }, isOnPreviousSecret, isRetired }) => {
    if (isOnPreviousSecret) return true
    return level === 'unknown' ? !isRetired : level !== 'fine' && level !== 90
  })
}

/** The client secret of each application, whether it needs action or not. */
export async function listSecrets(ctx: Context): Promise<readonly ClientSecretState[]> {
  requireScope(ctx, 'applications:read')
  return (await listApplications(ctx.db)).map((row) => ({
    applicationId: row.id,
    name: row.name,
    age: secretAge(row, ctx.now()),
    isOnPreviousSecret: row.previousSecretUsedAt !== null,
    isRetired: row.retiredAt !== null,
  }))
}

/** A new client secret that has arrived from Amazon and isn't in force. */
export interface NewSecretAlarm {
  readonly applicationId: string
  readonly name: string
  /**
   * `refused`: Login with Amazon hasn't accepted it for an hour. `waiting`: an administrator has to activate it.
   * `outdated`: it is older than the current one by the date that somebody entered, which may be wrong.
   */
  readonly reason: 'refused' | 'waiting' | 'outdated'
}

/** New client secrets that need action, before Amazon ends those in force. */
export async function listNewSecretAlarms(ctx: Context): Promise<readonly NewSecretAlarm[]> {
  requireScope(ctx, 'applications:read')
  const pending = (await listRotations(ctx.db)).filter(
    ({ pendingSecretSealed }) => pendingSecretSealed !== null,
  )
  if (pending.length === 0) return []
  const applications = await listApplications(ctx.db)
  return pending.flatMap((rotation): NewSecretAlarm[] => {
    const { applicationId, pendingProblem, policy } = rotation
    const application = applications.find(({ id }) => id === applicationId)
    if (application === undefined) return []
    const { name } = application
    if (isAllOutdated(rotation, application)) return [{ applicationId, name, reason: 'outdated' }]
    if (pendingProblem === 'refused_for_an_hour') return [{ applicationId, name, reason: 'refused' }]
    return policy === 'manual' ? [{ applicationId, name, reason: 'waiting' }] : []
  })
}
