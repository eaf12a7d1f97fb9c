import { expect } from '@playwright/test'
import { pageGroups } from '#components/shell/pages.ts'
import { expectAccessible, withOwnDemo } from './fixtures.ts'
import { expectNoOverflow, longestCompanyName } from './overflow.ts'
import { findPartner, signIn, statePanel } from './story.ts'

const test = withOwnDemo({ COMPANY_NAME: longestCompanyName }, 'lived-in')

test('one click opens the year-old demo company, as operator and as seller in one browser', async ({
  page,
}) => {
  await page.goto('/ops')
  await expect(page.getByRole('heading', { name: 'This is a demo' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Look around as an operator' }).click()
  await page.waitForURL((url) => url.pathname === '/ops')

  for (const [name, words] of [
    ['Loire Déco', 'Needs re-authorization'],
    ['Fjord Living', 'Renewal due'],
    ['Thistle & Thread', 'Renewal overdue'],
    ['Copper Kettle Supply', 'Listings suspended'],
    ['Closed Door Antiques', 'Details missing'],
    ['Quiet Meadow Toys', 'Roles missing'],
    ['Plain Paper Wholesale', 'Paused'],
    ['Juniper & Sage Books', 'Disconnected'],
    ['Bergwerk Werkzeuge', 'Working'],
  ] as const)
    await expect(await findPartner(page, name)).toContainText(words)
  await page.goto('/ops/incidents')
  await expect(page.getByText('Amazon says the client secret of Harbor Ads has expired')).toBeVisible()
  await expect(page.getByText('Resolved').first()).toBeVisible()
  await page.goto('/ops/compliance')
  await expect(page.getByRole('row', { name: /Vera Lindqvist/ })).toContainText('Never')
  await expect(page.getByText(/\d\d years ago/)).toHaveCount(0)

  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Look around as a seller' }).click()
  await page.waitForURL((url) => url.pathname === '/connect/connections')
  await expect(page.getByRole('article', { name: 'Loire Déco' })).toContainText('Reconnect needed')
  await expect(page.getByRole('article', { name: 'Northwind Outfitters' })).toContainText('Connected')
  await page.goto('/ops')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectNoOverflow(page)
})

/** Every page of the dashboard, and of each kind of record the first page that another one leads to. */
test('an 80-character company name fits every operator’s page of a year-old company', async ({
  page,
  demo,
}) => {
  test.slow()
  await signIn(page, '/ops', demo.operator)
  const kindOf = (address: string) => address.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '…')
  const addresses = pageGroups.flatMap(({ pages }) => pages.map(({ href }) => href))
  for (const address of addresses) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    await expectNoOverflow(page)
    for (const link of await page.locator('main a[href^="/ops/"]').all()) {
      const { pathname } = new URL((await link.getAttribute('href')) ?? '', demo.app)
      const isFile = pathname.endsWith('/export')
      if (!isFile && !addresses.some((known) => kindOf(known) === kindOf(pathname))) addresses.push(pathname)
    }
  }
  expect(addresses.length).toBeGreaterThan(25)
})

test('a visitor of the demo renews a connection with five clicks', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Look around as a seller' }).click()
  const card = page.getByRole('article', { name: 'Tulip & Twine' })
  await card.getByRole('link', { name: 'Authorize again here' }).click()
  await page.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('heading', { name: 'Tulip & Twine is renewed' })).toBeVisible()
  await expect(page.getByText(/Renew it again by \d+ \w+ \d{4}\./)).toBeVisible()
})

test('the year leaves messages, webhooks and sign-ins at plausible times', async ({ page, demo }) => {
  await signIn(page, '/ops/outbox', demo.operator)
  const digest = page.getByRole('row', { name: /events? up to/ }).first()
  await expect(digest).toContainText('09:00 (America/New_York)')
  await page.goto('/ops/people')
  await expect(page.getByRole('row', { name: /Omar Haddad/ })).toContainText('1 day ago')

  await page.getByRole('button', { name: 'Theme and times' }).click()
  const choose = async (name: string) => {
    const stored = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name, exact: true }).click()
    await stored
  }
  await choose('UTC')
  await expect(page.getByRole('row', { name: /Omar Haddad/ })).toContainText(/\d\d:\d\d UTC/)
  await page.reload()
  await expect(page.getByRole('row', { name: /Omar Haddad/ })).toContainText(/\d\d:\d\d UTC/)
  await page.getByRole('button', { name: 'Theme and times' }).click()
  await choose('Relative')

  // Wide enough for the number of attempts.
  await page.setViewportSize({ width: 1_600, height: 900 })
  await page.goto('/ops/webhooks')
  await page.getByRole('link', { name: 'CRM' }).click()
  const retried = page
    .getByRole('row', { name: /authorization\.reauthorization_needed/ })
    .filter({ has: page.getByRole('cell', { name: '3', exact: true }) })
  await expect(retried.first()).toContainText('Delivered')

  const mailbox = await page.request.get(`${demo.mailbox}/messages.json`)
  const mails = (await mailbox.json()) as { readonly subject: string; readonly receivedAt: string }[]
  expect(mails.length).toBeGreaterThan(10)
  const newYork = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', timeStyle: 'short' })
  const digests = mails.filter(({ subject }) => /events? up to/.test(subject))
  expect(digests.map(({ receivedAt }) => newYork.format(new Date(receivedAt)))).toEqual(
    digests.map(() => expect.stringMatching(/^9:00\sAM$/)),
  )
})

test('a demo scenario takes effect and leads to the page that shows it', async ({ page, demo }) => {
  await signIn(page, '/ops', demo.operator)
  const play = async (name: string) => {
    await page.goto('/ops')
    await page.getByRole('button', { name }).click()
    await page.waitForURL((url) => url.pathname !== '/ops')
  }
  const outcome = page.getByRole('region', { name: 'What the scenario did' })
  await play('A seller revokes')
  await expect(statePanel(page)).toContainText('Needs re-authorization')
  await expect(outcome).toContainText('disabled the application in Manage Your Apps')
  await expect(outcome.getByRole('link', { name: 'Reset the demo' })).toBeVisible()
  await expectAccessible(page)
  await play('Wrong account renews')
  const renewed = outcome.getByRole('link').first()
  await expect(outcome).toContainText(`Someone renewed ${await renewed.textContent()}, but signed in`)
  await expect(page.getByRole('main')).toContainText('A different selling partner signed in at Amazon')
  await renewed.click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(outcome).toHaveCount(0)
  await play('New role')
  await expect(outcome).toContainText('Amazon added the role Brand Analytics')
  await expect(page.getByRole('row', { name: 'Harbor & Pine Goods' })).toContainText('Roles missing')
  await play('Amazon is down for 5 minutes')
  await expect(
    page.getByText(`Login with Amazon isn’t responding for ${longestCompanyName}`).first(),
  ).toBeVisible()
  await expect(outcome).toContainText('returns 503 for 5 minutes: 20 refreshes failed')
  await play('Client secret expires')
  await expect(outcome.getByRole('link', { name: 'the simulated Amazon' })).toBeVisible()
  await expect(page.getByText(`Amazon is rejecting the credentials of ${longestCompanyName}`)).toBeVisible()
  await play('A year passes')
  await expect(page.getByRole('row', { name: 'Harbor & Pine Goods' })).toContainText('Renewal overdue')
  await expect(outcome).toContainText(/A year passed, here and at Amazon: \d\d renewals are overdue/)
})
