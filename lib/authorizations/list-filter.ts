import type { Flag, Tags, Workflow } from '#drizzle/schema.ts'
import { comparableRole } from '../amazon/catalog/role-names.ts'
import { addedLater } from '../applications/roles.ts'
import { type Context, visibleTo } from '../context.ts'
import type { DisplayedHealth } from '../state/derive-state.ts'
import { listApplications, listBlockedApplications } from '../store/applications.ts'
import type { ListFilter, RoleFilter } from '../store/authorization-filter.ts'
import type { ListOrder } from '../store/authorization-lists.ts'
import { findIncidents } from '../store/incidents.ts'

export interface ListQuery {
  readonly search?: string
  /** Exactly this one's. */
  readonly sellingPartnerId?: string
  /** Exactly this account's. */
  readonly accountId?: string
  /** Only this application's. */
  readonly applicationId?: string
  readonly region?: 'na' | 'eu' | 'fe'
  /** Any of them. */
  readonly health?: readonly DisplayedHealth[]
  /** Any of them. */
  readonly flags?: readonly Flag[]
  /** All of them. */
  readonly tags?: Tags
  readonly externalReference?: string
  /** Only those whose selling partner participates in it. */
  readonly marketplaceId?: string
  readonly workflow?: Workflow
  /** Only those created or changed since then. */
  readonly changedSince?: Date
  /** Only those that need action. */
  readonly needsPerson?: boolean
  /** Only those whose account's name contains it. */
  readonly accountName?: string
  /** Only those who lack a role, or have it. */
  readonly role?: { readonly name: string; readonly isLacked: boolean }
  /** Only those whose term ends within that number of days, or has ended. */
  readonly renewsWithinDays?: number
  /** Only those whose health has changed within that number of days. */
  readonly healthWithinDays?: number
  /** Only those that an ongoing incident keeps from being refreshed; none once it is resolved. */
  readonly incidentId?: string
  /** Only those whose refresh token was exposed with this key, until the seller authorizes again. */
  readonly exposedBy?: string
  /** Only those created until then. */
  readonly createdUntil?: Date
  /** Only these. */
  readonly ids?: readonly string[]
  readonly sort?: ListOrder
  /** The `next` of the page before. */
  readonly after?: string
  readonly limit?: number
}

const dayMs = 86_400_000

/** A query as the store reads it: numbers of days become times, and a role becomes a time for each application. */
export async function toListFilter(
  ctx: Context,
  query: Omit<ListQuery, 'sort' | 'after' | 'limit'>,
): Promise<ListFilter> {
  const search = query.search?.trim().slice(0, 200) ?? ''
  const { role, renewsWithinDays, healthWithinDays, incidentId } = query
  const inDays = (days: number) => new Date(ctx.now().getTime() + days * dayMs)
  return {
    visible: visibleTo(ctx.actor),
    search: search === '' ? null : search,
    sellingPartnerId: query.sellingPartnerId ?? null,
    accountId: query.accountId ?? null,
    applicationId: query.applicationId ?? null,
    region: query.region ?? null,
    health: query.health ?? null,
    flags: query.flags ?? null,
    tags: query.tags ?? null,
    externalReference: query.externalReference ?? null,
    marketplaceId: query.marketplaceId ?? null,
    workflow: query.workflow ?? null,
    changedSince: query.changedSince ?? null,
    needsPerson: query.needsPerson ? { blockedApplications: await listBlockedApplications(ctx.db) } : null,
    accountName: query.accountName ?? null,
    role: role === undefined ? null : await toRoleFilter(ctx, role),
    renewsUntil: renewsWithinDays === undefined ? null : inDays(renewsWithinDays),
    healthSince: healthWithinDays === undefined ? null : inDays(-healthWithinDays),
    incident: incidentId === undefined ? null : await readIncidentFilter(ctx, incidentId),
    exposedBy: query.exposedBy ?? null,
    createdUntil: query.createdUntil ?? null,
    ids: query.ids ?? null,
  }
}

async function toRoleFilter(
  ctx: Context,
  { name, isLacked }: NonNullable<ListQuery['role']>,
): Promise<RoleFilter> {
  const wanted = comparableRole(name)
  const added = (await listApplications(ctx.db)).flatMap((application) =>
    application.roles
      .filter((role) => comparableRole(role.name) === wanted)
      .map((role) => [application.id, addedLater(application, role)] as const),
  )
  return { role: name, isLacked, addedLater: new Map(added) }
}

async function readIncidentFilter(ctx: Context, id: string): Promise<ListFilter['incident']> {
  const [incident] = await findIncidents(ctx.db, [id])
  return incident === undefined || incident.endedAt !== null ? 'ended' : incident
}
