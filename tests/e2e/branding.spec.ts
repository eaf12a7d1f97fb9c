import { expect, type Page } from '@playwright/test'
import { expectAccessible, expectGoodLooks, withOwnDemo } from './fixtures.ts'
import { signInAt } from './seller.ts'
import { authorize, confirm, expectConnected, fillSignUp } from './story.ts'

const test = withOwnDemo()

/** 120 by 30 pixels of one color, made by the browser. */
async function makeLogo(page: Page, type: 'image/png' | 'image/webp'): Promise<Buffer> {
  const url = await page.evaluate((wanted) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 120, height: 30 })
    canvas.getContext('2d')?.fillRect(0, 0, 120, 30)
    return canvas.toDataURL(wanted)
  }, type)
  return Buffer.from(url.split(',')[1] ?? '', 'base64')
}

const saved = (page: Page) => page.getByText('Saved. Sellers see it from now on.')
const save = (page: Page) => page.getByRole('button', { name: 'Save settings' }).click()

test('an administrator gives sellers’ pages a name, a logo, colors and legal links', async ({
  office,
  anotherBrowser,
  allowOnConsole,
}) => {
  // The page of a refused redirect has its status.
  allowOnConsole(/status of 400 .*sp-api\/auth/)
  await office.goto('/ops/settings')
  const preview = office.getByRole('img', { name: 'The connect page with these settings' })
  await office.getByLabel('Company name').fill('Tom & Jerry <b>Trade</b>')
  await expect(preview).toContainText('Tom & Jerry <b>Trade</b> is asking for permission')
  await office.getByLabel('Logo', { exact: true }).setInputFiles({
    name: 'logo.svg',
    mimeType: 'image/png',
    buffer: await makeLogo(office, 'image/png'),
  })
  await expect(preview.locator('img')).toHaveAttribute('width', '120')
  await office.getByLabel('Support address').fill('help@trade.example')
  await office.getByLabel('Legal notice (imprint)').fill('https://trade.example/imprint')
  await office.getByLabel('Privacy policy').fill('https://trade.example/privacy')

  await office.getByLabel('On light pages', { exact: true }).fill('#ff9900')
  await expect(office.getByText('Contrast 1.8:1, hard to read.')).toBeVisible()
  await expectAccessible(office)
  await office.getByRole('button', { name: /^Use #/ }).click()
  await expect(office.getByText(/^Contrast 4\.\d:1, easy to read/)).toBeVisible()
  const color = await office.getByLabel('On light pages', { exact: true }).inputValue()
  await office.getByRole('button', { name: 'Dark', exact: true }).last().click()
  await expectGoodLooks(office)
  await save(office)
  await expect(saved(office)).toBeVisible()
  await expectGoodLooks(office)

  const visitor = await anotherBrowser()
  const responses: Record<string, string>[] = []
  visitor.on('response', (response) => {
    if (response.url().includes('/branding/logo')) responses.push(response.headers())
  })
  await visitor.goto('/')
  await expect(visitor).toHaveTitle('Connect your Amazon account · Tom & Jerry <b>Trade</b>')
  // A logo this wide counts as the name.
  const logo = visitor.getByRole('img', { name: 'Tom & Jerry <b>Trade</b>' })
  await expect(logo).toBeVisible()
  expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(120)
  expect(responses[0]).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  })
  const button = visitor.getByRole('button', { name: 'Continue' })
  const background = await button.evaluate((element) => getComputedStyle(element).backgroundColor)
  expect(background).toBe(
    `rgb(${[1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16)).join(', ')})`,
  )
  const footer = visitor.getByRole('contentinfo')
  await expect(footer.getByRole('link', { name: 'help@trade.example' })).toHaveAttribute(
    'href',
    'mailto:help@trade.example',
  )
  await expect(footer.getByRole('link', { name: 'Legal notice' })).toHaveAttribute(
    'href',
    'https://trade.example/imprint',
  )
  await expect(footer.getByRole('link', { name: 'Privacy' })).toBeVisible()
  await expect(footer.getByRole('link', { name: 'Terms' })).toHaveCount(0)
  await expectGoodLooks(visitor)
  // A page outside React, too.
  await visitor.goto('/sp-api/auth?state=unknown')
  await expect(visitor.getByRole('link', { name: 'Legal notice' })).toBeVisible()
  await expectAccessible(visitor)

  await office.goto('/ops/audit')
  await expect(office.getByRole('row', { name: /Branding changed/ }).first()).toBeVisible()
})

test('an invalid logo or link is refused at its field, and the form keeps its values', async ({ office }) => {
  await office.goto('/ops/settings')
  await office.getByLabel('Support address').fill('other@trade.example')
  await office.getByLabel('Logo', { exact: true }).setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  })
  await save(office)
  await expect(office.getByText('This file can’t be the logo')).toBeVisible()
  await expect(office.getByLabel('Support address')).toHaveValue('other@trade.example')
  await office.getByLabel('Terms', { exact: true }).fill('http://trade.example/terms')
  await save(office)
  await expect(office.getByText('Enter a whole address that begins with https://')).toBeVisible()
  await expect(office.getByLabel('Terms', { exact: true })).toHaveValue('http://trade.example/terms')
})

test('a second administrator’s conflicting change is refused, and the form works without JavaScript', async ({
  office,
  anotherBrowser,
  demo,
}) => {
  await office.goto('/ops/settings')
  const other = await anotherBrowser({ javaScriptEnabled: false })
  await (await signInAt(demo.app, demo.operator)).enter(other.context())
  await other.goto('/ops/settings')
  await other.getByLabel('Company name').fill('Faster')
  await save(other)
  await expect(saved(other)).toBeVisible()
  await office.getByLabel('Company name').fill('Slower')
  await save(office)
  await expect(office.getByText('Someone else changed these settings')).toBeVisible()
  await expect(office.getByLabel('Company name')).toHaveValue('Slower')
  await expect(office.getByText('Stored now: Faster')).toBeVisible()
  await save(office)
  await expect(saved(office)).toBeVisible()
  await other.goto('/')
  await expect(other.getByRole('link', { name: 'Slower' })).toBeVisible()
})

test('a visitor chooses a country, then creates an account, and continues at Amazon without choosing again', async ({
  page,
  amazon,
}) => {
  const partner = await amazon.addPartner({ countries: ['DE'] })
  await page.goto('/')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByLabel('Country'), 'the browser asks for the country').toBeFocused()
  await page.getByLabel('Country').selectOption({ label: 'Germany' })
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('You’re connecting your account in Germany')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Change' }).click()
  await expect(page.getByLabel('Country')).toHaveValue('A1PA6795UKMFR9')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('link', { name: 'Create one' }).click()
  await expect(page.getByText('You’re connecting your account in Germany')).toBeVisible()
  await fillSignUp(page)
  await confirm(page, partner)
  await expectConnected(page, partner.name)
})

test('before they start, sellers and vendors read what they will allow and what Amazon asks for', async ({
  office,
  page,
  amazon,
  shop,
}) => {
  await office.goto('/ops/applications')
  await office.getByRole('row', { name: 'Ready' }).first().getByRole('link').click()
  await office
    .getByLabel('Application roles')
    .fill('Product Listing\nAmazon Fulfillment\nDirect-to-Consumer Shipping (Restricted)')
  await office.getByRole('button', { name: 'Save', exact: true }).first().click()
  await expect(office.getByText('Saved. The change is effective immediately.').first()).toBeVisible()

  await shop.goto('/')
  const allowed = page.locator('section').filter({ hasText: 'What will be read' })
  await expect(allowed.getByText('Names and addresses of buyers, for shipping')).toBeVisible()
  await expect(allowed.getByText('Your listings: texts, images and offers')).toBeVisible()
  await expect(allowed.getByText('Your stock at Amazon')).toBeVisible()
  await expect(allowed.getByText('Amazon’s purchase orders to you')).toBeHidden()
  await expect(page.getByText('Sell with the Professional plan')).toBeVisible()
  await page.getByRole('radio', { name: 'Vendor' }).check()
  await expect(allowed.getByText('Amazon’s purchase orders to you')).toBeVisible()
  await expect(allowed.getByText('Your stock at Amazon')).toBeHidden()
  await expect(page.getByText('Sell with the Professional plan')).toBeHidden()

  await page.getByText('I’m not the primary user').click()
  const mail = await page.getByRole('link', { name: 'Send by email' }).getAttribute('href')
  expect(decodeURIComponent(mail ?? '')).toContain(`open ${new URL(page.url()).origin}/,`)
  expect(mail).not.toContain('+')
  await expectGoodLooks(page)

  const partner = await amazon.addPartner()
  await authorize(shop)
  await confirm(shop, partner)
  await expectConnected(shop, partner.name)
})

test('anyone can look up an error page of Amazon’s without signing in', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Did Amazon show an error?' }).click()
  await page.getByLabel('What did Amazon show?').fill('SPDC8143')
  await page.getByRole('button', { name: 'Explain' }).click()
  await expect(page.getByRole('status')).toContainText('primary user')
  await expectAccessible(page)
  await page.getByLabel('What did Amazon show?').fill('All is well')
  await page.getByRole('button', { name: 'Explain' }).click()
  await expect(page.getByText('We don’t recognize this message')).toBeVisible()
  expect(page.url()).not.toContain('SPDC8143')
})
