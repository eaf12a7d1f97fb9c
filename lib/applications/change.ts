import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import type { ApplicationFacts, FactsBesideEnvironment } from './facts.ts'
import { holdApplication } from './hold.ts'
import { changeRoles } from './roles.ts'
import { storeChange } from './store-change.ts'

/**
 * Changes what is said of an application. `seenAt`: its `updatedAt` when the form was filled in, so that of two
 * admins the second is told. Of the environment's application, what the environment says stays as it is.
 * Throws `application_not_found`, `application_changed`, `application_id_taken`, `application_name_taken`.
 */
export async function changeApplication(
  ctx: Context,
  id: string,
  seenAt: string,
  { roles, ...facts }: ApplicationFacts | FactsBesideEnvironment,
): Promise<void> {
  requireScope(ctx, 'applications:manage')
  await inTransaction(ctx, async (tx) => {
    const present = await holdApplication(tx, id)
    if (present.updatedAt.toISOString() !== seenAt) throw new AppError('application_changed', { id })
    if ('spApiApplicationId' in facts && present.definedBy === 'environment')
      throw new AppError('application_changed', { id })
    await storeChange(tx, present, {
      ...facts,
      ...changeRoles(present.roles, roles, present.createdAt, tx.now()),
    })
  })
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
