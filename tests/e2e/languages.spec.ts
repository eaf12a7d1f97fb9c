import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { findMarketplaceByCountry } from '#lib/amazon/marketplaces.ts'
import { catalogs } from '#lib/languages/catalogs.ts'
import { type Language, languages } from '#lib/languages/languages.ts'
import { textIn } from '#lib/languages/text.ts'
import { expectAccessible, test } from './fixtures.ts'
import { expectNoForeignWords } from './foreign-words.ts'
import { expectNoOverflow } from './overflow.ts'
import { newAccount } from './seller.ts'
import { atAmazon, confirm } from './story.ts'

/** As a browser of that language sends it. */
const locales: Readonly<Record<Language, string>> = {
  en: 'en-US',
  de: 'de-AT',
  fr: 'fr-FR',
  es: 'es-MX',
  it: 'it-IT',
  ja: 'ja-JP',
  zh: 'zh-CN',
  ar: 'ar-AE',
}

const germany = findMarketplaceByCountry('DE')?.id ?? ''

async function expectLanguage(page: Page, language: Language): Promise<void> {
  const { tag, direction } = languages[language]
  await expect(page.locator('html')).toHaveAttribute('lang', tag)
  await expect(page.locator('html')).toHaveAttribute('dir', direction)
}

/** The longest words, right-to-left text, and no spaces. Unit tests find missing texts in the other languages. */
for (const language of ['de', 'ar', 'ja'] as const) {
  test(`${languages[language].name}: a seller signs up, connects, and disconnects`, async ({
    anotherBrowser,
    amazon,
    database,
  }) => {
    const page = await anotherBrowser({ locale: locales[language] })
    const words = catalogs[language].client.account
    const account = newAccount()
    await page.goto('/sign-up')
    await expectLanguage(page, language)
    await page.getByLabel(words.businessName).fill(account.name)
    await page.getByLabel(words.email).fill(account.email)
    await page.getByLabel(words.password, { exact: true }).fill(account.password)
    await page.getByRole('button', { name: words.create }).click()

    const partner = await amazon.addPartner({ countries: ['DE', 'FR'] })
    await page.locator('select[name="marketplace"]').selectOption(germany)
    await page.locator('form#authorize button[type="submit"]').click()
    await atAmazon(page)
    await confirm(page, partner)

    const finish = textIn(language, 'finish')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      finish('connected', { name: partner.name }),
    )
    await expectLanguage(page, language)
    await checkPage(page, language, [partner.name, account.email])

    await page.goto('/connect/connections')
    const card = page.getByRole('article', { name: partner.name })
    const status = textIn(language, 'status')
    await expect(card.getByText(status('working.label'), { exact: true })).toBeVisible()
    const disconnect = textIn(language, 'disconnect')
    await card.locator('summary', { hasText: disconnect('open') }).click()
    await checkPage(page, language, [partner.name, partner.id, account.email])
    await card.getByRole('button', { name: disconnect('confirm') }).click()
    await expect(card.getByText(status('disconnected.label'), { exact: true })).toBeVisible()
    const [row] = await database`
      select account.language from account join person on person.account_id = account.id
      where person.email = ${account.email}`
    expect(row?.language, 'emails are written in it, too').toBe(language)
  })
}

async function checkPage(page: Page, language: Language, names: readonly string[]): Promise<void> {
  await expectNoForeignWords(page, language, names)
  if (language !== 'ar' && language !== 'de') return
  await expectNoOverflow(page)
  await expectAccessible(page)
}

const id = randomUUID()
const pages = [
  ...['/sign-in', '/sign-in/second-step', '/sign-up', '/forgot-password', '/reset', '/confirm-email'],
  ...[`/reset#${'x'.repeat(43)}`, `/confirm-email#${'x'.repeat(43)}`],
  ...[`/unsubscribe/${'x'.repeat(43)}`, `/connect/link/ghl_${'x'.repeat(43)}`, '/nowhere'],
  ...[`/sp-api/auth?problem=state_expired&reference=${id}`, '/sign-in?error=credentials_wrong'],
]

for (const language of ['ar', 'ja'] as const) {
  test(`${languages[language].name}: the pages before a sign-in are in this language alone`, async ({
    anotherBrowser,
    allowOnConsole,
  }) => {
    allowOnConsole(/status of 40[04]/)
    const page = await anotherBrowser({ locale: locales[language] })
    for (const path of pages) {
      await page.goto('about:blank')
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectLanguage(page, language)
      await expectNoForeignWords(page, language, [])
      if (language !== 'ar') continue
      await expectNoOverflow(page)
      await expectAccessible(page)
    }
  })
}

test('a language chosen in the menu overrides browser and account, also without JavaScript', async ({
  anotherBrowser,
  seller,
}) => {
  const page = await anotherBrowser({ locale: 'fr-FR', javaScriptEnabled: false })
  await page.goto('/sign-in')
  await expectLanguage(page, 'fr')
  await page.locator('summary').filter({ hasText: 'Français' }).click()
  await page.getByRole('button', { name: 'العربية' }).click()
  await expectLanguage(page, 'ar')
  await page.goto('/forgot-password')
  await expectLanguage(page, 'ar')
  await seller.enter(page.context())
  await page.goto('/connect/connections')
  await expectLanguage(page, 'ar')
})

test('a seller’s choice follows the account into another browser, and the dashboard stays English', async ({
  anotherBrowser,
  seller,
  office,
}) => {
  const page = await anotherBrowser()
  await seller.enter(page.context())
  await page.goto('/connect/connections')
  await page.locator('summary').filter({ hasText: 'English' }).click()
  await page.getByRole('button', { name: '日本語' }).click()
  await expectLanguage(page, 'ja')
  await expect(page.getByRole('button', { name: '日本語' }), 'the menu closes').toBeHidden()

  const elsewhere = await anotherBrowser({ locale: 'de-DE' })
  await seller.enter(elsewhere.context())
  await elsewhere.goto('/connect/me')
  await expectLanguage(elsewhere, 'ja')
  await expectNoForeignWords(elsewhere, 'ja', [])

  await office.context().addCookies(await page.context().cookies())
  await office.goto('/ops')
  await expectLanguage(office, 'en')
  await office.goto('/diagnose')
  await expectLanguage(office, 'en')
})

test('where only vendors can connect, the start page speaks of their vendor account', async ({
  anotherBrowser,
  shop,
  database,
}) => {
  const before = await database`select id, partner_types from application`
  await database`update application set partner_types = ${['vendor']}`
  try {
    const visitor = await anotherBrowser({ locale: locales.en })
    await visitor.goto('/')
    await expect(visitor.getByText('permission to work with your vendor account')).toBeVisible()
    await expect(visitor.getByRole('main')).not.toContainText('selling account')
    await shop.goto('/')
    await expect(shop.getByRole('heading', { name: 'Where do you sell to Amazon?' })).toBeVisible()
    await expect(shop.getByRole('main')).not.toContainText('selling account')
  } finally {
    for (const { id, partner_types: kinds } of before)
      await database`update application set partner_types = ${kinds} where id = ${id}`
  }
})
