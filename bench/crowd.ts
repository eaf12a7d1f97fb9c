import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { drainDueStates } from '#lib/state/drain-due-states.ts'

/** More would take longer than a statement may. */
const mostAtOnce = 10_000

/**
 * Adds that many authorizations, made from one that has been refreshed: each with its account, its tokens (which don't
 * open), its lease, its maintenance row and three marketplaces. Of every hundred, some need somebody, some are due, two
 * are disconnected. Their states are settled as a worker does.
 */
export async function addCrowd(system: Context, modelId: string, count: number): Promise<void> {
  for (let left = count; left > 0; left -= mostAtOnce)
    await addPart(system, modelId, Math.min(left, mostAtOnce))
  await drainDueStates(system)
}

async function addPart({ db }: Context, modelId: string, count: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`create temporary table crowd on commit drop as
      select gen_random_uuid() as id, gen_random_uuid() as account_id, place,
        upper(substr(md5(random()::text), 1, 13)) as partner,
        (array['Harbor', 'Cedar', 'Atlas', 'Juniper', 'Beacon', 'Summit', 'Willow', 'Copper'])[1 + place % 8]
          || ' ' || substr(md5(random()::text), 1, 6) as name,
        now() - random() * interval '300 days' as began_at
      from generate_series(1, ${count}) as place`)
    await tx.execute(sql`
      insert into account (id, name, created_at) select account_id, name || ' Ltd', began_at from crowd`)
    const [columns] = await tx.execute<{ list: string }>(sql`
      select string_agg(quote_ident(column_name), ', ') as list from information_schema.columns
      where table_name = 'authorization' and is_generated = 'NEVER'`)
    const list = sql.raw(columns?.list ?? '')
    await tx.execute(sql`
      insert into "authorization" (${list}) select ${sql.raw((columns?.list ?? '').replaceAll(/(^|, )/g, '$1made.'))}
      from crowd, "authorization" a,
        jsonb_populate_record(a, jsonb_build_object(
          'id', crowd.id, 'account_id', crowd.account_id, 'selling_partner_id', 'A' || partner, 'grant_key', 'A' || partner,
          'consent_group', crowd.id, 'store_name', name, 'created_at', began_at, 'authorized_at', began_at,
          'renewed_at', began_at - case when place % 100 < 5 then interval '60 days' else '0' end,
          'invalid_grants', case when place % 100 in (10, 11, 12) then 3 else 0 end,
          'first_invalid_grant_at', case when place % 100 in (10, 11, 12) then began_at end,
          'last_invalid_grant_at', case when place % 100 in (10, 11, 12) then began_at + interval '1 hour' end,
          'last_refresh_problem', case when place % 100 in (10, 11, 12) then 'invalid_grant' end,
          'disconnected_at', case when place % 100 in (20, 21) then now() end,
          'tags', jsonb_build_object('plan', case when place % 3 = 0 then 'pro' else 'basic' end),
          'region', (array['na', 'eu', 'fe'])[1 + place % 3],
          'next_change_at', 'epoch', 'announced_health', null,
          'vended_marketplaces', array['A1AM78C64UM0Y8 www.example.com', 'A2EUQ1WTGCTBG2 www.example.com',
            'ATVPDKIKX0DER www.example.com']
        )) as made
      where a.id = ${modelId}`)
    for (const table of [sql`access_token`, sql`refresh_lease`, sql`upkeep`]) {
      await tx.execute(sql`
        insert into ${table} select made.* from crowd, ${table} t,
          jsonb_populate_record(t, jsonb_build_object('authorization_id', crowd.id)) as made
        where t.authorization_id = ${modelId}`)
    }
    await tx.execute(sql`
      insert into marketplace_participation
      select id, marketplace, substr(marketplace, 1, 2), marketplace, 'www.example.com', 'USD', 'en_US', name, true, false
      from crowd, unnest(array['ATVPDKIKX0DER', 'A2EUQ1WTGCTBG2', 'A1AM78C64UM0Y8']) as marketplace`)
  })
}
