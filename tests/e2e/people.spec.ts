import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'

const password = 'harbour-gravel-Monday-77'
const passwordField = (page: Page) => page.getByLabel('Password', { exact: true })
const emailField = (page: Page) => page.getByLabel('E-mail address', { exact: true })
const newEmail = () => `person-${randomUUID()}@example.com`

async function signUp(page: Page, address: string, business = 'Blue Kettle'): Promise<void> {
  await page.goto(address)
  await page.getByLabel('Name of your business').fill(business)
  await emailField(page).fill(newEmail())
  await passwordField(page).fill(password)
  await page.getByRole('button', { name: 'Create an account' }).click()
}

test('E1: a wrong password is told plainly, and what was typed is kept, but for the password', async ({
  page,
  demo,
}) => {
  await page.goto('/sign-in?next=/ops/me')
  await expectAccessible(page)
  await emailField(page).fill(demo.operator.email)
  await passwordField(page).fill('not this one')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'is not right' })).toBeVisible()
  await expect(emailField(page)).toHaveValue(demo.operator.email)
  await expect(passwordField(page)).toHaveValue('')
  await expectAccessible(page)
  await passwordField(page).fill(demo.operator.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname === '/ops/me')
})

test('D3, E4: the cookie is HttpOnly and SameSite=Lax, and useless after the sign-out', async ({
  page,
  context,
}) => {
  await signUp(page, '/sign-up?next=/connect/me')
  await page.waitForURL((url) => url.pathname === '/connect/me')
  await expectAccessible(page)
  const cookies = await context.cookies()
  const session = cookies.find(({ name }) => name.endsWith('next-auth.session-token'))
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/sign-in')
  await context.addCookies(cookies)
  await page.goto('/connect/me')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
})

test('E7: a seller gets 403 from the operators, and a visitor has to sign in', async ({
  page,
  allowOnConsole,
}) => {
  allowOnConsole(/403/)
  await page.goto('/ops/people')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await signUp(page, '/sign-up')
  await page.waitForURL((url) => url.pathname === '/')
  for (const path of ['/ops', '/ops/people', '/ops/me'])
    expect((await page.goto(path))?.status(), path).toBe(403)
  await expectAccessible(page)
})

test('a new password signs the person out everywhere else', async ({ page, browser, watch, demo }) => {
  await signUp(page, '/sign-up?next=/connect/me')
  await page.waitForURL((url) => url.pathname === '/connect/me')
  const email = await page
    .getByRole('main')
    .getByText(/^person-.*@example\.com$/)
    .innerText()
  const elsewhere = await browser.newContext({ baseURL: demo.app })
  watch(elsewhere)
  const other = await elsewhere.newPage()
  await other.goto('/sign-in?next=/connect/me')
  await emailField(other).fill(email)
  await passwordField(other).fill(password)
  await other.getByRole('button', { name: 'Sign in' }).click()
  await other.waitForURL((url) => url.pathname === '/connect/me')
  await page.reload()
  await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toBeVisible()

  await page.getByLabel('Present password').fill('not this one')
  await page.getByLabel('New password').fill('lantern-gravel-Friday-78')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByText('not your present password')).toBeVisible()
  await page.getByLabel('Present password').fill(password)
  await page.getByLabel('New password').fill('lantern-gravel-Friday-78')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByText('Your password is changed')).toBeVisible()
  await other.reload()
  expect(new URL(other.url()).pathname).toBe('/sign-in')
  await elsewhere.close()
})

test('an administrator invites an operator, changes their role and disables them', async ({
  page,
  browser,
  watch,
  demo,
  signInAsOperator,
  allowOnConsole,
}) => {
  test.slow()
  allowOnConsole(/403/)
  await signInAsOperator(page)
  await page.goto('/ops/people')
  const email = newEmail()
  await emailField(page).fill(email)
  await page.getByLabel('Role').selectOption('operator')
  await page.getByRole('button', { name: 'Make an invitation link' }).click()
  const link = await page.locator('code').filter({ hasText: '/setup#' }).innerText()

  const theirs = await browser.newContext()
  watch(theirs)
  const invited = await theirs.newPage()
  await invited.goto(link)
  await expect(emailField(invited)).toHaveValue(email)
  await expectAccessible(invited)
  await invited.getByLabel('Your name').fill('Ivo Invited')
  await passwordField(invited).fill('password1234')
  await invited.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(invited.getByText('easy to guess')).toBeVisible()
  await passwordField(invited).fill(password)
  await invited.getByRole('button', { name: 'Save and sign in' }).click()
  await invited.waitForURL((url) => url.pathname === '/ops')
  expect((await invited.goto(`${demo.app}/ops/people`))?.status()).toBe(403)

  await page.goto(`/ops/people?search=${email}`)
  await page.getByRole('button', { name: 'Manage Ivo Invited' }).click()
  const panel = page.getByRole('dialog')
  await panel.getByText('Administrator', { exact: true }).click()
  await panel.getByRole('button', { name: 'Change the role' }).click()
  await expect(panel.getByText('in force at once')).toBeVisible()
  await expectAccessible(page)
  expect((await invited.goto(`${demo.app}/ops/people`))?.status()).toBe(200)
  await panel.getByRole('button', { name: 'Disable' }).click()
  await expect(panel.getByRole('button', { name: 'Enable' })).toBeVisible()
  await invited.reload()
  expect(new URL(invited.url()).pathname).toBe('/sign-in')
  await invited.goto('about:blank')
  await invited.goto(link)
  await expect(invited.getByText('was used or has run out')).toBeVisible()
  await theirs.close()
})

test('going on to Amazon after the sign-in makes one attempt, not one for each look of the server', async ({
  page,
  browser,
  watch,
  demo,
  signInAsOperator,
}) => {
  const business = `Business ${randomUUID()}`
  const next = '/authorize?marketplace=A1PA6795UKMFR9&partner=seller'
  await signUp(page, `/sign-up?${new URLSearchParams({ next })}`, business)
  await page.waitForURL((url) => url.origin === demo.simulator)
  const company = await browser.newContext({ baseURL: demo.app })
  watch(company)
  const operator = await company.newPage()
  await signInAsOperator(operator)
  await operator.goto('/ops/attempts')
  await expect(operator.getByRole('row').filter({ hasText: business })).toHaveCount(1)
  await company.close()
})
