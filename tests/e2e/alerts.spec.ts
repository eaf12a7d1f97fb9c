import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'
import { signIn } from './story.ts'

test('the overview lists what needs attention, most urgent first, also without JavaScript', async ({
  page,
  anotherBrowser,
  database,
  demo,
}) => {
  const id = randomUUID()
  await database`update application set secret_created_on = current_date - 200 where defined_by = 'environment'`
  await database`
    insert into incident (id, application_id, problem, started_at, seen_at, affected, tried, detail, request_ids)
    select ${id}, application.id, 'invalid_grant', now(), now(), 5, 9, '{"source":"lwa","status":400,"code":"invalid_grant","detail":""}'::jsonb, '{}'
    from application where defined_by = 'environment'`
  try {
    const plain = await anotherBrowser({ javaScriptEnabled: false })
    for (const office of [plain, page]) {
      await signIn(office, `${demo.app}/ops`, demo.operator)
      // Without a script, content that arrives later stays hidden below the page.
      const titles = office
        .locator('section', { has: office.getByRole('heading', { name: 'Needs attention' }) })
        .getByRole('heading', { level: 3 })
        .filter({ visible: true })
      await expect(titles.filter({ hasText: /^Amazon is rejecting many of/ })).toHaveCount(1)
      const words = await titles.allInnerTexts()
      const place = (pattern: RegExp) => words.findIndex((title) => pattern.test(title))
      expect(place(/client secret expired on/)).toBe(0)
      expect(place(/^Amazon is rejecting many of/)).toBeGreaterThan(0)
    }
    await expectAccessible(page)
  } finally {
    await database`delete from incident where id = ${id}`
    await database`update application set secret_created_on = null where defined_by = 'environment'`
  }
})
