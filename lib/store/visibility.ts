import { and, eq, type SQL, sql } from 'drizzle-orm'
import { application, authorization } from '#drizzle/schema.ts'

/**
 * Which rows somebody may see: all, none, or those of one account, of one application, or of both. Every query that takes
 * an id takes this, too. Seeing everything has to be written out: an empty object, as a forgotten limit would leave it, is
 * not a `Visibility`.
 */
export type Visibility =
  | { readonly all: true }
  | { readonly nobody: true }
  | { readonly accountId: string; readonly applicationId?: string }
  | { readonly accountId?: string; readonly applicationId: string }

/** For the system's own work, and for ids that a previous check has let through. */
export const everything: Visibility = { all: true }

/** For `where`. Undefined for everything, which drizzle leaves out. */
export function visibleAuthorizations(visibility: Visibility): SQL | undefined {
  if ('all' in visibility) return undefined
  if ('nobody' in visibility) return sql`false`
  const { accountId, applicationId } = visibility
  return and(
    accountId === undefined ? undefined : eq(authorization.accountId, accountId),
    applicationId === undefined ? undefined : eq(authorization.applicationId, applicationId),
  )
}

/** As `visibleAuthorizations`. An account sees the applications that it has authorized. */
export function visibleApplications(visibility: Visibility): SQL | undefined {
  if ('all' in visibility) return undefined
  if ('nobody' in visibility) return sql`false`
  const { accountId, applicationId } = visibility
  const ofAccount = sql`exists (select from ${authorization}
    where ${authorization.applicationId} = ${application.id} and ${authorization.accountId} = ${accountId})`
  return and(
    accountId === undefined ? undefined : ofAccount,
    applicationId === undefined ? undefined : eq(application.id, applicationId),
  )
}
