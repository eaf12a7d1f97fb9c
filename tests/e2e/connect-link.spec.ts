import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { Client } from './client.ts'
import { authorizationOf, type Sql } from './database.ts'
import { expectAccessible, test } from './fixtures.ts'
import { newAccount } from './seller.ts'
import { atAmazon, confirm, expectConnected, fillSignUp, openPartner, signUp } from './story.ts'

const returnAddress = 'https://app.example.com/amazon/done'

/** An operator creates a link for a seller in the United States; `more` fills in other fields. */
async function makeLink(office: Page, name: string, more: () => Promise<void> = async () => {}) {
  await office.goto('/ops/links')
  await office.getByLabel('Name').fill(name)
  await office.getByText('Countries, selling partner, return URL').click()
  await office.getByLabel('Country').selectOption({ label: 'United States' })
  await more()
  await office.getByRole('button', { name: 'Create link' }).click()
  return office.locator('code').filter({ hasText: '/connect/link/' }).innerText()
}

const states = (sql: Sql) =>
  sql`select id, account_id, used_at, revoked_at from connect_link order by created_at`
const attempts = (sql: Sql) => sql`select id from attempt order by started_at`
const tokenOf = (link: string) => link.slice(link.lastIndexOf('/') + 1)

test('A20: a link leads a new seller through sign-up to Amazon and back, once, without leaking its token', async ({
  page,
  demo,
  amazon,
  database,
  office,
  place,
}) => {
  const partner = await amazon.addPartner()
  await database`update application set return_addresses = ${[returnAddress]}`
  const link = await makeLink(office, partner.name, async () => {
    await office.getByLabel('Expected selling partner').fill(partner.id)
    await office.getByLabel('Return URL').fill(`${returnAddress}?order=7`)
  })
  await expectAccessible(office)

  const before = [await states(database), await attempts(database)]
  const preview = new Client(demo.app)
  for (const method of ['HEAD', 'GET', 'GET']) {
    const { status, headers, body } = await preview.ask(link, { method })
    expect(status).toBe(200)
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['cache-control']).toContain('no-store')
    expect(body).toContain(method === 'GET' ? 'to ask for' : '')
  }
  expect([await states(database), await attempts(database)]).toEqual(before)

  const addresses: string[] = []
  page.on('framenavigated', (frame) => addresses.push(frame.url()))
  await page.goto(link)
  await expect(page.getByText(partner.id)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Create an account' }).click()
  await fillSignUp(page, newAccount('Lighthouse Tea'))
  await expect(page.getByText('Lighthouse Tea')).toBeVisible()
  await expectAccessible(page)
  addresses.length = 0
  await page.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(page)
  await confirm(page, partner)
  await expectConnected(page, partner.name)
  expect(addresses.join(' ')).not.toContain('ghl_')
  await expectAccessible(page)
  const wayBack = page.getByRole('link', { name: 'Continue to app.example.com' })
  const id = (await authorizationOf(database, partner))?.id
  expect(await wayBack.getAttribute('href')).toBe(
    `${returnAddress}?order=7&result=connected&authorization=${id}`,
  )

  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This connect link was already used' })).toBeVisible()
  await office.reload()
  await expect(office.getByRole('row', { name: partner.name })).toContainText('Used')
  await office.getByRole('button', { name: `Details of ${partner.name}` }).click()
  const panel = office.getByRole('dialog')
  await expect(panel.getByRole('link', { name: partner.name })).toHaveAttribute(
    'href',
    `/ops/authorizations/${id}`,
  )
  await panel.getByRole('listitem').filter({ hasText: 'Completed' }).getByRole('link').click()
  await expect(office.getByRole('link', { name: partner.name, exact: true })).toBeVisible()
  const log = readFileSync(place.log, 'utf8')
  expect(log).not.toContain(tokenOf(link))
  expect(JSON.stringify(await database`select * from connect_link`)).not.toContain(tokenOf(link))
})

const around = (token: string) => [
  ...['.', ',', ')', '>', ']', ';', ':', '!', '"', "'", '*', '_', '%', '%20', '%09', '%0A', '%C2%A0'].map(
    (noise) => token + noise,
  ),
  ...[').', '%22%3E', '%E2%80%9D', '%E2%80%8B', '%E2%80%A6', '%FF', '%3C%2Fa%3E'].map(
    (noise) => token + noise,
  ),
  ...['%3C', '%22', '(', '%20', '%E2%80%9C'].map((noise) => noise + token),
  `${token.slice(0, 20)}%0D%0A${token.slice(20)}`,
  `${token.slice(0, 30)}%20${token.slice(30)}.`,
]

test('a link still opens when surrounding text was copied with it', async ({ page, office, demo }) => {
  const link = await makeLink(office, 'Copied')
  const token = tokenOf(link)
  const client = new Client(demo.app)
  for (const text of around(token)) {
    const { status, headers } = await client.ask(link.replace(token, text))
    expect([status, headers.location], text).toEqual([307, `/connect/link/${token}`])
    expect(headers['referrer-policy']).toBe('no-referrer')
  }
  expect((await client.ask(link)).status, 'a clean one is not redirected').toBe(200)
  expect((await client.ask(`/connect/link/${token.slice(0, -1)}.`)).status, 'half a token is none').toBe(404)
  await page.goto(`${link}).`)
  expect(page.url()).toBe(link)
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
})

test('A20: a claimed link refuses a second account, survives a canceled consent, and can be revoked', async ({
  shop,
  amazon,
  anotherBrowser,
  office,
  allowOnConsole,
}) => {
  allowOnConsole(/status of 404/)
  const partner = await amazon.addPartner()
  const link = await makeLink(office, partner.name)

  await shop.goto(link)
  await shop.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(shop)
  await shop.getByRole('button', { name: 'Cancel' }).click()

  const other = await anotherBrowser()
  await signUp(other)
  await other.goto(link)
  await expect(other.getByRole('heading', { name: 'belongs to another account' })).toBeVisible()

  await shop.goto(link)
  await expect(shop.getByRole('button', { name: 'Authorize at Amazon' })).toBeVisible()
  await office.reload()
  await office.getByRole('button', { name: `Details of ${partner.name}` }).click()
  await expect(office.getByRole('dialog')).toContainText('Claimed')
  await office.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(office.getByRole('dialog')).toContainText('It no longer works')

  await shop.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await expect(shop.getByText('This connect link was revoked')).toBeVisible()
  await shop.reload()
  await expect(shop.getByRole('heading', { name: 'This connect link was revoked' })).toBeVisible()
  await shop.goto('/connect/link/ghl_nobody')
  await expect(shop.getByRole('heading', { name: 'Unknown connect link' })).toBeVisible()
})

test('a link for several countries that is opened again names what is left of it', async ({
  office,
  shop,
  amazon,
}) => {
  await office.goto('/ops/links')
  await office.getByLabel('Name').fill('Two countries')
  await office.getByText('Countries, selling partner, return URL').click()
  await office.locator('summary', { hasText: 'Several countries' }).click()
  await office.getByRole('checkbox', { name: 'United States' }).check()
  await office.getByRole('checkbox', { name: 'Japan' }).check()
  await office.getByRole('button', { name: 'Create link' }).click()
  const link = await office.locator('code').filter({ hasText: '/connect/link/' }).innerText()
  await expect(office.getByText('It works until both regions are connected')).toBeVisible()
  await shop.goto(link)
  const where = shop.getByText(/^Seller Central, /)
  await expect(where).toHaveText('Seller Central, United States, Japan')
  await shop.getByRole('button', { name: 'Authorize at Amazon' }).click()
  const partner = await amazon.addPartner()
  await atAmazon(shop)
  await confirm(shop, partner)
  await expectConnected(shop, partner.name)

  await shop.goto(link)
  await expect(where).toHaveText('Seller Central, Japan')
  await expect(shop.getByText('in any order')).toBeVisible()
  await expect(shop.getByText('This is the first')).toBeHidden()
})

test('an operator sends a one-time link that renews an authorization', async ({
  shop,
  connected,
  database,
  office,
}) => {
  const partner = await connected()
  await openPartner(office, partner.name)
  await office.getByRole('button', { name: 'Create one-time link' }).click()
  const link = await office.locator('code').filter({ hasText: '/connect/link/' }).innerText()
  await shop.goto(link)
  await expect(shop.getByRole('heading', { name: 'Renew your permission' })).toBeVisible()
  await shop.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(shop)
  await confirm(shop, partner)
  await expectConnected(shop, partner.name)
  expect(await authorizationOf(database, partner)).toMatchObject({ tokenVersion: 2 })
})

test('a link works without JavaScript', async ({ amazon, anotherBrowser, office }) => {
  const partner = await amazon.addPartner()
  const link = await makeLink(office, partner.name)
  const seller = await anotherBrowser({ javaScriptEnabled: false })
  await signUp(seller)
  await seller.goto(link)
  await seller.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(seller)
  expect(new URL(seller.url()).searchParams.get('state')).toMatch(/^[\w-]{43}$/)
})

test('A21: a return URL that isn’t on the list is refused, and nothing is stored', async ({
  seller,
  database,
}) => {
  await database`update application set return_addresses = ${[returnAddress]}`
  const before = await attempts(database)
  for (const returnTo of [
    'https://evil.example/amazon/done',
    `${returnAddress}/more`,
    `${returnAddress}#x`,
    'https://app.example.com@evil.example/amazon/done',
    'javascript:alert(1)',
  ]) {
    const { status, body } = await seller.ask(
      `/authorize?marketplace=ATVPDKIKX0DER&return_to=${encodeURIComponent(returnTo)}`,
    )
    expect(status, returnTo).toBe(400)
    expect(body).toContain('return URL in this link isn’t allowed')
  }
  expect(await attempts(database)).toEqual(before)
})

test('A21: a seller who doesn’t connect is offered the return URL, too', async ({
  shop,
  amazon,
  database,
  allowOnConsole,
}) => {
  allowOnConsole(/status of 400/)
  await database`update application set return_addresses = ${[returnAddress]}`
  const start = `/authorize?marketplace=ATVPDKIKX0DER&return_to=${encodeURIComponent(returnAddress)}`
  const wayBack = shop.getByRole('link', { name: 'Back to app.example.com' })

  await shop.goto(start)
  await atAmazon(shop)
  const state = new URL(shop.url()).searchParams.get('state')
  await shop.goto(`/sp-api/auth?state=${state}&error=access_denied`)
  await expect(shop.getByRole('heading', { name: 'Amazon didn’t give permission' })).toBeVisible()
  expect(await wayBack.getAttribute('href')).toBe(`${returnAddress}?result=failed`)
  await expectAccessible(shop)

  const partner = await amazon.addPartner()
  await amazon.addFault({ kind: 'refuse', row: 'L1', at: 'token' })
  await shop.goto(start)
  await atAmazon(shop)
  await confirm(shop, partner)
  await expect(shop.getByRole('heading', { name: 'Amazon didn’t accept' })).toBeVisible()
  expect(await wayBack.getAttribute('href')).toBe(`${returnAddress}?result=failed`)
})

test('A21: a link on the company’s own page preselects, and the seller decides', async ({
  shop,
  demo,
  amazon,
  database,
}) => {
  await database`update application set return_addresses = ${[returnAddress]}`
  const before = await attempts(database)
  await shop.goto(amazon.origin)
  const query = new URLSearchParams({ marketplace: 'A1PA6795UKMFR9', return_to: returnAddress })
  await shop.evaluate((address) => location.assign(address), `${demo.app}/authorize?${query}`)
  await expect(shop.getByLabel('Country')).toHaveValue('A1PA6795UKMFR9')
  expect(await attempts(database)).toEqual(before)
  await shop.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(shop)
  expect(await database`select return_to from attempt order by started_at desc limit 1`).toMatchObject([
    { return_to: returnAddress },
  ])
})

test('links are filtered by state, which is kept in the URL', async ({ office }) => {
  const names = ['Stays open', 'Is revoked'].map((name) => `${name} ${randomUUID().slice(0, 8)}`)
  const [open = '', revoked = ''] = names
  for (const name of names) await makeLink(office, name)
  await office.getByRole('button', { name: `Details of ${revoked}` }).click()
  await office.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(office.getByRole('dialog').getByText('It no longer works.')).toBeVisible()

  await office.goto('/ops/links')
  const row = (name: string) => office.getByRole('row').filter({ hasText: name })
  await expect(row(open)).toHaveCount(1)
  const filter = office.getByRole('navigation', { name: 'Filter by state' })
  await filter.getByRole('link', { name: /^Revoked/ }).click()
  await expect(office).toHaveURL(/\/ops\/links\?state=revoked$/)
  await expect(row(revoked)).toHaveCount(1)
  await expect(row(open)).toHaveCount(0)
  await expect(filter.getByRole('link', { name: /^Revoked/ })).toHaveAttribute('aria-current', 'true')
  await expectAccessible(office)
  await office.goto('/ops/links')
  await office.getByRole('searchbox', { name: 'Search connect links' }).fill(open)
  await expect(office).toHaveURL(/\/ops\/links\?search=/)
  await expect(row(revoked)).toHaveCount(0)
  await expect(row(open)).toHaveCount(1)
  for (const address of ['/ops/links?state=lost', '/ops/links?state=open&state=used', '/ops/links?after=x']) {
    expect((await office.goto(address))?.status(), address).toBe(200)
  }
})

test('the details of a link have an address, and Back closes them', async ({ office }) => {
  const name = `Address ${randomUUID().slice(0, 8)}`
  await makeLink(office, name)
  await office.goto('/ops/links')
  const panel = office.getByRole('dialog', { name })
  await office.getByRole('button', { name: `Details of ${name}` }).click()
  await expect(panel).toBeVisible()
  await expect(office).toHaveURL(/\/ops\/links\?open=/)
  const address = office.url()
  await office.goBack()
  await expect(panel).toBeHidden()
  await expect(office).toHaveURL(/\/ops\/links$/)
  await office.goto(address)
  await expect(panel).toBeVisible()
  await office.keyboard.press('Escape')
  await expect(office).toHaveURL(/\/ops\/links$/)

  await office.goto('/ops')
  await office.goto('/ops/links')
  await office.getByRole('button', { name: `Details of ${name}` }).click()
  await expect(panel).toBeVisible()
  await office.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await office.goBack()
  await expect(office, 'a closed panel leaves nothing to go back to').toHaveURL(/\/ops$/)
})
