import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { type AttemptSearch, countAttemptRows, listAttemptRows } from '#lib/store/attempt-lists.ts'
import { useDatabase } from '../fixtures/database.ts'
import { makeAccount, makeApplication } from './records.ts'

const { db, patientDb } = await useDatabase()
const applicationId = await makeApplication(db)
const accountId = await makeAccount(db)
const count = 100_000

test('a word that names an application or a country finds its attempts, however many they are', async () => {
  await patientDb.execute(sql`
    insert into attempt (id, application_id, account_id, binding_digest, started_at, expires_at, workflow, status,
      partner_type, selling_partner_id, marketplace_id, problem)
    select gen_random_uuid(), ${applicationId}::uuid, ${accountId}::uuid, 'x', now() - n * interval '1 minute', now(),
      'website', 'failed', 'seller', 'S' || n, 'ATVPDKIKX0DER', 'not_finished'
    from generate_series(1, ${count}::int) n`)
  await patientDb.execute(sql`analyze attempt`)
  const words = { words: 's', marketplaceIds: [], applicationIds: [] }
  for (const named of [{ applicationIds: [applicationId] }, { marketplaceIds: ['ATVPDKIKX0DER'] }]) {
    const search: AttemptSearch = { ...words, ...named }
    const filter = { search, workflow: null, from: null, until: null }
    // Going through the matches again for every row would exceed the statement timeout.
    expect(await countAttemptRows(db, filter)).toEqual({ 'never-came-back': count })
    expect(await listAttemptRows(db, { ...filter, end: null }, { after: null, limit: 50 })).toHaveLength(50)
  }
})
