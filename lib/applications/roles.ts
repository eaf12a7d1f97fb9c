import type { ApplicationRole } from '#drizzle/schema.ts'

interface Roles {
  readonly roles: readonly ApplicationRole[]
  /** When the newest of those came that were added later; null: there are none. */
  readonly roleAddedAt: Date | null
}

/** The roles with which an application begins: none of them was added later. Pure. */
export function firstRoles(names: readonly string[], createdAt: Date): Roles {
  return { roles: names.map((name) => ({ name, addedAt: createdAt.toISOString() })), roleAddedAt: null }
}

/** The roles after a change: those that stay keep their time, new ones get `now`. Pure. */
export function changeRoles(
  present: readonly ApplicationRole[],
  names: readonly string[],
  createdAt: Date,
  now: Date,
): Roles {
  const roles = names.map(
    (name) => present.find((role) => role.name === name) ?? { name, addedAt: now.toISOString() },
  )
  const later = roles
    .map(({ addedAt }) => Date.parse(addedAt))
    .filter((addedMs) => addedMs > createdAt.getTime())
  return { roles, roleAddedAt: later.length === 0 ? null : new Date(Math.max(...later)) }
}
