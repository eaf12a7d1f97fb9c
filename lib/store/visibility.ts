import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { application, authorization, connectLink, event, type Tags } from '#drizzle/schema.ts'

interface Limits {
  readonly accountId: string
  readonly applicationId: string
  /** All of them; never empty. */
  readonly tags: Tags
}

/**
 * The rows that an actor may see: all, none, or those of one account, of one application, with some tags, or several of
 * these. Every query that takes an id takes this, too. Seeing everything has to be written out: an empty object, the
 * result of a forgotten limit, is not a `Visibility`.
 */
export type Visibility =
  | { readonly all: true }
  | { readonly nobody: true }
  | (Partial<Limits> & (Pick<Limits, 'accountId'> | Pick<Limits, 'applicationId'> | Pick<Limits, 'tags'>))

/** For the system's own work, and for ids that a previous check has let through. */
export const everything: Visibility = { all: true }

/** For `where`. Undefined for everything, which drizzle leaves out. */
export function visibleAuthorizations(visibility: Visibility): SQL | undefined {
  if ('all' in visibility) return undefined
  if ('nobody' in visibility) return sql`false`
  const { accountId, applicationId, tags } = visibility
  return and(
    accountId === undefined ? undefined : eq(authorization.accountId, accountId),
    applicationId === undefined ? undefined : eq(authorization.applicationId, applicationId),
    hasTags(authorization.tags, tags),
  )
}

/** As `visibleAuthorizations`. An account sees the applications that it has authorized; tags, those of
 * authorizations that have them. */
export function visibleApplications(visibility: Visibility): SQL | undefined {
  if ('all' in visibility) return undefined
  if ('nobody' in visibility) return sql`false`
  const { accountId, applicationId, tags } = visibility
  const authorizedIt = sql`exists (select from ${authorization} where ${and(
    sql`${authorization.applicationId} = ${application.id}`,
    accountId === undefined ? undefined : eq(authorization.accountId, accountId),
    hasTags(authorization.tags, tags),
  )})`
  return and(
    accountId === undefined && tags === undefined ? undefined : authorizedIt,
    applicationId === undefined ? undefined : eq(application.id, applicationId),
  )
}

/** As `visibleAuthorizations`. A link that renews an authorization counts as having its tags. */
export function visibleLinks(visibility: Visibility): SQL | undefined {
  if ('all' in visibility) return undefined
  if ('nobody' in visibility) return sql`false`
  const { accountId, applicationId, tags } = visibility
  const renewsTagged = sql`exists (select from ${authorization}
    where ${authorization.id} = ${connectLink.authorizationId} and ${hasTags(authorization.tags, tags)})`
  return and(
    accountId === undefined ? undefined : eq(connectLink.accountId, accountId),
    applicationId === undefined ? undefined : eq(connectLink.applicationId, applicationId),
    tags === undefined ? undefined : or(hasTags(connectLink.tags, tags), renewsTagged),
  )
}

/** As `visibleAuthorizations`. */
export function visibleEvents(visibility: Visibility): SQL | undefined {
  if ('all' in visibility) return undefined
  if ('nobody' in visibility) return sql`false`
  const { accountId, applicationId, tags } = visibility
  return and(
    accountId === undefined ? undefined : eq(event.accountId, accountId),
    applicationId === undefined ? undefined : eq(event.applicationId, applicationId),
    hasTags(event.tags, tags),
  )
}

function hasTags(column: PgColumn, tags: Tags | undefined): SQL | undefined {
  return tags === undefined ? undefined : sql`${column} @> ${JSON.stringify(tags)}::text::jsonb`
}
