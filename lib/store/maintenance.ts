import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import {
  accessToken,
  application,
  authorization,
  incident,
  maintenanceSchedule,
  refreshLease,
  worker,
} from '#drizzle/schema.ts'
import { preparedOnce } from '../database/batch.ts'
import { type Autocommit, type Database, sqlClient, type Transaction } from '../database/pool.ts'
import { incidentId } from './incidents.ts'
import { isOfStoredToken } from './leases.ts'

/** The right to maintain an authorization until `until`, when it becomes due for others again. */
export interface Claim {
  readonly authorizationId: string
  readonly applicationId: string
  readonly until: Date
}

export interface ClaimLimits {
  readonly now: Date
  readonly until: Date
  /** In total. */
  readonly most: number
  readonly mostPerApplication: number
  /** How many the caller is working on, by application; they count against `mostPerApplication`. */
  readonly busy: Readonly<Record<string, number>>
}

/**
 * Claims due rows, in use or idle, oldest first, each for one caller. Reads only the rows that it claims, however
 * many are due. When more are due than fit, applications take turns in random order. Applications whose credentials
 * Amazon rejects are skipped.
 */
export async function claimDue(db: Autocommit, isIdle: boolean, limits: ClaimLimits): Promise<Claim[]> {
  const { now, until, most, mostPerApplication, busy } = limits
  const rows = await sqlClient(db)<Omit<Claim, 'until'>[]>`
    with due as (
      select next.authorization_id
      from (select id from application where credentials_problem_at is null order by random()) a
      cross join lateral (
        select authorization_id from upkeep
        where application_id = a.id and is_idle = ${isIdle} and due_at <= ${now.toISOString()}::timestamptz
        order by due_at
        limit greatest(0, ${mostPerApplication} - coalesce((${JSON.stringify(busy)}::text::jsonb ->> a.id::text)::int, 0))
        for update skip locked
      ) next
      limit ${most}
    )
    update upkeep set due_at = ${until.toISOString()}::timestamptz
    from due where upkeep.authorization_id = due.authorization_id
    returning upkeep.authorization_id as "authorizationId", upkeep.application_id as "applicationId"`
  return rows.map((row) => ({ ...row, until }))
}

/**
 * Which authorization tells whether Amazon accepts an application again: any of them; or one that is refused, beside
 * one that works.
 */
export type ProbeKind = 'any' | 'refused' | 'working'

/** Claims the first of an application's authorizations that can be refreshed, due or not. */
export async function claimFirst(
  db: Autocommit,
  { applicationId, kind }: Probe,
  until: Date,
): Promise<Claim | null> {
  const [row] = await sqlClient(db)<{ authorizationId: string }[]>`
    with first as (
      select u.authorization_id
      from upkeep u join "authorization" a on a.id = u.authorization_id
      where u.application_id = ${applicationId} and a.refresh_token_sealed is not null and a.paused_at is null
        and (${kind} = 'any'
          or ${kind} = 'working' and a.last_refresh_problem is null
          or ${kind} = 'refused' and a.last_refresh_problem = 'invalid_grant' and a.health = 'retrying')
      order by u.is_idle, u.due_at
      limit 1
      for update of u skip locked
    )
    update upkeep set due_at = ${until.toISOString()}::timestamptz
    from first where upkeep.authorization_id = first.authorization_id
    returning upkeep.authorization_id as "authorizationId"`
  return row === undefined ? null : { ...row, applicationId, until }
}

/** One authorization of an application is refreshed, to see what Amazon says. */
export interface Probe {
  readonly applicationId: string
  readonly kind: ProbeKind
}

/** For each application whose credentials Amazon rejects, or whose refresh tokens it rejects in large numbers. */
export async function listProbes(db: Database): Promise<Probe[]> {
  const rows = await db
    .select({ id: application.id, problem: incident.problem })
    .from(application)
    .leftJoin(
      incident,
      and(
        eq(incident.applicationId, application.id),
        eq(incident.problem, 'invalid_grant'),
        isNull(incident.endedAt),
      ),
    )
    .where(or(isNotNull(application.credentialsProblemAt), isNotNull(incident.id)))
  return rows.flatMap(({ id, problem }) =>
    (problem === null ? (['any'] as const) : (['refused', 'working'] as const)).map((kind) => ({
      applicationId: id,
      kind,
    })),
  )
}

const facts = {
  id: authorization.id,
  isConnected: sql<boolean>`${authorization.refreshTokenSealed} is not null`,
  partnerType: authorization.partnerType,
  pausedAt: authorization.pausedAt,
  renewedAt: authorization.renewedAt,
  tokenVersion: authorization.tokenVersion,
  lastRefreshAt: authorization.lastRefreshAt,
  invalidGrants: authorization.invalidGrants,
  firstInvalidGrantAt: authorization.firstInvalidGrantAt,
  lastInvalidGrantAt: authorization.lastInvalidGrantAt,
  participationsReadAt: authorization.participationsReadAt,
  participationsAskedAt: authorization.participationsAskedAt,
  participationsProblem: authorization.participationsProblem,
  sellingPartnerId: authorization.sellingPartnerId,
  idVerifiedAt: authorization.idVerifiedAt,
  idCheckedAt: authorization.idCheckedAt,
  idProblem: authorization.idProblem,
  usedAt: maintenanceSchedule.usedAt,
  /** The access token's; null if there isn't one. */
  expiresAt: accessToken.expiresAt,
  lease: refreshLease,
  /** The open incident that explains its last failure; null: none does. */
  incidentId,
}

const maintenanceOf = preparedOnce((db) =>
  db
    .select(facts)
    .from(maintenanceSchedule)
    .innerJoin(authorization, eq(authorization.id, maintenanceSchedule.authorizationId))
    .leftJoin(accessToken, isOfStoredToken)
    .leftJoin(refreshLease, eq(refreshLease.authorizationId, authorization.id))
    // As text, so that the statement is the same for any number of ids.
    .where(
      sql`${maintenanceSchedule.authorizationId} = any(string_to_array(${sql.placeholder('ids')}, ',')::uuid[])`,
    )
    .prepare('maintenance'),
)

/** The facts that decide about an authorization's maintenance. */
export async function findMaintenance(db: Database, ids: readonly string[]) {
  return maintenanceOf(db).execute({ ids: ids.join() })
}

export type MaintenanceRow = Readonly<Awaited<ReturnType<typeof findMaintenance>>[number]>

export interface Settlement {
  readonly claim: Claim
  readonly dueAt: Date
  /** Left out: unchanged. */
  readonly isIdle?: boolean
}

/**
 * Releases claims. A claim that was lost meanwhile, to another process or to a vend that made the row due, changes
 * nothing.
 */
export async function settleMaintenance(db: Autocommit, settlements: readonly Settlement[]): Promise<void> {
  const rows = settlements.map(({ claim: { authorizationId: id, until }, dueAt, isIdle = null }) => ({
    id,
    until,
    due: dueAt,
    idle: isIdle,
  }))
  await sqlClient(db)`
    with locked as (
      select u.authorization_id as id, next.due, next.idle
      from upkeep u
      join jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        as next (id uuid, until timestamptz, due timestamptz, idle boolean)
        on u.authorization_id = next.id and u.due_at = next.until
      order by u.authorization_id for no key update of u
    )
    update upkeep set due_at = locked.due, is_idle = coalesce(locked.idle, upkeep.is_idle)
    from locked where upkeep.authorization_id = locked.id`
}

/** Makes an authorization due no later than `at`, because something about it has changed. */
export async function scheduleNoLaterThan(db: Transaction, authorizationId: string, at: Date): Promise<void> {
  await db
    .update(maintenanceSchedule)
    .set({ dueAt: sql`least(${maintenanceSchedule.dueAt}, ${at.toISOString()}::timestamptz)` })
    .where(eq(maintenanceSchedule.authorizationId, authorizationId))
}

/** Uses closer together than this aren't recorded separately. */
const usedAtToleranceMinutes = 15

/**
 * Records which authorizations were vended. Idle ones become due. Writes nothing for those that are known to be in use.
 */
export async function markUsed(
  db: Autocommit,
  vends: readonly { readonly authorizationId: string; readonly lastVendedAt: Date }[],
): Promise<void> {
  await sqlClient(db)`
    insert into upkeep (authorization_id, application_id, is_idle, due_at, used_at)
    select a.id, a.application_id, false, used.at, used.at
    from (
      select "authorizationId" as id, max("lastVendedAt") as at
      from jsonb_to_recordset(${JSON.stringify(vends)}::text::jsonb)
        as vend ("authorizationId" uuid, "lastVendedAt" timestamptz)
      group by 1
    ) used
    join "authorization" a on a.id = used.id
    left join upkeep known on known.authorization_id = a.id
    where known.used_at is null or known.is_idle
      or known.used_at < used.at - make_interval(mins => ${usedAtToleranceMinutes})
    order by a.id
    on conflict (authorization_id) do update set
      is_idle = false,
      used_at = greatest(upkeep.used_at, excluded.used_at),
      due_at = case when upkeep.is_idle then least(upkeep.due_at, excluded.due_at) else upkeep.due_at end`
}

/**
 * Reports this worker as active and returns how many are, including itself. A worker that has been silent for
 * `silentMs` isn't.
 */
export async function joinWorkers(db: Autocommit, id: string, now: Date, silentMs: number): Promise<number> {
  const since = new Date(now.getTime() - silentMs).toISOString()
  const [row] = await sqlClient(db)<{ others: number }[]>`
    with gone as (
      delete from worker where id in (
        select id from worker where seen_at < ${since}::timestamptz and id <> ${id} for update skip locked
      )
    ), own as (
      insert into worker (id, seen_at) values (${id}, ${now.toISOString()}::timestamptz)
      on conflict (id) do update set seen_at = excluded.seen_at
    )
    select count(*)::int as others from worker where seen_at >= ${since}::timestamptz and id <> ${id}`
  return 1 + (row?.others ?? 0)
}

export async function leaveWorkers(db: Autocommit, id: string): Promise<void> {
  await db.delete(worker).where(eq(worker.id, id))
}
