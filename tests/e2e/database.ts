import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { embeddedConnection } from '#lib/embedded-postgres/connection.ts'

export type Sql = postgres.Sql

/** The demo's own database, next to the file that describes the demo. */
export function openDatabase(factsFile: string): Sql {
  const { path, username, database } = embeddedConnection(demoData(factsFile))
  return postgres({ path, username, database, max: 2, onnotice: () => {} })
}

/** Where the demo keeps its database, and where Postgres logs. */
export function demoData(factsFile: string): string {
  return join(dirname(factsFile), 'demo')
}

/** The number of sign-ups and sign-ins that the tests need: they all come from one address. */
export async function forgetTries(sql: Sql): Promise<void> {
  await sql`delete from throttle`
  await sql`update person set failed_sign_ins = 0, failed_own_sign_ins = 0
    where failed_sign_ins > 0 or failed_own_sign_ins > 0`
}

/** The problems that have open incidents. */
export async function openIncidents(sql: Sql): Promise<string[]> {
  const rows = await sql<{ problem: string }[]>`select problem from incident where ended_at is null`
  return rows.map(({ problem }) => problem)
}

/** Moves the renewal of the authorization back by that many days. Resolves when the worker has settled its state. */
export async function passDays(sql: Sql, { id }: { readonly id: string }, days: number): Promise<void> {
  await sql`update "authorization" set renewed_at = renewed_at - make_interval(days => ${days}), next_change_at = 'epoch'
    where selling_partner_id = ${id}`
  await untilSettled(sql, id)
}

/** Waits until the worker has settled rows that were written directly, with `next_change_at = 'epoch'`. */
export async function untilSettled(sql: Sql, sellingPartnerId: string): Promise<void> {
  for (;;) {
    const due =
      await sql`select from "authorization" where selling_partner_id = ${sellingPartnerId} and next_change_at = 'epoch'`
    if (due.length === 0) return
    await pause(100)
  }
}

export interface AuthorizationRow {
  readonly id: string
  readonly accountId: string
  readonly storeName: string | null
  readonly refreshTokenSealed: string | null
  readonly disconnectedAt: Date | null
  readonly invalidGrants: number
  readonly tokenVersion: number
  /** How many access tokens are stored for it: none or one. */
  readonly accessTokens: number
}

export async function authorizationOf(
  sql: Sql,
  { id }: { readonly id: string },
): Promise<AuthorizationRow | null> {
  const [row] = await sql<AuthorizationRow[]>`
    select id, account_id as "accountId", store_name as "storeName", refresh_token_sealed as "refreshTokenSealed",
      disconnected_at as "disconnectedAt", invalid_grants as "invalidGrants", token_version as "tokenVersion",
      (select count(*)::int from access_token where authorization_id = own.id) as "accessTokens"
    from "authorization" as own where selling_partner_id = ${id}`
  return row ?? null
}

/** The last completed attempt of this selling partner, if there is one. */
export async function completedAttempt(sql: Sql, { id }: { readonly id: string }) {
  const [row] = await sql<{ workflow: string; hasSecondState: boolean }[]>`
    select workflow, second_state_digest is not null as "hasSecondState" from attempt
    where selling_partner_id = ${id} and status = 'completed' order by started_at desc limit 1`
  return row ?? null
}

/** Removes the twenty seconds that workers leave to the browser of this finish page. */
export async function hurryWorker(sql: Sql, finishPage: string): Promise<void> {
  const id = finishPage.split('/').at(-1) ?? ''
  const rows = await sql`
    update attempt set retry_at = now() where id = ${id} and retry_at = received_at + interval '20 seconds'`
  if (rows.count !== 1) throw new Error('The worker does not wait for the finish page.')
}
