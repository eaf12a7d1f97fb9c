import { randomUUID } from 'node:crypto'
import type { Sql } from '../e2e/database.ts'

/** Names that pages have to take: none, long, from right to left, markup, emoji. `n` numbers the rows. */
const nameOf = `case n % 50
  when 0 then repeat('Northern Lights Trading ', 8)
  when 1 then 'متجر النخيل للعطور والهدايا ' || n
  when 2 then '<img src=x onerror=alert(1)> & "Sons" ' || n
  when 3 then '👩‍🍳 Kitchen & Table 🍋 ' || n
  when 4 then 'Donaudampfschifffahrtsgesellschaftskapitänskajüteneinrichtung' || n
  else 'Store ' || n end`

/** The account of row `n`: each has one person and one authorization. */
const accountOf = `md5('account' || n)::uuid`

/**
 * For each table, the columns in which a copy differs from the row that it is made from, in SQL, and which rows can be
 * copied. What a worker would act on is ended: copies are there to be looked at.
 */
const copies: readonly (readonly [table: string, differs: string, of?: string])[] = [
  ['account', `'id', ${accountOf}, 'name', ${nameOf}`],
  [
    'person',
    `'id', gen_random_uuid(), 'email', 'person' || n || '@copies.example.com', 'name', ${nameOf},
      'account_id', ${accountOf}`,
    `account_id is not null`,
  ],
  [
    'authorization',
    `'id', fresh, 'consent_group', fresh, 'grant_key', fresh, 'store_name', ${nameOf}, 'label', null,
      'selling_partner_id', 'A' || upper(substr(md5(n::text), 1, 13)), 'external_reference', null,
      'account_id', ${accountOf},
      'next_change_at', null, 'created_at', now() - n * interval '1 minute'`,
    `workflow <> 'self' and released_at is null and announced_health is not null`,
  ],
  [
    'attempt',
    `'id', gen_random_uuid(), 'state_digest', null, 'second_state_digest', null,
      'started_at', now() - n * interval '1 minute'`,
    `ended_at is not null`,
  ],
  [
    'connect_link',
    `'id', gen_random_uuid(), 'digest', fresh, 'label', ${nameOf}, 'external_reference', null,
      'created_at', now() - n * interval '1 minute'`,
  ],
  ['call', `'id', gen_random_uuid(), 'called_at', now() - n * interval '10 seconds'`],
  // Without `n`, Postgres would ask for one number and use it for all copies.
  ['audit', `'id', nextval('audit_id_seq') + 0 * n, 'event_id', null, 'personal_digest', null`],
  [
    'incident',
    `'id', gen_random_uuid(), 'started_at', now() - n * interval '1 hour',
      'ended_at', now() - n * interval '1 hour' + interval '14 minutes'`,
    `ended_at is not null`,
  ],
  [
    'message',
    `'id', gen_random_uuid(), 'key', fresh, 'unsubscribe_digest', null, 'topic', null,
      'created_at', now() - n * interval '1 minute'`,
    `status in ('sent', 'failed', 'canceled')`,
  ],
  ['api_key', `'id', gen_random_uuid(), 'prefix', substr(md5(n::text), 1, 12), 'name', ${nameOf}`],
  ['bulk_action', `'id', gen_random_uuid(), 'created_at', now() - n * interval '1 minute'`],
]

/** Nobody has that many keys, and their page shows all of them. */
const most: Readonly<Record<string, number>> = { api_key: 200 }
/** So many in one statement: more would take longer than a connection waits. */
const part = 20_000

/** What has to be there once, to be copied and opened. */
export interface Opened {
  readonly bulkAction: string
}

/** A bulk action that has ended for every authorization. */
export async function addBulkAction(sql: Sql): Promise<Opened> {
  const bulkAction = randomUUID()
  await sql`
    insert into bulk_action (id, kind, parameters, snapshot_at, status, total, created_by, created_at, ended_at)
    select ${bulkAction}, 'check', '{}', now(), 'completed', (select count(*) from "authorization"), id, now(), now()
    from person where role = 'admin' limit 1`
  await fillBulkAction(sql, { bulkAction })
  return { bulkAction }
}

async function fillBulkAction(sql: Sql, { bulkAction }: Opened): Promise<void> {
  await sql`
    insert into bulk_action_row (bulk_action_id, authorization_id, position, status, reason, ended_at)
    select ${bulkAction}, id, row_number() over (order by id), 'done', null, now() from "authorization"
    on conflict do nothing`
  await sql`update bulk_action set total = (select count(*) from bulk_action_row where bulk_action_id = ${bulkAction})
    where id = ${bulkAction}`
}

/** Copies rows until each table has at least so many. */
export async function growTo(sql: Sql, rows: number, opened: Opened): Promise<void> {
  for (const [table, differs, of = 'true'] of copies) {
    const wanted = Math.min(rows, most[table] ?? rows)
    const [present] = await sql<{ count: number }[]>`select count(*)::int from ${sql(table)}`
    for (let from = present?.count ?? 0; from < wanted; from += part)
      await copy(sql, table, differs, of, { from: from + 1, to: Math.min(from + part, wanted) })
  }
  await sql`
    insert into marketplace_participation
    select a.id, model.marketplace_id, model.country_code, model.marketplace_name, model.domain_name, model.currency,
      model.language, coalesce(a.store_name, ''), true, false
    from "authorization" a
    cross join (select * from marketplace_participation limit 1) model
    on conflict do nothing`
  // As the job does that verifies the counts.
  await sql`
    with counted as (
      select application_id, region, health, flag, count(*)::int as total
      from "authorization", unnest(array_prepend('', flags)) as flag where announced_health is not null
      group by 1, 2, 3, 4)
    insert into authorization_tally (application_id, region, health, flag, difference)
    select application_id, region, health, flag, total - coalesce((
      select sum(difference)::int from authorization_tally kept
      where (kept.application_id, kept.region, kept.health, kept.flag)
        = (counted.application_id, counted.region, counted.health, counted.flag)), 0)
    from counted`
  await fillBulkAction(sql, opened)
  await sql`analyze`
}

/** `n` is the number that each copy has in its table. */
async function copy(
  sql: Sql,
  table: string,
  differs: string,
  of: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  const columns = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`
  const names = columns.map(({ name }) => name)
  await sql.unsafe(
    `insert into "${table}" (${names.map((name) => `"${name}"`).join(', ')})
    with models as materialized (
      select to_jsonb(model) as model, row_number() over () - 1 as place, count(*) over () as total
      from (select * from "${table}" where ${of} limit 40) model)
    select ${names.map((name) => `made."${name}"`).join(', ')}
    from (select n, gen_random_uuid() as fresh from generate_series(${from}, ${to}) n) numbered
    join models on models.place = numbered.n % models.total
    cross join lateral jsonb_populate_record(null::"${table}", models.model || jsonb_build_object(${differs})) made`,
  )
}
