import { expect, test } from 'vitest'
import { migrateDatabase } from '#lib/database/migrate.ts'
import { migrateUntil } from '../fixtures/migrate-until.ts'
import { useUnmigratedDatabase } from '../fixtures/unmigrated-database.ts'

const { location, sql } = await useUnmigratedDatabase('released')

test('links that renew a record which an earlier version released can’t be opened anymore, and no others', async () => {
  await migrateUntil(sql, 52)
  await sql`insert into account (id, name, created_at) values (gen_random_uuid(), 'Acme', now())`
  await sql`
    insert into application (id, name, sp_api_application_id, status, lwa_client_id, lwa_client_secret_sealed,
      token_endpoint, redirect_uri, created_at, updated_at)
    values (gen_random_uuid(), 'App', 'amzn1.sp.solution.1', 'draft', 'c', 's', 'e', 'r', now(), now())`
  for (const key of ['released', 'connected'])
    await sql`
      insert into "authorization" (id, application_id, account_id, grant_key, region, consent_group, partner_type,
        marketplace_id, authorized_at, renewed_at, created_at, released_at)
      select gen_random_uuid(), application.id, account.id, ${key}, 'na', 'na', 'seller', 'ATVPDKIKX0DER', now(), now(),
        now(), case when ${key} = 'released' then now() end from application, account`
  for (const label of ['released', 'connected', 'new'])
    await sql`
      insert into connect_link (id, digest, application_id, partner_type, label, authorization_id, created_at, expires_at)
      select gen_random_uuid(), ${label}, application.id, 'seller', ${label}, "authorization".id, now(), now()
      from application left join "authorization" on grant_key = ${label}`
  await migrateDatabase(location)
  expect(await sql`select label, revoked_at is null as open from connect_link order by label`).toEqual([
    { label: 'connected', open: true },
    { label: 'new', open: true },
    { label: 'released', open: false },
  ])
})
