import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { listConnectedNames } from '../store/applications.ts'
import type { ApplicationFacts, FactsBesideEnvironment } from './facts.ts'
import { holdApplication } from './hold.ts'
import { changeRoles, findAddedRoles, type NewRoles } from './roles.ts'
import { storeChange } from './store-change.ts'

/** Whom new roles affect: shown before they are stored. */
export interface RolesPreview {
  readonly roles: readonly string[]
  /** Connected authorizations that would be marked. */
  readonly total: number
  /** Of the first twenty, by name. */
  readonly names: readonly string[]
}

const mostNamed = 20

/**
 * Changes what is said of an application. `seenAt`: its `updatedAt` when the form was filled in, so that of two
 * admins the second is refused. Of the environment's application, what the environment says stays as it is. Roles that
 * are added later and affect sellers need an answer, `newRoles`: without one it throws `roles_affect_sellers`, with a
 * `RolesPreview`. Throws `application_not_found`, `application_changed`, `application_id_taken`,
 * `application_name_taken`, too.
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
    const present = await holdApplication(tx, id)
    if (present.updatedAt.toISOString() !== seenAt) throw new AppError('application_changed', { id })
    if ('spApiApplicationId' in facts && present.definedBy === 'environment')
      throw new AppError('application_changed', { id })
    const added = findAddedRoles(present, roles)
    if (added.length > 0 && newRoles === null) await askAboutRoles(tx, id, added)
    const change = { createdAt: present.createdAt, now: tx.now(), newRoles: newRoles ?? 'missing' }
    await storeChange(tx, present, { ...facts, ...changeRoles(present, roles, change) })
  })
}

async function askAboutRoles(tx: Tx, id: string, roles: readonly string[]): Promise<void> {
  const { total, names } = await listConnectedNames(tx.db, id, mostNamed)
  if (total > 0) throw new AppError('roles_affect_sellers', { roles, total, names })
}

/** Nobody is sent to Amazon for it any more; its authorizations work on. Twice is as good as once. */
export async function retireApplication(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'applications:manage')
  await inTransaction(ctx, async (tx) => {
    const present = await holdApplication(tx, id)
    if (present.retiredAt === null)
      await storeChange(tx, present, { retiredAt: tx.now() }, 'application.retired')
  })
}

/** The end of `retireApplication`. Throws `application_not_found`, `application_name_taken`. */
export async function restoreApplication(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'applications:manage')
  await inTransaction(ctx, async (tx) => {
    await storeChange(tx, await holdApplication(tx, id), { retiredAt: null }, 'application.restored')
  })
}
