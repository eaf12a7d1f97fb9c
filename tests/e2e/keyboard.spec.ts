import { expect, type Locator, type Page } from '@playwright/test'
import { authorizationOf } from './database.ts'
import { test } from './fixtures.ts'
import { atAmazon, expectConnected, statePanel } from './story.ts'

const mostSteps = 60

/** Presses Tab until the element has the focus, and checks that the focus is visible. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let step = 0; step < mostSteps; step++) {
    await page.keyboard.press('Tab')
    if (!(await target.evaluate((element) => element === document.activeElement))) continue
    const shows = await target.evaluate((element) =>
      [
        getComputedStyle(element),
        getComputedStyle(element, '::after'),
        getComputedStyle(element.closest('label') ?? element),
      ].some(({ outlineStyle }) => outlineStyle !== 'none'),
    )
    expect(shows, 'the focus is seen').toBe(true)
    return
  }
  throw new Error(`${mostSteps} times Tab did not lead to ${target}.`)
}

test('a seller connects and disconnects by keyboard', async ({ page, amazon, database }) => {
  const partner = await amazon.addPartner({ countries: ['DE'] })
  const link = (name: string) => page.getByRole('link', { name })
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const type = async (label: string, text: string) => {
    await tabTo(page, page.getByLabel(label, { exact: true }))
    await page.keyboard.type(text)
  }

  await page.goto('/')
  await tabTo(page, link('Create an account'))
  await page.keyboard.press('Enter')
  await type('Business name', 'Keys Only')
  await type('Email address', `keys-${partner.id}@example.com`)
  await type('Password', `copper harbour ${partner.id}`)
  await page.keyboard.press('Enter')

  await type('Country', 'Germany')
  await tabTo(page, page.getByRole('radio', { name: 'Seller' }))
  await tabTo(page, button('Authorize at Amazon'))
  await page.keyboard.press('Enter')
  await atAmazon(page)
  await type('Signed in as', partner.name)
  await tabTo(page, button('Confirm'))
  await page.keyboard.press('Enter')
  await expectConnected(page, partner.name)

  await tabTo(page, link('See your connections'))
  await page.keyboard.press('Enter')
  await tabTo(page, page.locator('summary').filter({ hasText: 'Disconnect' }))
  await page.keyboard.press('Enter')
  await tabTo(page, button('Disconnect'))
  await page.keyboard.press('Space')
  await expect(page.getByRole('article')).toContainText('Disconnected')
  expect(await authorizationOf(database, partner)).toMatchObject({ refreshTokenSealed: null })
})

test('an operator finds, opens and revokes a selling partner by keyboard', async ({
  office,
  connected,
  database,
}) => {
  const partner = await connected()
  await office.goto('/ops/authorizations')
  await expect(office.getByRole('row').first()).toBeVisible()
  // The key works once the page has its script.
  await expect(async () => {
    await office.keyboard.press('/')
    await expect(office.getByRole('searchbox')).toBeFocused({ timeout: 500 })
  }).toPass()
  await office.keyboard.type(partner.id)
  await expect(office.getByRole('row')).toHaveCount(2)
  await tabTo(office, office.getByRole('row', { name: partner.name }).getByRole('link'))
  await office.keyboard.press('Enter')
  await expect(office.getByRole('heading', { level: 1, name: partner.name })).toBeVisible()
  await tabTo(office, office.getByRole('button', { name: 'Revoke' }))
  await office.keyboard.press('Enter')
  await expect(office.getByRole('dialog')).toBeVisible()
  await office.keyboard.press('Escape')
  await expect(office.getByRole('button', { name: 'Revoke' }), 'the focus comes back').toBeFocused()
  await office.keyboard.press('Enter')
  await tabTo(office, office.getByLabel(/^Type/))
  await office.keyboard.type(partner.id)
  await office.keyboard.press('Enter')
  await expect(statePanel(office)).toContainText('Disconnected')
  await expect(office.getByText('Revoked. The tokens are destroyed.')).toBeVisible()
  await expect(office.getByRole('heading', { level: 1, name: partner.name })).toBeFocused()
  expect(await authorizationOf(database, partner)).toMatchObject({ refreshTokenSealed: null })
})
