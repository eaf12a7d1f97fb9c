import { comparableRole } from '../amazon/catalog/role-names.ts'
import type { RoleCheck } from '../amazon/roles/check-roles.ts'
import { roleNames } from '../amazon/roles/probes.ts'
import { addedLater } from '../applications/roles.ts'
import { type Context, requireScope, visibleTo } from '../context.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { listRoleChecks } from '../store/role-checks.ts'
import { toCheck } from './check.ts'

export interface RoleRow {
  readonly role: string
  /** When the application got it; null: the application doesn't have it. */
  readonly addedAt: string | null
  /** The seller authorized before the application got it. */
  readonly isNewer: boolean
  /** Null: it was never checked. */
  readonly check: RoleCheck | null
}

/** The application's roles and all others of Amazon's, each with its status for an authorization. */
export async function readRoles(ctx: Context, id: string): Promise<readonly RoleRow[]> {
  requireScope(ctx, 'authorizations:read')
  const joined = await findAuthorization(ctx.db, id, visibleTo(ctx.actor))
  if (joined === null) return []
  const { renewedAt } = joined.authorization
  const checks = (await listRoleChecks(ctx.db, id, renewedAt)).map(toCheck)
  const { application } = joined
  const own = new Map(application.roles.map((role) => [comparableRole(role.name), role]))
  return roleNames.map((role) => {
    const added = own.get(comparableRole(role)) ?? null
    return {
      role,
      addedAt: added?.addedAt ?? null,
      isNewer: added !== null && (addedLater(application, added) ?? renewedAt) > renewedAt,
      check: checks.find((check) => check.role === role) ?? null,
    }
  })
}
