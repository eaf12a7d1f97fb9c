import { and, arrayOverlaps, eq, gte, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import {
  account,
  application,
  authorization,
  event,
  type Flag,
  keyExposure,
  marketplaceParticipation,
  roleCheck,
  type SharedProblem,
  type Tags,
  type Workflow,
} from '#drizzle/schema.ts'
import { likePattern } from '../database/keyset.ts'
import { literals } from '../database/literals.ts'
import type { DisplayedHealth } from '../state/derive-state.ts'
import { activeHealths, levelsThatNeedAction } from '../status-groups.ts'
import { isStorable, storablePart } from '../storable-text.ts'
import { isStillExposed } from './key-exposures.ts'
import { type Visibility, visibleAuthorizations } from './visibility.ts'

export interface ListFilter {
  readonly visible: Visibility
  readonly search: string | null
  readonly sellingPartnerId: string | null
  readonly accountId: string | null
  readonly applicationId: string | null
  readonly region: 'na' | 'eu' | 'fe' | null
  /** Any of them; null: whatever the health. */
  readonly health: readonly DisplayedHealth[] | null
  /** Any of them; null: whatever the flags. */
  readonly flags: readonly Flag[] | null
  /** All of them. */
  readonly tags: Tags | null
  readonly externalReference: string | null
  /** In which the selling partner participates. */
  readonly marketplaceId: string | null
  readonly workflow: Workflow | null
  /** Created, or the subject of an event, since then. */
  readonly changedSince: Date | null
  /** Those that need action; null: whether they do or not. */
  readonly needsPerson: ActionFilter | null
  /** Its account's name contains this. */
  readonly accountName: string | null
  readonly role: RoleFilter | null
  /** Those whose term ends no later than this. */
  readonly renewsUntil: Date | null
  /** Their health has been what it is since then, or for less time. */
  readonly healthSince: Date | null
  /** Those that fail for the reason of an ongoing incident; `ended`: none. */
  readonly incident: IncidentFilter | 'ended' | null
  /** Those whose refresh token this compromised key has sealed. */
  readonly exposedBy: string | null
  readonly createdUntil: Date | null
  /** One of these. */
  readonly ids: readonly string[] | null
}

/** Whether a role is missing or present, by Amazon's responses, else by when the application got it. */
export interface RoleFilter {
  readonly role: string
  readonly isLacked: boolean
  /** When each application got it; null: it has always had it. Other applications don't have it. */
  readonly addedLater: ReadonlyMap<string, Date | null>
}

export interface ActionFilter {
  /**
   * Applications whose credentials are refused. As ids, not as a subquery: Postgres would guess that half of all rows
   * belong to one of them, and read the whole table.
   */
  readonly blockedApplications: readonly string[]
}

export interface IncidentFilter {
  readonly applicationId: string
  readonly problem: SharedProblem
  readonly startedAt: Date
}

/** Must stay as it is in the index `authorization_search`. Names don't contain the separator. */
const names = sql`lower(coalesce(${authorization.label}, '') || chr(1) || coalesce(${authorization.storeName}, '') || chr(1) || coalesce(${authorization.sellingPartnerId}, ''))`

const isBlockable = sql`${authorization.health} in ${literals(activeHealths)}`

/** Authorizations that get no tokens because the application's credentials are refused. */
const isBlocked = sql`(${isBlockable} and ${authorization.applicationId} in (
    select id from ${application} where ${application.credentialsProblemAt} is not null
  ))`

function hasHealth(health: readonly DisplayedHealth[]): SQL | undefined {
  const own = health.filter((name) => name !== 'blocked')
  const others = own.length === 0 ? undefined : and(inArray(authorization.health, own), sql`not ${isBlocked}`)
  return or(others, health.includes('blocked') ? isBlocked : undefined) ?? sql`false`
}

/** Everything but the search. */
export function matching(filter: ListFilter): SQL | undefined {
  const { sellingPartnerId, accountId, applicationId, region, health, flags, tags, externalReference } =
    filter
  const { marketplaceId, workflow, changedSince, needsPerson, accountName, role, incident, ids } = filter
  const texts = [sellingPartnerId, externalReference, marketplaceId, accountName, role?.role ?? null]
  const compared = [...texts, ...Object.entries(tags ?? {}).flat()]
  if (!compared.every((text) => text === null || isStorable(text))) return sql`false`
  return and(
    visibleAuthorizations(filter.visible),
    sellingPartnerId === null ? undefined : eq(authorization.sellingPartnerId, sellingPartnerId),
    accountId === null ? undefined : eq(authorization.accountId, accountId),
    applicationId === null ? undefined : eq(authorization.applicationId, applicationId),
    region === null ? undefined : eq(authorization.region, region),
    health === null ? undefined : hasHealth(health),
    flags === null ? undefined : arrayOverlaps(authorization.flags, [...flags]),
    tags === null ? undefined : sql`${authorization.tags} @> ${JSON.stringify(tags)}::text::jsonb`,
    externalReference === null ? undefined : eq(authorization.externalReference, externalReference),
    marketplaceId === null ? undefined : participatesIn(marketplaceId),
    workflow === null ? undefined : eq(authorization.workflow, workflow),
    changedSince === null ? undefined : isChangedSince(changedSince),
    needsPerson === null ? undefined : needsAction(needsPerson),
    accountName === null ? undefined : isOwnedBy(accountName),
    role === null ? undefined : hasRole(role),
    filter.renewsUntil === null ? undefined : sql`${renewal} <= ${at(filter.renewsUntil)}`,
    filter.healthSince === null ? undefined : sql`${changed} >= ${at(filter.healthSince)}`,
    incident === null ? undefined : isPartOf(incident),
    filter.exposedBy === null ? undefined : isExposedBy(filter.exposedBy),
    filter.createdUntil === null ? undefined : lte(authorization.createdAt, filter.createdUntil),
    ids === null ? undefined : inArray(authorization.id, [...ids]),
  )
}

function needsAction({ blockedApplications }: ActionFilter): SQL | undefined {
  const blocked = and(isBlockable, inArray(authorization.applicationId, [...blockedApplications]))
  return or(
    sql`${authorization.attention} in ${literals(levelsThatNeedAction)}`,
    blockedApplications.length === 0 ? undefined : blocked,
  )
}

const at = (time: Date) => sql`${time.toISOString()}::timestamptz`

/** As in the indexes `authorization_renews_by` and `authorization_changes`, word for word. */
export const renewal = sql`coalesce(${authorization.renewsBy}, 'infinity'::timestamptz)`
export const changed = sql`coalesce(${authorization.healthSince}, ${authorization.renewedAt})`

function isOwnedBy(name: string): SQL {
  const pattern = patternOf(name)
  const runs = name.length < 3 ? undefined : sql`trigrams(lower(${account.name})) @> trigrams(lower(${name}))`
  return sql`${authorization.accountId} in (
    select ${account.id} from ${account} where ${and(runs, sql`lower(${account.name}) like ${pattern}`)}
  )`
}

/**
 * Amazon's answers about the grant that is in force count, else whether the seller authorized before the application
 * got it.
 */
function hasRole({ role, isLacked, addedLater }: RoleFilter): SQL {
  // Pairs, so that Postgres reads the results once and not for each authorization.
  const checked = (status: 'works' | 'refused') => sql`(${authorization.id}, ${authorization.renewedAt}) in (
    select ${roleCheck.authorizationId}, ${roleCheck.renewedAt} from ${roleCheck}
    where ${roleCheck.role} = ${role} and ${roleCheck.status} = ${status}
  )`
  const compared = [...addedLater].flatMap(([id, time]) => {
    if (time === null) return isLacked ? [] : sql`${authorization.applicationId} = ${id}`
    const isSide = sql.raw(isLacked ? '<' : '>=')
    return sql`(${authorization.applicationId} = ${id} and ${authorization.renewedAt} ${isSide} ${at(time)})`
  })
  const [proven, disproven] = isLacked ? (['refused', 'works'] as const) : (['works', 'refused'] as const)
  const byDate =
    compared.length === 0
      ? undefined
      : sql`((${sql.join(compared, sql` or `)}) and not ${checked(disproven)})`
  return sql`(${authorization.disconnectedAt} is null and ${or(checked(proven), byDate)})`
}

/** As `incidentId` in incidents.ts. */
function isPartOf(incident: IncidentFilter | 'ended'): SQL | undefined {
  if (incident === 'ended') return sql`false`
  const { applicationId, problem, startedAt } = incident
  // The whole application is refused: no row of a seller's says so.
  if (problem === 'application_refused' || problem === 'secret_expired') {
    return and(eq(authorization.applicationId, applicationId), isNotNull(authorization.refreshTokenSealed))
  }
  return and(
    eq(authorization.applicationId, applicationId),
    eq(authorization.lastRefreshProblem, problem),
    or(isNull(authorization.firstInvalidGrantAt), gte(authorization.firstInvalidGrantAt, startedAt)),
  )
}

function isExposedBy(keyId: string): SQL {
  return sql`exists (
    select from ${keyExposure} where ${keyExposure.authorizationId} = ${authorization.id}
      and ${keyExposure.keyId} = ${keyId} and ${isStillExposed}
  )`
}

function participatesIn(marketplaceId: string): SQL {
  return sql`exists (
    select from ${marketplaceParticipation}
    where ${marketplaceParticipation.authorizationId} = ${authorization.id}
      and ${marketplaceParticipation.marketplaceId} = ${marketplaceId}
      and ${marketplaceParticipation.isParticipating}
  )`
}

/** An event becomes visible when its transaction ends, and clocks differ: programs never miss one that came late. */
const lateness = sql`interval '5 minutes'`

/** An event about the application's credentials changes what its authorizations show. */
function isChangedSince(since: Date): SQL {
  const isRecorded = sql`${event.recordedAt} >= ${at(since)} - ${lateness}`
  return sql`${authorization.id} in (
    select ${event.authorizationId} from ${event} where ${isRecorded}
    union
    select ${authorization.id} from ${authorization} where ${isBlockable} and ${authorization.applicationId} in (
      select ${event.applicationId} from ${event}
      where ${isRecorded} and ${event.type} in ('authorization.blocked', 'authorization.unblocked')
    )
  )`
}

/** Whether a row's names, or its account's, contain the text. For rows that are read anyway. */
export function contains(search: string): SQL {
  const pattern = patternOf(search)
  // Not as `exists`: Postgres could then search all accounts instead of those of the rows.
  return sql`(${names} like ${pattern} or (
    select lower(${account.name}) like ${pattern} from ${account} where ${account.id} = ${authorization.accountId}
  ))`
}

/**
 * The ids of the rows of which that is true, through the indexes of all runs of three characters: at most `most`, and
 * an id twice if both names contain it.
 */
function containing(search: string, most: number | null): SQL {
  const pattern = patternOf(search)
  const runs = sql`trigrams(lower(${search}))`
  const owner = alias(authorization, 'owner')
  return sql`(
    select ${authorization.id} from ${authorization}
    where trigrams(${names}) @> ${runs} and ${names} like ${pattern}
    union all
    select ${owner.id} from ${account} join ${authorization} owner on ${owner.accountId} = ${account.id}
    where trigrams(lower(${account.name})) @> ${runs} and lower(${account.name}) like ${pattern}
    limit ${most}
  )`
}

function patternOf(search: string): SQL {
  return sql`lower(${likePattern.containing(search)})`
}

/** Without the separator, no search matches across two names. */
export function searchable(search: string | null): string | null {
  return search === null ? null : storablePart(search).replaceAll('\x01', '')
}

/** Through the indexes where they help, which then find at most `most`. */
export function isFound(search: string, most: number | null = null): SQL {
  return search.length < 3 ? contains(search) : sql`${authorization.id} in ${containing(search, most)}`
}
