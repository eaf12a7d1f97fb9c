import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { authorization } from '#drizzle/schema.ts'
import { listAuthorizations } from '#lib/authorizations/read.ts'
import { displayedHealths, displayHealth } from '#lib/state/derive-state.ts'
import { unfinishedStatuses } from '#lib/status-groups.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { authorizationOf, makeAccount, makeApplication } from './records.ts'

const database = await useDatabase()
const { db } = database
const { operator, services } = await createAmazonWorld(database)
const healths = displayedHealths.filter((health) => health !== 'blocked')

test('the index of unfinished attempts covers the statuses that workers look for', async () => {
  const [index] = await db.execute<{ condition: string }>(sql`
    select pg_get_expr(indpred, indrelid) as condition from pg_index
    where indexrelid = 'attempt_unfinished'::regclass`)
  const named = [...(index?.condition ?? '').matchAll(/'(\w+)'/g)].map(([, status]) => status)
  expect(named).toEqual(unfinishedStatuses)
})

test.each([null, services.now()])(
  'lists and pages agree on which health is shown, with credentials refused at %o',
  async (credentialsProblemAt) => {
    const applicationId = await makeApplication(db, { credentialsProblemAt })
    const accountId = await makeAccount(db)
    const rows = healths.map((health) => authorizationOf(applicationId, accountId, { health }))
    await db.insert(authorization).values(rows)
    for (const shown of displayedHealths) {
      const listed = await listAuthorizations(operator, { applicationId, health: [shown] })
      const expected = rows.filter(({ health = 'working' }) => {
        const own = { health, healthSince: null }
        return displayHealth(own, { credentialsProblemAt }).health === shown
      })
      expect(listed.rows.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted())
    }
  },
)
