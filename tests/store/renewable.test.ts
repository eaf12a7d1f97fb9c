import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { authorization } from '#drizzle/schema.ts'
import { autocommit } from '#lib/database/pool.ts'
import { renewalObstacle } from '#lib/state/renewal-obstacle.ts'
import { findAuthorization } from '#lib/store/authorizations.ts'
import { isRenewableByLink } from '#lib/store/renewable.ts'
import { ownAccountSetting, writeSetting } from '#lib/store/settings.ts'
import { everything } from '#lib/store/visibility.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf, makeAccount, makeApplication } from './records.ts'

const { db } = await useDatabase()
const applicationId = await makeApplication(db)
const accounts = {
  'the company’s own account': await makeAccount(db),
  'a seller’s account': await makeAccount(db),
}
await writeSetting(autocommit(db), ownAccountSetting, accounts['the company’s own account'])

const now = new Date('2026-11-22T12:00:00.000Z')
const cases = (['website', 'self'] as const).flatMap((workflow) =>
  [null, now].flatMap((releasedAt) =>
    Object.entries(accounts).map(([owner, accountId]) => ({ workflow, releasedAt, owner, accountId })),
  ),
)

test.each(cases)(
  'lists and pages agree on whether a link renews a record: $workflow, released $releasedAt, in $owner',
  async ({ workflow, releasedAt, accountId }) => {
    const row = authorizationOf(applicationId, accountId, { workflow, releasedAt })
    await db.insert(authorization).values(row)
    const found = await findAuthorization(db, row.id ?? '', everything)
    if (found === null) throw new Error('not found')
    const listed = await db.$count(authorization, and(eq(authorization.id, row.id ?? ''), isRenewableByLink))
    expect(listed === 1).toBe(renewalObstacle(found) === null)
  },
)
