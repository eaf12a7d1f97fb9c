import { comparableRole } from '../amazon/catalog/role-names.ts'
import { roleNames } from '../amazon/roles/probes.ts'
import { type Context, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import {
  type ApplicationRow,
  countGrants,
  findApplication,
  type GrantCount,
  listApplications,
} from '../store/applications.ts'
import { type Cap, type CapWarning, capWarning, measureCaps } from './caps.ts'
import { type Distribution, distributionOf } from './distribution.ts'
import { checkReadiness, installationOf, type Readiness } from './readiness.ts'
import { type SecretAge, secretAge } from './secret-age.ts'

type SealedColumn = 'lwaClientSecretSealed' | 'previousSecretSealed' | 'environmentSecretDigest'

/** An application as operators see it: everything but its secrets. */
export interface ApplicationView extends Readonly<Omit<ApplicationRow, SealedColumn>> {
  readonly distribution: Distribution
  readonly readiness: Readiness
  readonly caps: readonly Cap[]
  readonly secretAge: SecretAge
  readonly warnings: readonly CapWarning[]
}

/** The environment's first, then as they were added. */
export async function readApplications(ctx: Context): Promise<readonly ApplicationView[]> {
  requireScope(ctx, 'applications:read')
  const rows = await listApplications(ctx.db)
  const counts = Map.groupBy(
    await countGrants(
      ctx.db,
      rows.map(({ id }) => id),
    ),
    ({ applicationId }) => applicationId,
  )
  return rows.map((row) => view(ctx, row, counts.get(row.id) ?? []))
}

/** Limits that are nearly or entirely used up, with the applications' names. */
export async function listCapWarnings(ctx: Context): Promise<readonly CapWarning[]> {
  const all = await readApplications(ctx)
  const current = all.filter(({ retiredAt }) => retiredAt === null)
  return current.flatMap(({ name, warnings }) =>
    warnings.map(({ level, text }) => ({ level, text: `${name}: ${text}` })),
  )
}

/** The roles that applications have, for the filter, in alphabetical order. */
export async function readRoleNames(ctx: Context): Promise<readonly string[]> {
  requireScope(ctx, 'applications:read')
  const own = (await listApplications(ctx.db)).flatMap(({ roles }) => roles.map(({ name }) => name))
  const known = roleNames.map((name) => [comparableRole(name), name] as const)
  const names = new Map([...own.map((name) => [comparableRole(name), name] as const), ...known])
  return own.length === 0
    ? []
    : [...new Set(own.map((name) => names.get(comparableRole(name)) ?? name))].sort()
}

/** For the filter: the name of each application, those in use first. */
export async function readApplicationNames(
  ctx: Context,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  requireScope(ctx, 'applications:read')
  const rows = await listApplications(ctx.db)
  return rows.map(({ id, name }) => ({ id, name }))
}

export async function readApplication(ctx: Context, id: string): Promise<ApplicationView> {
  requireScope(ctx, 'applications:read')
  const row = await findApplication(ctx.db, id)
  if (row === null) throw new AppError('application_not_found', { id })
  return view(ctx, row, await countGrants(ctx.db, [id]))
}

function view(ctx: Context, row: ApplicationRow, counts: readonly GrantCount[]): ApplicationView {
  const { lwaClientSecretSealed: _, previousSecretSealed: __, environmentSecretDigest: ___, ...shown } = row
  const caps = measureCaps(row, counts)
  return {
    ...shown,
    distribution: distributionOf(row),
    readiness: checkReadiness(row, installationOf(ctx)),
    caps,
    secretAge: secretAge(row, ctx.now()),
    warnings: caps.map(capWarning).filter((warning) => warning !== null),
  }
}
