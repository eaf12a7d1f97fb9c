import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'
import { signIn } from './story.ts'

test('of what needs somebody the most urgent stands whole; one line opens the others, without a script, too', async ({
  page,
  anotherBrowser,
  database,
  demo,
}) => {
  const id = randomUUID()
  await database`update application set secret_created_on = current_date - 150 where defined_by = 'environment'`
  await database`
    insert into incident (id, application_id, problem, started_at, seen_at, affected, tried, detail, request_ids)
    select ${id}, application.id, 'application_refused', now(), now(), 0, 0, '{"source":"lwa","status":401,"code":"invalid_client","detail":""}'::jsonb, '{}'
    from application where defined_by = 'environment'`
  try {
    const plain = await anotherBrowser({ javaScriptEnabled: false })
    for (const office of [plain, page]) {
      await signIn(office, `${demo.app}/ops`, demo.operator)
      // Without a script, what came later stays hidden below the page.
      const shown = (words: RegExp) => office.getByText(words).filter({ visible: true })
      await expect(shown(/^Amazon refuses the credentials of/)).toHaveCount(1)
      await expect(shown(/the client secret works for \d+ days more/)).toHaveCount(0)
      await office.locator('summary').filter({ hasText: '1 more', visible: true }).click()
      await expect(shown(/the client secret works for \d+ days more/)).toHaveCount(1)
    }
    await expectAccessible(page)
  } finally {
    await database`delete from incident where id = ${id}`
    await database`update application set secret_created_on = null where defined_by = 'environment'`
  }
})
