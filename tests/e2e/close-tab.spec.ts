import { expect } from '@playwright/test'
import { authorizationOf, hurryWorker } from './database.ts'
import { test } from './fixtures.ts'
import { authorize, confirm, connectionCard } from './story.ts'

// Without a script, nothing exchanges the code from the browser: only the worker can have done it.
test.use({ javaScriptEnabled: false })

test('the worker connects a seller who closes the tab right after Amazon', async ({
  shop,
  context,
  amazon,
  database,
}) => {
  const partner = await amazon.addPartner()
  await authorize(shop)
  await confirm(shop, partner)
  await shop.waitForURL(/\/connect\/finish\//)
  const finishPage = shop.url()
  await shop.close()
  expect(await authorizationOf(database, partner)).toBeNull()

  await hurryWorker(database, finishPage)
  await expect.poll(async () => (await authorizationOf(database, partner))?.storeName).toBe(partner.name)
  const later = await context.newPage()
  await expect(await connectionCard(later, partner.name)).toContainText('Connected')
})
