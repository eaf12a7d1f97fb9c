import { and, eq, inArray, sql } from 'drizzle-orm'
import { application, authorization, authorizationTally, type Flag, type Health } from '#drizzle/schema.ts'
import { insertRows } from '../database/insert-rows.ts'
import type { Autocommit, Database, Transaction } from '../database/pool.ts'
import { activeHealths } from '../status-groups.ts'
import { type AuthorizationRow, lockInOrder } from './authorizations.ts'
import { incidentId } from './incidents.ts'

const hasSuspendedListings = sql<boolean>`exists (select from marketplace_participation p
  where p.authorization_id = ${authorization.id} and p.has_suspended_listings)`

const stateColumns = {
  health: authorization.health,
  healthCause: authorization.healthCause,
  healthSince: authorization.healthSince,
  flags: authorization.flags,
  nextChangeAt: authorization.nextChangeAt,
  announcedHealth: authorization.announcedHealth,
  attention: authorization.attention,
  renewsBy: authorization.renewsBy,
}

export const stateKeys = Object.keys(stateColumns) as readonly (keyof typeof stateColumns)[]

/** Rows with all that their state follows from, and the state that is stored. Locked, in the order of their ids. */
export async function lockStates(db: Transaction, ids: readonly string[]) {
  return db
    .select({
      id: authorization.id,
      applicationId: authorization.applicationId,
      accountId: authorization.accountId,
      sellingPartnerId: authorization.sellingPartnerId,
      region: authorization.region,
      externalReference: authorization.externalReference,
      tags: authorization.tags,
      requestId: authorization.lastRefreshRequestId,
      stored: stateColumns,
      facts: {
        disconnectedAt: authorization.disconnectedAt,
        pausedAt: authorization.pausedAt,
        workflow: authorization.workflow,
        renewedAt: authorization.renewedAt,
        lastRefreshAt: authorization.lastRefreshAt,
        lastRefreshProblem: authorization.lastRefreshProblem,
        failingSince: authorization.failingSince,
        invalidGrants: authorization.invalidGrants,
        firstInvalidGrantAt: authorization.firstInvalidGrantAt,
        lastInvalidGrantAt: authorization.lastInvalidGrantAt,
        participationsProblem: authorization.participationsProblem,
      },
      hasSuspendedListings,
      incidentId,
      application: {
        roleAddedAt: application.roleAddedAt,
        renewalTermDays: application.renewalTermDays,
        renewalDueDays: application.renewalDueDays,
        retiredAt: application.retiredAt,
      },
    })
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .where(sql`${authorization.id} = any(string_to_array(${ids.join()}, ',')::uuid[])`)
    .orderBy(authorization.id)
    .for('no key update', { of: authorization })
}

/** The derived state of an authorization, as its row stores it. */
export type NewState = Pick<AuthorizationRow, 'id' | keyof typeof stateColumns> & {
  readonly healthSince: Date
  readonly announcedHealth: Health
}

export async function storeStates(db: Transaction, states: readonly NewState[]): Promise<void> {
  const columns = Object.entries(stateColumns)
  const changes = columns.map(
    ([field, { name }]) => sql`${sql.identifier(name)} = new.${sql.identifier(field)}`,
  )
  const fields = columns.map(
    ([field, column]) => sql`${sql.identifier(field)} ${sql.raw(column.getSQLType())}`,
  )
  await db.execute(sql`
    update "authorization" a set ${sql.join(changes, sql`, `)}
    from jsonb_to_recordset(${JSON.stringify(states)}::text::jsonb) as new (id uuid, ${sql.join(fields, sql`, `)})
    where a.id = new.id`)
}

export type TallyChange = typeof authorizationTally.$inferInsert

export async function addToTally(db: Transaction, changes: readonly TallyChange[]): Promise<void> {
  if (changes.length > 0) await db.execute(insertRows(authorizationTally, changes))
}

/**
 * Ids of rows whose state changes by time alone, locked; the oldest change first. Rows of other workers are skipped.
 */
export async function lockDueStates(db: Transaction, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: authorization.id })
    .from(authorization)
    .where(sql`${authorization.nextChangeAt} <= ${now.toISOString()}::timestamptz`)
    .orderBy(authorization.nextChangeAt)
    .limit(limit)
    .for('no key update', { skipLocked: true })
  return rows.map(({ id }) => id)
}

/** After a change of the application that can change the state of all its authorizations. A worker settles them. */
export async function makeStatesDue(db: Transaction, applicationId: string): Promise<void> {
  const locked = lockInOrder(db, eq(authorization.applicationId, applicationId))
  await db
    .with(locked)
    .update(authorization)
    .set({ nextChangeAt: new Date(0) })
    .where(inArray(authorization.id, db.select({ id: locked.id }).from(locked)))
}

export interface Tally {
  readonly applicationId: string
  readonly region: 'na' | 'eu' | 'fe'
  readonly health: Health
  /** '': by health alone. */
  readonly flag: Flag | ''
  readonly total: number
}

/** The stored counts. */
export async function readTally(db: Database): Promise<Tally[]> {
  return db
    .select({
      applicationId: authorizationTally.applicationId,
      region: authorizationTally.region,
      health: authorizationTally.health,
      flag: authorizationTally.flag,
      total: sql<number>`sum(${authorizationTally.difference})::int`,
    })
    .from(authorizationTally)
    .groupBy(
      authorizationTally.applicationId,
      authorizationTally.region,
      authorizationTally.health,
      authorizationTally.flag,
    )
    .having(sql`sum(${authorizationTally.difference}) <> 0`)
}

/** How many authorizations of an application are connected and not paused, from the stored counts. */
export async function countConnected(db: Database, applicationId: string): Promise<number> {
  const [row] = await db
    .select({ total: sql<number>`coalesce(sum(${authorizationTally.difference}), 0)::int` })
    .from(authorizationTally)
    .where(
      and(
        eq(authorizationTally.applicationId, applicationId),
        eq(authorizationTally.flag, ''),
        inArray(authorizationTally.health, [...activeHealths]),
      ),
    )
  return row?.total ?? 0
}

/** Replaces all differences that are there by their sums. */
export async function sumUpTally(db: Autocommit): Promise<void> {
  await db.execute(sql`
    with gone as (
      delete from authorization_tally where id in (select id from authorization_tally for update skip locked)
      returning application_id, region, health, flag, difference
    )
    insert into authorization_tally (application_id, region, health, flag, difference)
    select application_id, region, health, flag, sum(difference) from gone
    group by 1, 2, 3, 4 having sum(difference) <> 0`)
}

/** Compares the stored counts with the rows, and corrects them. Returns how far they were off, where they were. */
export async function correctTally(db: Transaction): Promise<Tally[]> {
  // Otherwise a change between the two counts would look like a difference.
  await db.execute(sql`lock table authorization_tally in share row exclusive mode`)
  return db.execute<Tally & Record<string, unknown>>(sql`
    with counted as (
      select application_id, region, health, flag, count(*)::int as total
      from "authorization", unnest(array_prepend('', flags)) as flag where announced_health is not null group by 1, 2, 3, 4
    ), kept as (
      select application_id, region, health, flag, sum(difference)::int as total
      from authorization_tally group by 1, 2, 3, 4
    ), missing as (
      select application_id, region, health, flag, coalesce(counted.total, 0) - coalesce(kept.total, 0) as difference
      from counted full join kept using (application_id, region, health, flag)
    ), corrected as (
      insert into authorization_tally (application_id, region, health, flag, difference)
      select * from missing where difference <> 0
    )
    select application_id as "applicationId", region, health, flag, difference as total
    from missing where difference <> 0`)
}
