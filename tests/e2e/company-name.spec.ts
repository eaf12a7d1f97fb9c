import { chromium, expect, type Page } from '@playwright/test'
import { findChromium, launchOptions } from '#scripts/tests/find-chromium.ts'
import { withOwnDemo } from './fixtures.ts'
import { longestCompanyName as companyName, expectNoOverflow } from './overflow.ts'
import { authorize, confirm, connectionCard, expectConnected, openDisconnect } from './story.ts'

const test = withOwnDemo({ COMPANY_NAME: companyName })

// Chromium places glyphs on whole pixels with hinting, which makes texts wider.
for (const hinting of ['none', 'full']) {
  test(`an 80-character company name fits every seller's page (glyph hinting: ${hinting})`, async ({
    account,
    seller,
    amazon,
    demo,
  }) => {
    expect(companyName).toHaveLength(80)
    const options = launchOptions(await findChromium())
    const args = [...(options.args ?? []), `--font-render-hinting=${hinting}`]
    const browser = await chromium.launch({ ...options, args })
    try {
      const visitor = await (await browser.newContext({ baseURL: demo.app })).newPage()
      for (const path of ['/', '/sign-in', '/sign-up', '/diagnose', '/sp-api/auth?state=x', '/nowhere']) {
        await fits(visitor, path)
      }

      const context = await browser.newContext({ baseURL: demo.app })
      await seller.enter(context)
      const shop = await context.newPage()
      for (const path of ['/', '/connect/connections', '/connect/me', '/connect/finish/unknown']) {
        await fits(shop, path)
      }
      const partner = await amazon.addPartner({ countries: ['US', 'CA', 'MX', 'BR'], name: account.name })
      await authorize(shop)
      await confirm(shop, partner)
      await expectConnected(shop, partner.name)
      await expectNoOverflow(shop)
      const card = await connectionCard(shop, partner.name)
      await openDisconnect(card)
      await expectNoOverflow(shop)
      await card.getByRole('link', { name: 'Authorize again' }).click()
      await expect(shop.getByRole('heading', { level: 1, name: /again/ })).toBeVisible()
      await expectNoOverflow(shop)
    } finally {
      await browser.close()
    }
  })
}

async function fits(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectNoOverflow(page)
}
