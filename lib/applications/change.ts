import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { type ApplicationRow, listConnectedNames } from '../store/applications.ts'
import type { ApplicationFacts, FactsBesideEnvironment } from './facts.ts'
import { requireLockedApplication } from './require-application.ts'
import { changeRoles, findAddedRoles, type NewRoles } from './roles.ts'
import { storeChange } from './store-change.ts'

/** The authorizations that new roles affect: shown before they are stored. */
export interface RolesPreview {
  readonly roles: readonly string[]
  /** Connected authorizations that would be marked. */
  readonly total: number
  /** Names of the first twenty, sorted. */
  readonly names: readonly string[]
}

const mostNamed = 20

/**
 * Changes the facts of an application. `seenAt` is its `updatedAt` when the form was loaded: if two admins save, the
 * second is refused. Values from the environment don't change. Added roles that affect sellers require `newRoles`;
 * without it, throws `roles_affect_sellers` with a `RolesPreview`. Also throws `application_not_found`,
 * `application_changed`, `application_id_taken`, `application_name_taken`.
 */
export async function changeApplication(
  ctx: Context,
  id: string,
  seenAt: string,
  { roles, ...facts }: ApplicationFacts | FactsBesideEnvironment,
  newRoles: NewRoles | null = null,
): Promise<void> {
  requireScope(ctx, 'applications:manage')
  await inTransaction(ctx, async (tx) => {
    const present = await requireLockedApplication(tx, id)
    if (present.updatedAt.toISOString() !== seenAt) throw new AppError('application_changed', { id })
    if ('spApiApplicationId' in facts && present.definedBy === 'environment')
      throw new AppError('application_changed', { id })
    const preview = newRoles === null ? await previewRoles(tx, present, roles) : null
    if (preview !== null) throw new AppError('roles_affect_sellers', { ...preview })
    const change = { createdAt: present.createdAt, now: tx.now(), newRoles: newRoles ?? 'missing' }
    await storeChange(tx, present, { ...facts, ...changeRoles(present, roles, change) })
  })
}

/** Null if an application with these roles asks nobody to authorize again. */
export async function previewRoles(
  ctx: Context,
  present: Pick<ApplicationRow, 'id' | 'roles' | 'roleAddedAt' | 'rolesEnteredAt'>,
  names: readonly string[],
): Promise<RolesPreview | null> {
  const roles = findAddedRoles(present, names)
  if (roles.length === 0) return null
  const affected = await listConnectedNames(ctx.db, present.id, mostNamed)
  return affected.total === 0 ? null : { roles, ...affected }
}

/** Sellers can no longer authorize it; its authorizations keep working. Idempotent. */
export async function retireApplication(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'applications:manage')
  await requireConfirmation(ctx)
  await inTransaction(ctx, async (tx) => {
    const present = await requireLockedApplication(tx, id)
    if (present.retiredAt === null)
      await storeChange(tx, present, { retiredAt: tx.now() }, 'application.retired')
  })
}

/** Undoes `retireApplication`. */
export async function restoreApplication(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'applications:manage')
  await inTransaction(ctx, async (tx) => {
    await storeChange(tx, await requireLockedApplication(tx, id), { retiredAt: null }, 'application.restored')
  })
}
