import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { expectAccessible } from './fixtures.ts'
import { withOwnDemo } from './own-demo.ts'
import {
  acceptInvitation,
  atAmazon,
  confirm,
  expectConnected,
  inviteOperator,
  signIn,
  signUp,
} from './story.ts'

// Of its own: a second application changes what every seller of a demo sees.
const test = withOwnDemo({})

/** Somebody registers one more application at Amazon. */
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

const addButton = (page: Page) => page.getByRole('button', { name: 'Add the application' })

test('an administrator adds a second application, and a seller chooses it and authorizes it (B8)', async ({
  page,
  anotherBrowser,
  amazon,
  demo,
  database,
  signInAsOperator,
}) => {
  test.slow()
  const registered = await register(amazon.origin, demo.app)
  await signInAsOperator(page)
  await page.goto('/ops/applications')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Add an application' }).click()
  await expectAccessible(page)
  await fillIn(page, registered)
  await page.getByRole('checkbox', { name: 'Vendors' }).uncheck()
  await page.getByLabel('Roles of the application').fill('Product Listing\nPricing')
  await page.getByLabel('Term in days').fill('0')
  await addButton(page).click()
  await expect(page.getByText('This term is not possible')).toBeVisible()
  await expect(page.getByLabel('Term in days')).toBeFocused()
  await expect(page.getByLabel('Application id')).toHaveValue(registered.applicationId)
  await expect(page.getByRole('checkbox', { name: 'Vendors' })).not.toBeChecked()
  await expect(page.getByLabel('Status at Amazon')).toHaveValue('published')
  expect(await page.content()).not.toContain(registered.clientSecret)
  await page.getByLabel('Term in days').fill('365')
  await page.getByLabel('LWA client secret').fill(registered.clientSecret)
  await addButton(page).click()
  await expect(page.getByRole('heading', { level: 1, name: registered.name })).toBeVisible()
  await expect(page.getByText('Sellers can authorize it')).toBeVisible()
  expect(await page.content()).not.toContain(registered.clientSecret)
  await expectAccessible(page)

  const partner = await amazon.addPartner()
  const shop = await anotherBrowser()
  await signUp(shop)
  await expectAccessible(shop)
  await shop.getByLabel('Country').selectOption({ label: 'United States' })
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
  await page.reload()
  await expect(page.getByText('1 of 25', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Retire the application' }).click()
  await expect(page.getByText('Nobody is sent to Amazon for it', { exact: true })).toBeVisible()
  await shop.goto('/')
  await expect(shop.getByRole('radio', { name: registered.name })).toHaveCount(0)
})

test("a link names the application, and survives the seller's sign-up", async ({
  page,
  anotherBrowser,
  amazon,
  demo,
  signInAsOperator,
  allowOnConsole,
}) => {
  allowOnConsole(/404/)
  const registered = await register(amazon.origin, demo.app)
  const office = await anotherBrowser()
  await signInAsOperator(office)
  await office.goto('/ops/applications/new')
  await fillIn(office, registered)
  await addButton(office).click()
  await office.waitForURL(/\/ops\/applications\/[0-9a-f-]{36}$/)
  const id = new URL(office.url()).pathname.split('/').at(-1) ?? ''

  await page.goto(`/?application=${id}`)
  await page.getByRole('link', { name: 'Create an account' }).click()
  await page.getByLabel('Name of your business').fill('Blue Kettle')
  await page.getByLabel('E-mail address').fill(`kettle-${id.slice(0, 8)}@example.com`)
  await page.getByLabel('Password', { exact: true }).fill(`copper harbour ${randomUUID()}`)
  await page.getByRole('button', { name: 'Create an account' }).click()
  await expect(page.getByText(`For the application ${registered.name}`)).toBeVisible()
  await page.getByLabel('Country').selectOption({ label: 'Germany' })
  await page.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(page)
  expect(new URL(page.url()).searchParams.get('application_id')).toBe(registered.applicationId)

  await page.goto(`/?application=${randomUUID()}`)
  await expect(page.getByText('What your link asks for cannot be authorized')).toBeVisible()
  await page.goto(`/authorize?marketplace=ATVPDKIKX0DER&application=${randomUUID()}`)
  await expect(page.getByText('There is no such application')).toBeVisible()
})

test('of two administrators on one page, the second is told and loses nothing; without scripts, too', async ({
  browser,
  watch,
  page,
  demo,
  signInAsOperator,
}) => {
  await signInAsOperator(page)
  await page.goto('/ops/applications')
  await page.getByRole('row', { name: 'Ready' }).first().getByRole('link').click()
  await expect(page.getByText('The environment says this.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Application id' })).toHaveCount(0)
  const plain = await browser.newContext({ baseURL: demo.app, javaScriptEnabled: false })
  watch(plain)
  const other = await plain.newPage()
  await signIn(other, `${demo.app}/sign-in?next=${new URL(page.url()).pathname}`, demo.operator)
  await other.goto(page.url())

  await page.getByLabel('Return addresses').fill('https://app.example.com/done')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved. It is in force at once.')).toBeVisible()

  await other.getByLabel('Return addresses').fill('https://other.example.com/')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText('Somebody else changed this application meanwhile')).toBeVisible()
  await expect(other.getByLabel('Return addresses')).toHaveValue('https://other.example.com/')
  await expect(other.getByText('Stored now: https://app.example.com/done')).toBeVisible()
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText('Saved. It is in force at once.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Return addresses')).toHaveValue('https://other.example.com/')
  await plain.close()
})

test('E7: a viewer sees an application and can change nothing of it', async ({
  page,
  anotherBrowser,
  allowOnConsole,
  signInAsOperator,
}) => {
  allowOnConsole(/403/)
  await signInAsOperator(page)
  const { link } = await inviteOperator(page, 'viewer')
  const viewer = await anotherBrowser()
  await acceptInvitation(viewer, link)
  await viewer.getByRole('link', { name: 'Applications' }).click()
  await expect(viewer.getByRole('link', { name: 'Add an application' })).toHaveCount(0)
  await viewer.getByRole('table').getByRole('link').first().click()
  await expect(viewer.getByRole('heading', { name: 'Facts' })).toBeVisible()
  for (const name of ['Save', 'Retire the application'])
    await expect(viewer.getByRole('button', { name })).toHaveCount(0)
  await expectAccessible(viewer)
  expect((await viewer.goto('/ops/applications/new'))?.status()).toBe(403)
})
