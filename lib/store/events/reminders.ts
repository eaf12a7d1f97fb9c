import { and, asc, desc, eq, inArray, isNotNull, isNull, max, type SQL, sql } from 'drizzle-orm'
import {
  account,
  application,
  authorization,
  person,
  reminder,
  undeliverableAddress,
} from '#drizzle/schema.ts'
import type { Cursor } from '../../database/keyset.ts'
import type { Database, Transaction } from '../../database/pool.ts'
import { isRenewableByLink } from '../renewable.ts'

/** An application's warning, as a stretch of the times at which authorizations were renewed. */
export interface ReminderStretch {
  readonly applicationId: string
  readonly daysBefore: number
  readonly termDays: number
  /** Renewed later than this. */
  readonly after: Date
  /** Renewed no later than this. */
  readonly until: Date
}

export interface DueReminder {
  readonly authorizationId: string
  readonly daysBefore: number
  readonly dueAt: Date
}

/** The people of an authorization's account who can get reminders by email. */
export const canBeReminded = and(
  isNotNull(person.emailConfirmedAt),
  isNull(person.unsubscribedAt),
  isNull(person.disabledAt),
  sql`not exists (select from ${undeliverableAddress} where ${undeliverableAddress.email} = lower(${person.email}))`,
)

/** `contactObstacle` of lib/notifications/contact-obstacle.ts in SQL, for the authorizations of applications in use. */
const isRemindedOf = and(
  isRenewableByLink,
  isNull(authorization.disconnectedAt),
  isNull(authorization.pausedAt),
)

/** Whether the reminder of these days was sent or decided against. */
function isDecided(daysBefore: SQL, dueAt: SQL): SQL {
  return sql`exists (select from ${reminder}
    where ${reminder.authorizationId} = ${authorization.id} and ${reminder.daysBefore} = ${daysBefore}
      and ${reminder.dueAt} = ${dueAt})`
}

/** Authorizations whose reminder is due and undecided, and has a recipient. */
export async function listDueReminders(
  db: Database,
  stretches: readonly ReminderStretch[],
  limit: number,
): Promise<DueReminder[]> {
  if (stretches.length === 0) return []
  const dueAt = sql`${authorization.renewedAt} + make_interval(hours => stretch."termDays" * 24)`
  const somebody = sql`exists (select from ${person}
    where ${person.accountId} = ${authorization.accountId} and ${canBeReminded})`
  const rows = await db.execute<{ id: string; daysBefore: number; dueAt: string }>(sql`
    select due.id, stretch."daysBefore", to_json(due.due_at) #>> '{}' as "dueAt"
    from jsonb_to_recordset(${JSON.stringify(stretches)}::text::jsonb) as stretch (
      "applicationId" uuid, "daysBefore" int, "termDays" int, "after" timestamptz, "until" timestamptz)
    cross join lateral (
      select ${authorization.id} as id, ${authorization.renewedAt} as renewed_at, ${dueAt} as due_at
      from ${authorization}
      where ${and(
        sql`${authorization.applicationId} = stretch."applicationId"`,
        isRemindedOf,
        sql`${authorization.renewedAt} > stretch."after"`,
        sql`${authorization.renewedAt} <= stretch."until"`,
        sql`not ${isDecided(sql`stretch."daysBefore"`, dueAt)}`,
        somebody,
      )}
      order by ${authorization.renewedAt}, ${authorization.id} limit ${limit}
    ) due
    order by due.renewed_at, due.id limit ${limit}`)
  return rows.map(({ id, daysBefore, dueAt: due }) => ({
    authorizationId: id,
    daysBefore,
    dueAt: new Date(due),
  }))
}

export interface ComingReminderRow extends DueReminder {
  /** When the warning begins; what is past is due now. */
  readonly sendsAt: Date
}

/**
 * A page of the reminders that are due or will be, the next first. Each stretch is read without its end: who lies
 * behind it today lies within it once the time has come.
 */
export async function listComingReminders(
  db: Database,
  stretches: readonly ReminderStretch[],
  { after, limit }: { readonly after: Cursor | null; readonly limit: number },
): Promise<ComingReminderRow[]> {
  const dueAt = sql`${authorization.renewedAt} + make_interval(hours => stretch."termDays" * 24)`
  const lead = sql`make_interval(hours => (stretch."termDays" - stretch."daysBefore") * 24)`
  const later =
    after === null
      ? sql`true`
      : sql`(${authorization.renewedAt}, ${authorization.id})
          > (${after.key}::timestamptz - ${lead}, ${after.id}::uuid)`
  const rows = await db.execute<{ id: string; daysBefore: number; sendsAt: string; dueAt: string }>(sql`
    select coming.id, stretch."daysBefore", to_json(coming.sends_at) #>> '{}' as "sendsAt",
      to_json(coming.due_at) #>> '{}' as "dueAt"
    from jsonb_to_recordset(${JSON.stringify(stretches)}::text::jsonb) as stretch (
      "applicationId" uuid, "daysBefore" int, "termDays" int, "after" timestamptz)
    cross join lateral (
      select ${authorization.id} as id, ${authorization.renewedAt} + ${lead} as sends_at, ${dueAt} as due_at
      from ${authorization}
      where ${and(
        sql`${authorization.applicationId} = stretch."applicationId"`,
        isRemindedOf,
        sql`${authorization.renewedAt} > stretch."after"`,
        sql`not ${isDecided(sql`stretch."daysBefore"`, dueAt)}`,
        later,
      )}
      order by ${authorization.renewedAt}, ${authorization.id} limit ${limit}
    ) coming
    order by coming.sends_at, coming.id limit ${limit}`)
  return rows.map(({ id, daysBefore, sendsAt, dueAt: due }) => ({
    authorizationId: id,
    daysBefore,
    sendsAt: new Date(sendsAt),
    dueAt: new Date(due),
  }))
}

/** False if it was already decided. */
export async function insertReminder(
  db: Transaction,
  { authorizationId, daysBefore, dueAt }: DueReminder,
  decidedAt: Date,
): Promise<boolean> {
  const rows = await db
    .insert(reminder)
    .values({ authorizationId, daysBefore, dueAt, decidedAt })
    .onConflictDoNothing()
    .returning({ daysBefore: reminder.daysBefore })
  return rows.length > 0
}

/** Its last reminder counts as undecided, so that the next run writes it again. */
export async function forgetLastReminder(db: Transaction, authorizationId: string): Promise<void> {
  const ofThis = eq(reminder.authorizationId, authorizationId)
  const last = db
    .select({ at: max(reminder.decidedAt) })
    .from(reminder)
    .where(ofThis)
  await db.delete(reminder).where(and(ofThis, eq(reminder.decidedAt, last)))
}

/** The people of an account who can get reminders by email. */
export function listRemindable(
  db: Database,
  accountId: string,
): Promise<{ readonly id: string; readonly email: string }[]> {
  return db
    .select({ id: person.id, email: person.email })
    .from(person)
    .where(and(eq(person.accountId, accountId), canBeReminded))
    .orderBy(person.id)
}

export interface Reach extends Pick<typeof person.$inferSelect, 'email'> {
  readonly isRemindable: boolean
  readonly isConfirmed: boolean
  readonly isUnsubscribed: boolean
  readonly isDisabled: boolean
}

/** Of an account's people, those that can be reached come first. */
const mostReached = 20

/**
 * The people of the accounts of authorizations, by authorization: whether reminders reach them, and if not, why. Of an
 * account with many people, some.
 */
export async function listReach(
  db: Database,
  authorizationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Reach[]>> {
  if (authorizationIds.length === 0) return new Map()
  const people = db
    .select({
      email: person.email,
      isRemindable: sql<boolean>`${canBeReminded}`.as('is_remindable'),
      isConfirmed: sql<boolean>`${person.emailConfirmedAt} is not null`.as('is_confirmed'),
      isUnsubscribed: sql<boolean>`${person.unsubscribedAt} is not null`.as('is_unsubscribed'),
      isDisabled: sql<boolean>`${person.disabledAt} is not null`.as('is_disabled'),
    })
    .from(person)
    .where(eq(person.accountId, authorization.accountId))
    .orderBy(desc(sql`2`), asc(sql`1`))
    .limit(mostReached)
    .as('people')
  const rows = await db
    .select({
      authorizationId: authorization.id,
      email: people.email,
      isRemindable: people.isRemindable,
      isConfirmed: people.isConfirmed,
      isUnsubscribed: people.isUnsubscribed,
      isDisabled: people.isDisabled,
    })
    .from(authorization)
    .innerJoinLateral(people, sql`true`)
    .where(inArray(authorization.id, [...authorizationIds]))
  return Map.groupBy(rows, ({ authorizationId }) => authorizationId)
}

/** Whether this person can get reminders at this address, about authorizations of this account. */
export async function isRemindable(
  db: Database,
  {
    personId,
    email,
    accountId,
  }: { readonly personId: string; readonly email: string; readonly accountId: string },
): Promise<boolean> {
  const rows = await db
    .select({ id: person.id })
    .from(person)
    .where(
      and(
        eq(person.id, personId),
        eq(person.accountId, accountId),
        sql`lower(${person.email}) = lower(${email})`,
        canBeReminded,
      ),
    )
  return rows.length > 0
}

export interface NamedAuthorization {
  readonly id: string
  readonly name: string
  readonly applicationId: string
  readonly applicationName: string
}

/** As operators call them. */
export async function nameAuthorizations(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NamedAuthorization>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({
      id: authorization.id,
      name: sql<string>`coalesce(${authorization.label}, nullif(${authorization.storeName}, ''),
        ${authorization.sellingPartnerId}, ${account.name})`,
      applicationId: application.id,
      applicationName: application.name,
    })
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .innerJoin(account, eq(account.id, authorization.accountId))
    .where(inArray(authorization.id, [...ids]))
  return new Map(rows.map((row) => [row.id, row]))
}
