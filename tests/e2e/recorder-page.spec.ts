import { expect, type Page } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'
import { consented } from './seller.ts'

const card = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title }) })

test('G6: an operator finds what happened when a seller tried yesterday, and what to do', async ({
  office,
  account,
  seller,
  amazon,
  database,
}) => {
  const partner = await amazon.addPartner()
  const { path } = await consented(seller, amazon, partner)
  await amazon.addFault({ kind: 'invalid-grant', at: 'token', grantType: 'authorization_code', times: 1 })
  const finish = (await seller.ask(path)).headers.location ?? ''
  expect((await seller.submit(finish, 'Continue')).body).toContain('Amazon didn’t accept the authorization')
  await database`update attempt_step set happened_at = happened_at - interval '1 day'
    where attempt_id in (select id from attempt where selling_partner_id = ${partner.id})`
  await database`update attempt set started_at = started_at - interval '1 day' where selling_partner_id = ${partner.id}`

  await office.goto('/ops/attempts')
  await office.getByRole('searchbox').fill(partner.id.slice(0, 8).toLowerCase())
  await office.getByLabel('Days, in UTC').selectOption('Yesterday')
  await expect(office).toHaveURL(/period=yesterday/)
  await expect(office.getByRole('row', { name: account.name })).toContainText('Failed')
  await expect(office.getByRole('table', { name: 'Attempts' }).getByRole('row')).toHaveCount(2)
  await expectAccessible(office)

  await office.getByRole('row', { name: account.name }).getByRole('link').click()
  await expect(office.getByRole('heading', { level: 1, name: account.name })).toBeVisible()
  const happened = card(office, 'What happened').getByRole('listitem')
  await expect(happened).toContainText([
    'Started',
    'sellercentral.amazon.com',
    'Came back from Amazon',
    'State and browser checked',
    'Failed',
  ])
  const failed = happened.last()
  await expect(failed).toContainText('Amazon didn’t accept the authorization')
  await expect(failed).toContainText('api.amazon.com')
  await expect(failed.getByRole('button', { name: "Copy Amazon's request id" })).toBeVisible()
  await expect(office.getByText(/^Action needed by the application’s operator/)).toBeVisible()
  await expect(office.getByText(account.email)).toBeVisible()
  await expectAccessible(office)
})

test('a selling partner’s history leads to the timeline of the attempt that authorized it', async ({
  office,
  connected,
}) => {
  const partner = await connected()
  await office.goto(`/ops/attempts?search=${partner.id}`)
  await office.getByRole('row', { name: partner.id }).getByRole('link').click()
  await office.getByRole('link', { name: 'Open selling partner' }).click()
  await card(office, 'History').getByRole('link', { name: 'Authorized' }).click()
  const happened = card(office, 'What happened').getByRole('listitem')
  await expect(happened.last()).toContainText('Stored')
  await expect(card(office, 'What happened')).toContainText('sellingpartnerapi-na.amazon.com')
})

test('keeps the view of the attempts in the URL, and ignores foreign parameters', async ({
  office,
  allowOnConsole,
}) => {
  allowOnConsole(/404 \(Not Found\)/)
  await office.goto('/ops/attempts?end=completed')
  await office.getByRole('searchbox').fill('nobody@nowhere.example')
  await expect(office).toHaveURL(
    ({ searchParams }) =>
      searchParams.get('search') === 'nobody@nowhere.example' && searchParams.get('end') === 'completed',
  )
  await expect(office.getByText('No attempt matches')).toBeVisible()
  await office.getByLabel('Days, in UTC').selectOption('Dates …')
  await office.getByLabel('First day, UTC').fill('2026-01-01')
  await expect(office).toHaveURL(
    ({ searchParams }) =>
      searchParams.get('search') === 'nobody@nowhere.example' &&
      searchParams.get('period') === 'dates' &&
      searchParams.get('first') === '2026-01-01',
  )
  await office.reload()
  await expect(office.getByLabel('First day, UTC')).toHaveValue('2026-01-01')
  for (const path of ['?first=2026-13-01', '?after=0000-01-01T00:00:00Z_x', '?end=failed&end=completed']) {
    expect((await office.goto(`/ops/attempts${path}&utm_source=mail`))?.status(), path).toBe(200)
  }
  expect((await office.goto('/ops/attempts/nothing'))?.status()).toBe(404)
})
