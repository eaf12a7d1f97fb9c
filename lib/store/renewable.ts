import { and, isNull, sql } from 'drizzle-orm'
import { authorization, setting } from '#drizzle/schema.ts'
import { ownAccountSetting } from './settings.ts'

/** Whether an authorization is in the company's own account. */
export const isOwn = sql<boolean>`coalesce(${authorization.accountId}::text = (
    select ${setting.value} from ${setting} where ${setting.name} = ${ownAccountSetting}), false)`

/**
 * `renewalObstacle` in SQL, for the authorizations of applications in use. Worded like the renewal index: a parameter
 * would keep the planner from using it.
 */
export const isRenewableByLink = and(
  isNull(authorization.releasedAt),
  sql`${authorization.workflow} <> 'self'`,
  sql`not ${isOwn}`,
)
