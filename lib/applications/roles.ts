import type { ApplicationRole } from '#drizzle/schema.ts'

interface Roles {
  readonly roles: readonly ApplicationRole[]
  /** When the newest of those was added that sellers have to approve; null: there are none. */
  readonly roleAddedAt: Date | null
  /** When roles were first entered; null: never. */
  readonly rolesEnteredAt: Date | null
}

/**
 * `missing`: sellers haven't approved the new roles, so their authorizations are marked. `approved`: they have; the
 * roles were only entered later.
 */
export type NewRoles = 'missing' | 'approved'

/** The roles with which an application is added: no seller has to approve them again. */
export function firstRoles(names: readonly string[], createdAt: Date): Roles {
  return {
    roles: names.map((name) => ({ name, addedAt: createdAt.toISOString() })),
    roleAddedAt: null,
    rolesEnteredAt: names.length === 0 ? null : createdAt,
  }
}

/** When sellers had to approve a role anew; null: the application has always had it, as far as is known. */
export function addedLater(
  { createdAt }: { readonly createdAt: Date },
  { addedAt }: Pick<ApplicationRole, 'addedAt'>,
): Date | null {
  const at = new Date(addedAt)
  return at > createdAt ? at : null
}

/** The new ones among the names, unless it is the first entry, which only records what was true all along. */
export function findAddedRoles(
  { roles, rolesEnteredAt }: Roles,
  names: readonly string[],
): readonly string[] {
  if (rolesEnteredAt === null) return []
  return names.filter((name) => roles.every((role) => role.name !== name))
}

/** The roles after a change. Those that stay keep their dates. */
export function changeRoles(
  present: Roles,
  names: readonly string[],
  { createdAt, now, newRoles }: { readonly createdAt: Date; readonly now: Date; readonly newRoles: NewRoles },
): Roles {
  const isBaseline = present.rolesEnteredAt === null || newRoles === 'approved'
  const addedAt = (isBaseline ? createdAt : now).toISOString()
  const roles = names.map((name) => present.roles.find((role) => role.name === name) ?? { name, addedAt })
  const later = roles.flatMap((role) => addedLater({ createdAt }, role)?.getTime() ?? [])
  return {
    roles,
    roleAddedAt: later.length === 0 ? null : new Date(Math.max(...later)),
    rolesEnteredAt: present.rolesEnteredAt ?? (names.length === 0 ? null : now),
  }
}
