import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { expectAccessible, withOwnDemo } from './fixtures.ts'
import { signInAt } from './seller.ts'
import { acceptInvitation, atAmazon, confirm, expectConnected, fillSignUp, inviteOperator } from './story.ts'

// A separate demo: a second application changes the pages of every seller.
const test = withOwnDemo({})

/** Registers one more application at Amazon. */
async function register(origin: string, app: string, facts: Record<string, unknown> = {}) {
  const id = randomUUID().replaceAll('-', '')
  const registered = {
    applicationId: `amzn1.sellerapps.app.${id}`,
    lwaClientId: `amzn1.application-oa2-client.${id}`,
    clientSecret: `amzn1.oa2-cs.v1.${id}${id}`,
    name: `Repricer ${id.slice(0, 6)}`,
    status: 'published',
    redirectUris: [`${app}/sp-api/auth`],
    logInUri: `${app}/authorize`,
    ...facts,
  }
  const response = await fetch(`${origin}/_/applications`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(registered),
  })
  expect(response.status, await response.text()).toBe(200)
  return registered
}

type Registered = Awaited<ReturnType<typeof register>>

async function fillIn(page: Page, { name, applicationId, lwaClientId, clientSecret }: Registered) {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Application id').fill(applicationId)
  await page.getByLabel('LWA client id').fill(lwaClientId)
  await page.getByLabel('LWA client secret').fill(clientSecret)
  await page.getByLabel('Status at Amazon').selectOption('published')
}

const addButton = (page: Page) => page.getByRole('button', { name: 'Add application' })

test('an administrator adds a second application, and a seller chooses it and authorizes it (B8)', async ({
  office,
  shop,
  amazon,
  demo,
  database,
}) => {
  const registered = await register(amazon.origin, demo.app)
  await office.goto('/ops/applications')
  await expectAccessible(office)
  await office.getByRole('link', { name: 'Add an application' }).click()
  await expectAccessible(office)
  await fillIn(office, registered)
  await office.getByRole('checkbox', { name: 'Vendors' }).uncheck()
  await office.getByLabel('Application roles').fill('Product Listing\nPricing')
  await office.getByLabel('Term in days').fill('0')
  await addButton(office).click()
  await expect(office.getByText('This term isn’t valid')).toBeVisible()
  await expect(office.getByLabel('Term in days')).toBeFocused()
  await expect(office.getByLabel('Application id')).toHaveValue(registered.applicationId)
  await expect(office.getByRole('checkbox', { name: 'Vendors' })).not.toBeChecked()
  await expect(office.getByLabel('Status at Amazon')).toHaveValue('published')
  expect(await office.content()).not.toContain(registered.clientSecret)
  await office.getByLabel('Term in days').fill('365')
  await office.getByLabel('LWA client secret').fill(registered.clientSecret)
  await addButton(office).click()
  await expect(office.getByRole('heading', { level: 1, name: registered.name })).toBeVisible()
  await expect(office.getByText('Sellers can authorize it')).toBeVisible()
  expect(await office.content()).not.toContain(registered.clientSecret)
  await expectAccessible(office)

  const partner = await amazon.addPartner()
  await shop.goto('/')
  await expectAccessible(shop)
  await shop.getByLabel('Country').selectOption({ label: 'United States' })
  // Before an application is chosen, no list claims to be what the seller allows.
  await expect(shop.getByText('depends on the application that you choose')).toBeVisible()
  await expect(shop.getByText('What will be read', { exact: true })).toHaveCount(2)
  for (const heading of await shop.getByText('What will be read', { exact: true }).all())
    await expect(heading).toBeHidden()
  await shop.getByRole('radio', { name: registered.name }).check()
  await expect(shop.getByText('depends on the application that you choose')).toHaveCount(0)
  await expect(shop.getByText('What will be read', { exact: true })).toBeVisible()
  await expect(shop.getByRole('heading', { level: 2, name: registered.name })).toBeVisible()
  await expectAccessible(shop)
  // Vendors can authorize the other one only, so that one is chosen for them.
  await shop.getByRole('radio', { name: 'Vendor', exact: false }).first().check()
  await expect(shop.getByRole('radio', { name: registered.name })).toBeHidden()
  await expect(shop.getByRole('heading', { level: 2, name: registered.name })).toHaveCount(0)
  await expect(shop.getByText('What will be read', { exact: true })).toBeVisible()
  await shop.getByRole('radio', { name: 'Seller' }).first().check()
  await shop.getByRole('radio', { name: registered.name }).check()
  await shop.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(shop)
  expect(new URL(shop.url()).searchParams.get('application_id')).toBe(registered.applicationId)
  await confirm(shop, partner)
  await expectConnected(shop, partner.name)
  const [row] = await database`
    select application.name from "authorization" join application on application.id = application_id
    where selling_partner_id = ${partner.id}`
  expect(row?.name).toBe(registered.name)
  await office.reload()
  await expect(office.getByText('1 of 25', { exact: true })).toBeVisible()

  await office.getByRole('button', { name: 'Retire application' }).click()
  await expect(office.getByText('Sellers can’t authorize it anymore', { exact: true })).toBeVisible()
  await shop.goto('/')
  await expect(shop.getByRole('radio', { name: registered.name })).toHaveCount(0)
})

test("a connect link keeps its application through the seller's sign-up", async ({
  page,
  office,
  amazon,
  demo,
  allowOnConsole,
}) => {
  allowOnConsole(/404/)
  const registered = await register(amazon.origin, demo.app)
  await office.goto('/ops/applications/new')
  await fillIn(office, registered)
  await addButton(office).click()
  await office.waitForURL(/\/ops\/applications\/[0-9a-f-]{36}$/)
  const id = new URL(office.url()).pathname.split('/').at(-1) ?? ''

  await page.goto(`/?application=${id}`)
  await page.getByRole('link', { name: 'Create an account' }).click()
  await fillSignUp(page)
  await expect(page.getByText(`For the application ${registered.name}`)).toBeVisible()
  await page.getByLabel('Country').selectOption({ label: 'Germany' })
  await page.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(page)
  expect(new URL(page.url()).searchParams.get('application_id')).toBe(registered.applicationId)

  await page.goto(`/?application=${randomUUID()}`)
  await expect(page.getByText('This link can’t be used at the moment')).toBeVisible()
  await page.goto(`/authorize?marketplace=ATVPDKIKX0DER&application=${randomUUID()}`)
  await expect(page.getByText('Application not found')).toBeVisible()
})

test('when two administrators edit the same page, the second is warned and loses nothing, also without JavaScript', async ({
  office,
  anotherBrowser,
  demo,
}) => {
  await office.goto('/ops/applications')
  await office.getByRole('row', { name: 'Ready' }).first().getByRole('link').click()
  await expect(office.getByText('These values come from the environment.')).toBeVisible()
  await expect(office.getByRole('textbox', { name: 'Application id' })).toHaveCount(0)
  const other = await anotherBrowser({ javaScriptEnabled: false })
  await (await signInAt(demo.app, demo.operator)).enter(other.context())
  await other.goto(office.url())

  await office.getByLabel('Return URLs').fill('https://app.example.com/done')
  await office.getByRole('button', { name: 'Save' }).click()
  await expect(office.getByText('Saved. The change is effective immediately.')).toBeVisible()

  await other.getByLabel('Return URLs').fill('https://other.example.com/')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText('Someone else changed this application')).toBeVisible()
  await expect(other.getByLabel('Return URLs')).toHaveValue('https://other.example.com/')
  await expect(other.getByText('Stored now: https://app.example.com/done')).toBeVisible()
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText('Saved. The change is effective immediately.')).toBeVisible()
  await office.reload()
  await expect(office.getByLabel('Return URLs')).toHaveValue('https://other.example.com/')
})

test('E7: a viewer sees an application, can change nothing of it, and isn’t asked to', async ({
  office,
  anotherBrowser,
  database,
  allowOnConsole,
}) => {
  allowOnConsole(/403/)
  await database`
    update application set return_addresses = ${['https://app.example.com/settings/amazon/connected']}`
  const { email, link } = await inviteOperator(office, 'viewer')
  const viewer = await anotherBrowser()
  await acceptInvitation(viewer, link)
  await viewer.getByRole('link', { name: 'Applications' }).click()
  await expect(viewer.getByRole('link', { name: 'Add an application' })).toHaveCount(0)
  await viewer.getByRole('table').getByRole('link').first().click()
  await expect(viewer.getByRole('heading', { name: 'Facts' })).toBeVisible()
  for (const name of ['Save', 'Retire application'])
    await expect(viewer.getByRole('button', { name })).toHaveCount(0)
  await expectAccessible(viewer)
  await viewer.setViewportSize({ width: 320, height: 900 })
  const overflow = await viewer.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow, 'a long address stays within 320 px').toBeLessThanOrEqual(0)
  await viewer.goto('/ops/bulk')
  await expect(viewer.getByText('No bulk action yet')).toBeVisible()
  await expect(viewer.getByRole('link', { name: 'Go to the selling partners' })).toHaveCount(0)
  await viewer.goto('/ops/notifications')
  await expect(viewer.getByText(/An administrator can add one/)).toBeVisible()

  expect((await viewer.goto('/ops/applications/new'))?.status()).toBe(403)
  await expect(viewer.getByText(`You’re signed in as ${email}.`)).toBeVisible()
  await viewer.getByRole('link', { name: 'Go to the overview' }).click()
  await viewer.waitForURL((url) => url.pathname === '/ops')
})

test('entering roles for the first time flags no seller; a later change asks about the affected ones', async ({
  office,
  connected,
}) => {
  const partner = await connected()
  await office.goto('/ops/applications')
  await office.getByRole('row', { name: 'Ready' }).first().getByRole('link').click()
  const roles = office.getByLabel('Application roles')
  const save = office.getByRole('button', { name: 'Save', exact: true })
  await roles.fill('Product Listing\nPricing')
  await save.click()
  await expect(office.getByText('Saved. The change is effective immediately.')).toBeVisible()

  await roles.fill('Product Listing\nPricing\nFinance and Accounting')
  await save.click()
  const preview = office.getByRole('status').filter({ hasText: 'may lack this role' })
  await expect(preview).toContainText(/Finance and Accounting: \d+ connected sellers? may lack/)
  await expect(preview).toContainText(partner.name)
  await expectAccessible(office)
  await office.getByRole('radio', { name: /^No, they have approved it already/ }).check()
  await save.click()
  await expect(office.getByText('Saved. The change is effective immediately.')).toBeVisible()
  await office.goto(`/ops/authorizations?search=${partner.id}`)
  await expect(office.getByRole('row', { name: partner.name })).toContainText('Working')
})
