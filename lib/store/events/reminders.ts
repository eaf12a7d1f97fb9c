import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import {
  account,
  application,
  authorization,
  person,
  reminder,
  undeliverableAddress,
} from '#drizzle/schema.ts'
import type { Database, Transaction } from '../../database/pool.ts'

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

/** Authorizations whose reminder is due and undecided, and has a recipient. */
export async function listDueReminders(
  db: Database,
  { applicationId, daysBefore, termDays, after, until }: ReminderStretch,
  limit: number,
): Promise<DueReminder[]> {
  const dueAt = sql<Date>`${authorization.renewedAt} + make_interval(hours => ${termDays * 24})`.mapWith(
    reminder.dueAt,
  )
  const decided = sql`exists (select from ${reminder}
    where ${reminder.authorizationId} = ${authorization.id} and ${reminder.daysBefore} = ${daysBefore}
      and ${reminder.dueAt} = ${dueAt})`
  const somebody = sql`exists (select from ${person}
    where ${person.accountId} = ${authorization.accountId} and ${canBeReminded})`
  const rows = await db
    .select({ authorizationId: authorization.id, dueAt: dueAt.as('due_at') })
    .from(authorization)
    .where(
      and(
        eq(authorization.applicationId, applicationId),
        isNull(authorization.disconnectedAt),
        sql`${authorization.workflow} <> 'self'`,
        isNull(authorization.releasedAt),
        isNull(authorization.pausedAt),
        sql`${authorization.renewedAt} > ${after.toISOString()}::timestamptz`,
        sql`${authorization.renewedAt} <= ${until.toISOString()}::timestamptz`,
        sql`not ${decided}`,
        somebody,
      ),
    )
    .orderBy(asc(authorization.renewedAt), asc(authorization.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, daysBefore }))
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
      applicationName: application.name,
    })
    .from(authorization)
    .innerJoin(application, eq(application.id, authorization.applicationId))
    .innerJoin(account, eq(account.id, authorization.accountId))
    .where(inArray(authorization.id, [...ids]))
  return new Map(rows.map((row) => [row.id, row]))
}
