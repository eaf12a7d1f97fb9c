import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { digestPersonal, factNames } from '#lib/audit/personal.ts'
import { migrateDatabase } from '#lib/database/migrate.ts'
import { migrateUntil } from '../fixtures/migrate-until.ts'
import { useUnmigratedDatabase } from '../fixtures/unmigrated-database.ts'

const { location, sql } = await useUnmigratedDatabase('before')

test('I2: migrating a filled database adds outcomes, and numbers to later applications with the same name', async () => {
  await migrateUntil(sql, 10)
  const apps = [
    ['Acme', 1, null],
    ['acme', 2, null],
    [' ACME  ', 3, null],
    ['Acme 2', 4, null],
    ['Acme', 5, '2026-01-01'],
    [`${'x'.repeat(100)}`, 6, null],
    [`${'X'.repeat(100)}`, 7, null],
  ] as const
  for (const [own, day, retiredAt] of apps) {
    await sql`insert into application (id, name, sp_api_application_id, status, lwa_client_id, lwa_client_secret_sealed,
        token_endpoint, redirect_uri, created_at, updated_at, retired_at)
      values (gen_random_uuid(), ${own}, ${`amzn1.sp.solution.${day}`}, 'draft', 'c', 's', 'e', 'r',
        ${`2026-01-0${day}`}::timestamptz, now(), ${retiredAt}::timestamptz)`
  }
  const entries = [
    ['authorization.completed', {}],
    ['session.refused', {}],
    ['attempt.failed', {}],
    ['authorization.refreshed', { worked: true }],
    ['authorization.refreshed', { worked: false, problem: 'p' }],
    ['call.ran', { status: 200 }],
    ['call.ran', { status: 403 }],
    ['call.ran', { status: null }],
  ] as const
  for (const [action, details] of entries) {
    await sql`insert into audit (happened_at, action, actor_kind, target_kind, target_id, details)
      values (now(), ${action}, 'system', 'attempt', 'x', ${JSON.stringify(details)}::text::jsonb)`
  }

  const details = { name: 'Olivia', personId: 'p', count: 3, label: null }
  await sql`insert into audit (happened_at, action, actor_kind, target_kind, target_id, details, address)
    values (now(), 'person.added', 'system', 'person', 'x', ${JSON.stringify(details)}::text::jsonb, '192.0.2.1')`

  await migrateDatabase(location)
  const named = await sql<{ name: string }[]>`select name from application order by created_at`
  expect(named.map((row) => row.name)).toEqual([
    'Acme',
    'acme 3',
    'ACME 4',
    'Acme 2',
    'Acme',
    'x'.repeat(100),
    `${'X'.repeat(90)} 2`,
  ])
  const ended = await sql<
    { action: string; outcome: string }[]
  >`select action, outcome from audit order by id`
  expect(ended.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'authorization.completed done',
    'session.refused refused',
    'attempt.failed failed',
    'authorization.refreshed done',
    'authorization.refresh-failed failed',
    'call.ran done',
    'call.failed failed',
    'call.failed failed',
    'person.added done',
  ])
  await expectErasable()
})

/** G4: entries' personal data has moved to where it can be erased, and every entry waits for its batch. */
async function expectErasable(): Promise<void> {
  const [moved] = await sql<
    { details: unknown; digest: string; salt: string; content: string }[]
  >`select details::text, personal_digest as digest, salt, content from audit join audit_personal on entry_id = id
    where action = 'person.added'`
  expect(JSON.parse(String(moved?.details))).toEqual({ personId: 'p', count: 3, label: null })
  const { salt = '', content = '{}', digest } = moved ?? {}
  expect(JSON.parse(content)).toEqual({ address: '192.0.2.1', details: { name: 'Olivia' } })
  expect(digest).toBe(digestPersonal(salt, content))
  const [counts] = await sql<{ entries: number; pending: number; personal: number }[]>`select
    (select count(*)::int from audit) as entries, (select count(*)::int from audit_pending) as pending,
    (select count(*)::int from audit_personal) as personal`
  expect(counts).toEqual({ entries: 9, pending: 9, personal: 1 })
}

test('migrated entries have the same form as new ones', () => {
  const folder = join(import.meta.dirname, '../../drizzle/migrations')
  const file = readdirSync(folder).find((name) => name.endsWith('_audit-chain.sql')) ?? ''
  const [, list = ''] = /NOT IN \((.+)\)/.exec(readFileSync(join(folder, file), 'utf8')) ?? []
  const names = [...list.matchAll(/'(\w+)'/g)].map(([, one = '']) => one)
  expect(names.filter((one) => !factNames.has(one))).toEqual([])
  expect(names.length).toBeGreaterThan(20)
})
