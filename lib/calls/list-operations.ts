import { catalog, findOperation } from '../amazon/catalog/catalog.ts'
import type { OperationFacts } from '../amazon/catalog/facts.ts'
import { type Obstacle, obstacleOf } from '../amazon/catalog/obstacle.ts'
import { comparableRole } from '../amazon/catalog/role-names.ts'
import { searchOperations } from '../amazon/catalog/search.ts'
import { type Context, hasScope, requireScope, visibleTo } from '../context.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { type Bucket, readBucket } from './bucket.ts'

/** An operation in the list: the fields for finding it, and whether it can be run. */
export interface OperationEntry
  extends Pick<
    OperationFacts,
    | 'key'
    | 'id'
    | 'api'
    | 'version'
    | 'method'
    | 'path'
    | 'for'
    | 'regions'
    | 'sandbox'
    | 'readOnly'
    | 'sandboxOnly'
    | 'isPersonal'
  > {
  readonly withdrawn: string | null
  readonly isReplaced: boolean
}

/** Every operation of Amazon's. `obstacleOf` says which of them `runOperation` runs. */
export function listOperations(ctx: Context): readonly OperationEntry[] {
  requireScope(ctx, 'calls:read')
  return [...catalog().values()].map((operation) => {
    const { key, id, api, version, method, path, regions, sandbox, readOnly, sandboxOnly, withdrawn } =
      operation
    return {
      key,
      id,
      api,
      version,
      method,
      path,
      for: operation.for,
      regions,
      sandbox,
      readOnly,
      sandboxOnly,
      withdrawn,
      isReplaced: operation.replacedBy !== null || operation.deprecated,
      isPersonal: operation.isPersonal,
    }
  })
}

/** An operation that can be run, with its inputs. */
export type OperationDescription = Pick<
  OperationFacts,
  | 'key'
  | 'id'
  | 'api'
  | 'version'
  | 'method'
  | 'path'
  | 'for'
  | 'parameters'
  | 'body'
  | 'withdrawn'
  | 'replacedBy'
>

/** Those that the actor can run, for `partner` or for anyone, and that match `query`, the best first. */
export function searchRunnable(
  ctx: Context,
  {
    query,
    limit,
    partner = null,
  }: { readonly query: string; readonly limit: number; readonly partner?: Parameters<typeof obstacleOf>[1] },
): readonly OperationDescription[] {
  requireScope(ctx, 'calls:run')
  const mayReadPersonalData = hasScope(ctx.actor, 'calls:personal-data')
  const runnable = [...catalog().values()]
    .filter((operation) => obstacleOf(operation, partner, { mayReadPersonalData }) === null)
    .map((operation) => ({ ...operation, isSecondary: isOld(operation) }))
  return searchOperations(runnable, query).slice(0, limit)
}

function isOld({ deprecated, replacedBy, withdrawn }: OperationFacts): boolean {
  return deprecated || replacedBy !== null || withdrawn !== null
}

/** An operation, with the facts that matter for running it now. */
export interface OperationDetail extends OperationFacts {
  /** Null: it can be run for this selling partner. */
  readonly obstacle: Obstacle | null
  /** Null where Amazon publishes no limits, or no selling partner is chosen. */
  readonly bucket: Bucket | null
  /** One of the application's roles allows it; null: unknown. */
  readonly hasRole: boolean | null
}

/** Null for an unknown key. */
export async function readOperation(
  ctx: Context,
  key: string,
  call: { readonly authorizationId: string | null; readonly sandbox: boolean },
): Promise<OperationDetail | null> {
  requireScope(ctx, 'calls:read')
  const operation = findOperation(key)
  if (operation === null) return null
  const { authorizationId, sandbox } = call
  const found =
    authorizationId === null ? null : await findAuthorization(ctx.db, authorizationId, visibleTo(ctx.actor))
  const partner = found?.authorization ?? null
  const obstacle = obstacleOf(operation, partner, {
    sandbox,
    mayReadPersonalData: hasScope(ctx.actor, 'calls:personal-data'),
  })
  return {
    ...operation,
    obstacle,
    bucket: authorizationId === null ? null : await readBucket(ctx, operation, { authorizationId, sandbox }),
    hasRole: found === null ? null : hasAnyRole(operation, found),
  }
}

function hasAnyRole(
  { roles, rolesRegional }: OperationFacts,
  { application, authorization }: NonNullable<Awaited<ReturnType<typeof findAuthorization>>>,
): boolean | null {
  if (roles === null || application.roles.length === 0) return null
  const regional = Object.entries(rolesRegional).filter(([, regions]) =>
    regions.includes(authorization.region),
  )
  const opening = new Set([...roles, ...regional.map(([role]) => role)].map(comparableRole))
  if (opening.size === 0) return null
  return application.roles.some(({ name }) => opening.has(comparableRole(name)))
}
