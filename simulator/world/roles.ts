import { catalog } from '#lib/amazon/catalog/catalog.ts'
import { comparableRole } from '#lib/amazon/catalog/role-names.ts'

const byComparableName = new Map(
  [...catalog().values()]
    .flatMap(({ roles, rolesRegional }) => [...(roles ?? []), ...Object.keys(rolesRegional)])
    .map((name) => [comparableRole(name), name]),
)

/** Every role that allows an operation, as Amazon names it. */
const allRoles: readonly string[] = [...byComparableName.values()].sort()

/**
 * The roles of these names, as Amazon writes them; `all` is every one. Throws RangeError for an unknown name, which
 * would allow nothing.
 */
export function rolesNamed(names: readonly string[]): readonly string[] {
  return names.includes('all') ? allRoles : [...new Set(names.map(roleNamed))]
}

function roleNamed(name: string): string {
  const role = byComparableName.get(comparableRole(name))
  if (role !== undefined) return role
  throw new RangeError(`There is no role “${name}”. There are: ${allRoles.join(', ')}; all means every role.`)
}
