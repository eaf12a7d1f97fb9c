import { expect, type Page } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'
import { authorize, confirm, connect, signUp } from './story.ts'

const card = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title }) })
const lwa = { at: 'token', grantType: 'authorization_code', times: 1 } as const

test('G6: an operator finds what happened when a seller tried yesterday, and what to do', async ({
  page,
  amazon,
  database,
  anotherBrowser,
  signInAsOperator,
}) => {
  const partner = await amazon.addPartner()
  const seller = await anotherBrowser()
  const business = await signUp(seller)
  await amazon.addFault({ kind: 'invalid-grant', ...lwa })
  await authorize(seller)
  await confirm(seller, partner)
  await expect(seller.getByText('Amazon did not accept the authorization')).toBeVisible()
  await database`update attempt_step set happened_at = happened_at - interval '1 day'
    where attempt_id in (select id from attempt where selling_partner_id = ${partner.id})`
  await database`update attempt set started_at = started_at - interval '1 day' where selling_partner_id = ${partner.id}`

  await signInAsOperator(page)
  await page.goto('/ops/attempts')
  await page.getByRole('searchbox').fill(partner.id.slice(0, 8).toLowerCase())
  await page.getByLabel('Days, in UTC').selectOption('Yesterday')
  await expect(page).toHaveURL(/period=yesterday/)
  await expect(page.getByRole('row', { name: business.name })).toContainText('Failed')
  await expect(page.getByRole('table', { name: 'Attempts' }).getByRole('row')).toHaveCount(2)
  await expectAccessible(page)

  await page.getByRole('row', { name: business.name }).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: business.name })).toBeVisible()
  const happened = card(page, 'What happened').getByRole('listitem')
  await expect(happened).toContainText([
    'Started',
    'sellercentral.amazon.com',
    'Came back from Amazon',
    'State and browser checked',
    'Failed',
  ])
  const failed = happened.last()
  await expect(failed).toContainText('Amazon did not accept the authorization')
  await expect(failed).toContainText('api.amazon.com')
  await expect(failed.getByRole('button', { name: "Copy Amazon's request id" })).toBeVisible()
  await expect(page.getByText(/^The (seller|developer) acts/)).toBeVisible()
  await expect(page.getByText(business.email)).toBeVisible()
  await expectAccessible(page)
})

test('the last attempts stand beside their selling partner, and lead to their timeline', async ({
  page,
  amazon,
  anotherBrowser,
  signInAsOperator,
}) => {
  const partner = await amazon.addPartner()
  const seller = await anotherBrowser()
  await signUp(seller)
  await connect(seller, partner)
  await signInAsOperator(page)
  await page.goto(`/ops/attempts?search=${partner.id}`)
  await page.getByRole('row', { name: partner.id }).getByRole('link').click()
  await page.getByRole('link', { name: 'Open the selling partner' }).click()
  await card(page, 'Last attempts').getByRole('link').click()
  const happened = card(page, 'What happened').getByRole('listitem')
  await expect(happened.last()).toContainText('Stored')
  await expect(card(page, 'What happened')).toContainText('sellingpartnerapi-na.amazon.com')
})

test('the view of the attempts stands in the address; a damaged one leads nowhere', async ({
  page,
  signInAsOperator,
  allowOnConsole,
}) => {
  allowOnConsole(/404 \(Not Found\)/)
  await signInAsOperator(page)
  await page.goto('/ops/attempts?end=completed')
  await page.getByRole('searchbox').fill('nobody@nowhere.example')
  await expect(page).toHaveURL('/ops/attempts?search=nobody%40nowhere.example&end=completed')
  await expect(page.getByText('No attempt matches')).toBeVisible()
  await page.getByLabel('Days, in UTC').selectOption('Dates …')
  await page.getByLabel('First day, UTC').fill('2026-01-01')
  await expect(page).toHaveURL(/search=nobody.*period=dates.*first=2026-01-01/)
  await page.reload()
  await expect(page.getByLabel('First day, UTC')).toHaveValue('2026-01-01')
  for (const path of ['?first=2026-13-01', '?after=0000-01-01T00:00:00Z_x', '/nothing']) {
    expect((await page.goto(`/ops/attempts${path}`))?.status(), path).toBe(404)
  }
})
