import { changeApplication } from '#lib/applications/change.ts'
import type { NewRoles } from '#lib/applications/roles.ts'
import type { Context } from '#lib/context.ts'
import { findApplication } from '#lib/store/applications.ts'

/** As an administrator on the application's page: everything else stays. */
export async function changeRoles(
  ctx: Context,
  id: string,
  roles: readonly string[],
  newRoles: NewRoles | null = null,
): Promise<void> {
  const row = await findApplication(ctx.db, id)
  if (row === null) throw new Error('the application is gone')
  const { name, kind, isListed, isSandbox, partnerTypes, returnAddresses } = row
  const { renewalTermDays, renewalDueDays, renewalWarningDays, updatedAt } = row
  const facts = {
    name,
    kind,
    isListed,
    isSandbox,
    partnerTypes,
    returnAddresses,
    renewalTermDays,
    renewalDueDays,
    renewalWarningDays,
    roles,
  }
  await changeApplication(ctx, id, updatedAt.toISOString(), facts, newRoles)
}
