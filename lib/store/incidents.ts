import {
  and,
  desc,
  eq,
  getTableColumns,
  gte,
  inArray,
  isNotNull,
  isNull,
  lte,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { application, authorization, incident, refreshLease, type SharedProblem } from '#drizzle/schema.ts'
import { type Autocommit, type Database, sqlClient, type Transaction } from '../database/pool.ts'
import type { Failure } from '../failure.ts'
import { isRowId } from '../row-id.ts'
import { type Visibility, visibleApplications } from './visibility.ts'

export type IncidentRow = typeof incident.$inferSelect
export type NewIncident = typeof incident.$inferInsert

/** How the latest refreshes of an application's authorizations ended, by problem; null if they worked. */
export interface OutcomeCount {
  readonly applicationId: string
  readonly problem: string | null
  readonly total: number
  /** How many accounts had this problem; how many accounts were tried; how many accounts have any authorization. */
  readonly accounts: number
  readonly accountsTried: number
  readonly accountsInAll: number
  /** When the first of them started. */
  readonly startedAt: Date
  readonly failure: Failure | null
  readonly requestIds: readonly string[]
}

/**
 * Counts refreshes that started since then and have ended. Each authorization counts once, with its latest refresh. A
 * failure with `invalid_grant` started with the first of them, unless that was before `earliest`. Refusals of sellers
 * who are known to have left say nothing, however often programs ask for them.
 */
export async function countOutcomes(db: Database, since: Date, earliest: Date): Promise<OutcomeCount[]> {
  const begin = earliest.toISOString()
  const rows = await sqlClient(db)<(Omit<OutcomeCount, 'startedAt'> & { readonly startedMs: number })[]>`
    with tried as (
      select l.*, a.application_id, a.account_id, a.first_invalid_grant_at
      from refresh_lease l join "authorization" a on a.id = l.authorization_id
      where l.started_at >= ${since.toISOString()}::timestamptz and l.held_until is null
        and l.problem is distinct from 'interrupted'
        and (l.problem is distinct from 'invalid_grant' or a.health <> 'reauthorization_needed')
    ), accounts as (
      select application_id, count(distinct account_id)::int as total from tried group by 1
    )
    select tried.application_id as "applicationId", problem, count(*)::int as total,
      count(distinct account_id)::int as accounts, accounts.total as "accountsTried",
      case when problem is null then accounts.total else (
        select count(distinct o.account_id)::int from "authorization" o
        where o.application_id = tried.application_id and o.refresh_token_sealed is not null
      ) end as "accountsInAll",
      (extract(epoch from least(
        min(started_at),
        min(first_invalid_grant_at) filter (where first_invalid_grant_at >= ${begin}::timestamptz)
      )) * 1000)::float8 as "startedMs",
      (array_agg(problem_detail order by started_at desc))[1] as failure,
      coalesce((array_agg(request_id order by started_at desc) filter (where request_id is not null))[1:3], '{}')
        as "requestIds"
    from tried join accounts on accounts.application_id = tried.application_id
    group by tried.application_id, problem, accounts.total`
  return rows.map(({ startedMs, ...row }) => ({ ...row, startedAt: new Date(startedMs) }))
}

/** Opens an incident, or updates the open one, which keeps its highest counts. True if it is new. */
export async function openOrUpdateIncident(db: Transaction | Autocommit, row: NewIncident): Promise<boolean> {
  const [kept] = await db
    .insert(incident)
    .values(row)
    .onConflictDoUpdate({
      target: [incident.applicationId, incident.problem],
      targetWhere: isNull(incident.endedAt),
      set: {
        seenAt: row.seenAt,
        affected: sql`greatest(${incident.affected}, excluded.affected)`,
        tried: sql`case when excluded.affected >= ${incident.affected} then excluded.tried else ${incident.tried} end`,
        failure: row.failure,
        requestIds: row.requestIds,
      },
    })
    .returning({ id: incident.id })
  return kept?.id === row.id
}

/** Null: none is open. */
export async function findOpenIncident(
  db: Database,
  applicationId: string,
  problem: SharedProblem,
): Promise<IncidentRow | null> {
  const [row] = await db
    .select()
    .from(incident)
    .where(
      and(eq(incident.applicationId, applicationId), eq(incident.problem, problem), isNull(incident.endedAt)),
    )
  return row ?? null
}

/** Closes the incident if it is open and started no later than `begunBy`. Null: there was none. */
export async function closeIncident(
  db: Transaction | Autocommit,
  applicationId: string,
  problem: SharedProblem,
  now: Date,
  begunBy: Date = now,
): Promise<IncidentRow | null> {
  const [row] = await db
    .update(incident)
    .set({ endedAt: now })
    .where(
      and(
        eq(incident.applicationId, applicationId),
        eq(incident.problem, problem),
        isNull(incident.endedAt),
        lte(incident.startedAt, begunBy),
      ),
    )
    .returning()
  return row ?? null
}

export type OpenIncident = IncidentRow & {
  /** Whether its application has authorizations left that can be refreshed. */
  readonly concernsAnybody: boolean
  /** Whether its application was retired. */
  readonly isRetired: boolean
  /** Of those: how many fail alike, and how many of them haven't failed again since `askedSince`. */
  readonly failing: number
  readonly unasked: number
  /** How many have worked since `workedSince`, while it was open, and don't fail. */
  readonly working: number
}

/** Whether the last failure of an authorization is part of an incident: it didn't begin before. */
const isPartOf = sql`(${incident.problem} = ${authorization.lastRefreshProblem}
  and (${authorization.firstInvalidGrantAt} is null or ${authorization.firstInvalidGrantAt} >= ${incident.startedAt}))`

const canBeRefreshed = sql`(${authorization.refreshTokenSealed} is not null and ${authorization.pausedAt} is null)`

/** The lease says that it failed again since then. */
const failedAgain = (since: Date) =>
  sql`(${refreshLease.startedAt} >= ${since.toISOString()}::timestamptz and ${refreshLease.heldUntil} is null
    and ${refreshLease.problem} = ${authorization.lastRefreshProblem})`

export async function listOpenIncidents(
  db: Database,
  { askedSince, workedSince }: { readonly askedSince: Date; readonly workedSince: Date },
): Promise<OpenIncident[]> {
  const workedAt = sql`greatest(${incident.startedAt}, ${workedSince.toISOString()}::timestamptz)`
  const counts = sql`(
    select count(*)::int as usable, count(*) filter (where ${isPartOf})::int as failing,
      count(*) filter (where ${isPartOf} and ${failedAgain(askedSince)} is not true)::int as unasked,
      count(*) filter (where ${authorization.lastRefreshProblem} is null
        and ${authorization.lastWorkedAt} >= ${workedAt})::int as working
    from ${authorization} left join ${refreshLease} on ${refreshLease.authorizationId} = ${authorization.id}
    where ${authorization.applicationId} = ${incident.applicationId} and ${canBeRefreshed}
  ) counts`
  return db
    .select({
      ...getTableColumns(incident),
      concernsAnybody: sql<boolean>`counts.usable > 0`,
      isRetired: sql<boolean>`${application.retiredAt} is not null`,
      failing: sql<number>`counts.failing`,
      unasked: sql<number>`counts.unasked`,
      working: sql<number>`counts.working`,
    })
    .from(incident)
    .innerJoin(application, eq(application.id, incident.applicationId))
    .crossJoinLateral(counts)
    .where(isNull(incident.endedAt))
    .orderBy(incident.startedAt)
}

export async function updateOpenIncident(
  db: Autocommit,
  id: string,
  change: Pick<IncidentRow, 'othersWorkSince'>,
): Promise<void> {
  await db
    .update(incident)
    .set(change)
    .where(and(eq(incident.id, id), isNull(incident.endedAt)))
}

export type IncidentListRow = IncidentRow & { readonly applicationName: string }

/** Open incidents, then those that ended since then; each newest first. */
export async function listIncidentRows(
  db: Database,
  since: Date,
  visible: Visibility,
): Promise<IncidentListRow[]> {
  const rows = await db
    .select({ incident, applicationName: application.name })
    .from(incident)
    .innerJoin(application, eq(application.id, incident.applicationId))
    .where(and(or(isNull(incident.endedAt), gte(incident.endedAt, since)), visibleApplications(visible)))
    .orderBy(isNotNull(incident.endedAt), desc(incident.startedAt))
    .limit(100)
  return rows.map((row) => ({ ...row.incident, applicationName: row.applicationName }))
}

/**
 * The open incident that explains the last refresh failure of an authorization; null if none does. A failure from
 * before the incident isn't part of it.
 */
export const incidentId: SQL<string | null> = sql<
  string | null
>`case when ${authorization.lastRefreshProblem} is not null then (
  select ${incident.id} from ${incident}
  where ${incident.applicationId} = ${authorization.applicationId} and ${incident.endedAt} is null and ${isPartOf}
) end`

/**
 * After an incident: `invalid_grant` answers during it no longer count, its failures are cleared, and all affected
 * authorizations are checked again within `spreadMs`.
 */
export async function forgiveFailures(
  db: Autocommit,
  { applicationId, problem, startedAt }: Pick<IncidentRow, 'applicationId' | 'problem' | 'startedAt'>,
  now: Date,
  spreadMs: number,
): Promise<void> {
  const [isAffected, cleared] =
    problem === 'invalid_grant'
      ? [
          sql`first_invalid_grant_at >= ${startedAt.toISOString()}::timestamptz`,
          sql`invalid_grants = 0, first_invalid_grant_at = null, last_invalid_grant_at = null,
            last_refresh_problem = nullif(last_refresh_problem, ${problem})`,
        ]
      : [sql`last_refresh_problem = ${problem}`, sql`last_refresh_problem = null`]
  await db.execute(sql`
    with affected as (
      select id from "authorization" where application_id = ${applicationId} and ${isAffected}
      order by id for no key update
    ), forgiven as (
      update "authorization" a set ${cleared}, failing_since = null, next_change_at = 'epoch'
      from affected where a.id = affected.id
    ), ${madeDue(now, spreadMs)}`)
}

/** While an incident is open: those that fail alike, and haven't failed again since then, are checked again. */
export async function askAgain(
  db: Autocommit,
  { id }: Pick<IncidentRow, 'id'>,
  askedSince: Date,
  now: Date,
  spreadMs: number,
): Promise<void> {
  await db.execute(sql`
    with affected as (
      select ${authorization.id} from ${authorization}
      join ${incident} on ${incident.applicationId} = ${authorization.applicationId}
      left join ${refreshLease} on ${refreshLease.authorizationId} = ${authorization.id}
      where ${incident.id} = ${id} and ${isPartOf} and ${canBeRefreshed} and ${failedAgain(askedSince)} is not true
      order by ${authorization.id} for no key update of ${authorization}
    ), ${madeDue(now, spreadMs)}`)
}

/** The end of a statement that begins with `affected`: these may be refreshed, and are due within `spreadMs`. */
function madeDue(now: Date, spreadMs: number): SQL {
  const at = sql`${now.toISOString()}::timestamptz`
  return sql`eased as (
      update refresh_lease set retry_at = ${at} from affected where refresh_lease.authorization_id = affected.id
    ), planned as (
      select authorization_id from upkeep where authorization_id in (select id from affected)
      order by authorization_id for no key update
    )
    update upkeep m set due_at = least(m.due_at, ${at} + random() * make_interval(secs => ${spreadMs / 1_000}))
    from planned where m.authorization_id = planned.authorization_id`
}

/** With the name of its application. Null if it doesn't exist or isn't visible. */
export async function findIncident(
  db: Database,
  id: string,
  visible: Visibility,
): Promise<IncidentListRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db
    .select({ incident, applicationName: application.name })
    .from(incident)
    .innerJoin(application, eq(application.id, incident.applicationId))
    .where(and(eq(incident.id, id), visibleApplications(visible)))
  return row === undefined ? null : { ...row.incident, applicationName: row.applicationName }
}

export type IncidentSpan = Pick<IncidentRow, 'applicationId' | 'problem' | 'startedAt' | 'endedAt'>

/** Incidents of these applications that are open, or ended since then. */
export function listIncidentSpans(
  db: Database,
  applicationIds: readonly string[],
  since: Date,
): Promise<IncidentSpan[]> {
  if (applicationIds.length === 0) return Promise.resolve([])
  return db
    .select({
      applicationId: incident.applicationId,
      problem: incident.problem,
      startedAt: incident.startedAt,
      endedAt: incident.endedAt,
    })
    .from(incident)
    .where(
      and(
        inArray(incident.applicationId, [...applicationIds]),
        or(isNull(incident.endedAt), gte(incident.endedAt, since)),
      ),
    )
}

/** With the names of their applications. */
export async function findIncidents(db: Database, ids: readonly string[]): Promise<IncidentListRow[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select({ incident, applicationName: application.name })
    .from(incident)
    .innerJoin(application, eq(application.id, incident.applicationId))
    .where(inArray(incident.id, [...ids]))
  return rows.map((row) => ({ ...row.incident, applicationName: row.applicationName }))
}
