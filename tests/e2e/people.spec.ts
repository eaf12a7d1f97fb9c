import { expect, type Page } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'
import { start } from './seller.ts'
import { acceptInvitation, fillSignIn, fillSignUp, inviteOperator, openPartner, signIn } from './story.ts'

const passwordField = (page: Page) => page.getByLabel('Password', { exact: true })
const emailField = (page: Page) => page.getByLabel('Email address', { exact: true })

test('E1: a wrong password is reported plainly, and the form keeps everything but the password', async ({
  page,
  demo,
}) => {
  await page.goto('/sign-in?next=/ops/me')
  await expectAccessible(page)
  await fillSignIn(page, { ...demo.operator, password: 'not this one' })
  await expect(page.getByRole('alert').filter({ hasText: 'Wrong email address or password' })).toBeVisible()
  await expect(emailField(page)).toHaveValue(demo.operator.email)
  await expect(passwordField(page)).toHaveValue('')
  await expectAccessible(page)
  await passwordField(page).fill(demo.operator.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname === '/ops/me')
})

test('D3, E4: the session cookie is HttpOnly and SameSite=Lax, and invalid after sign-out', async ({
  page,
  context,
}) => {
  await page.goto('/sign-up?next=/connect/me')
  await fillSignUp(page)
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

test('E7: operators’ pages treat a seller as a visitor, and both can be signed in in one browser', async ({
  page,
  seller,
  account,
  demo,
}) => {
  await seller.enter(page.context())
  for (const path of ['/ops', '/ops/people', '/ops/me']) {
    await page.goto(path)
    expect(new URL(page.url()).pathname, path).toBe('/sign-in')
  }
  await fillSignIn(page, account)
  await page.waitForURL((url) => url.pathname === '/')

  await signIn(page, '/ops/me', demo.operator)
  expect(new URL(page.url()).pathname).toBe('/ops/me')
  await page.goto('/connect/me')
  await expect(page.getByText(account.email).first()).toBeVisible()
  await page.goto('/ops')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/sign-in')
  await page.goto('/connect/me')
  await expect(page.getByText(account.email).first()).toBeVisible()
})

test('a new password signs the person out everywhere else', async ({ shop, account, anotherBrowser }) => {
  const other = await anotherBrowser()
  await signIn(other, '/sign-in?next=/connect/me', account)
  await shop.goto('/connect/me')
  await expect(shop.getByRole('button', { name: 'Sign out everywhere else' })).toBeVisible()

  await shop.getByLabel('Current password').fill('not this one')
  await shop.getByLabel('New password').fill('lantern-gravel-Friday-78')
  await shop.getByRole('button', { name: 'Change password' }).click()
  await expect(shop.getByText('isn’t your current password')).toBeVisible()
  await shop.getByLabel('Current password').fill(account.password)
  await shop.getByLabel('New password').fill('lantern-gravel-Friday-78')
  await shop.getByRole('button', { name: 'Change password' }).click()
  await expect(shop.getByText('Password changed')).toBeVisible()
  await other.reload()
  expect(new URL(other.url()).pathname).toBe('/sign-in')
})

test('an administrator invites an operator, changes their role and disables them', async ({
  office,
  anotherBrowser,
  allowOnConsole,
}) => {
  allowOnConsole(/403/)
  const { email, link } = await inviteOperator(office, 'operator')
  const invited = await anotherBrowser()
  await invited.goto(link)
  await expect(emailField(invited)).toHaveValue(email)
  await expectAccessible(invited)
  await invited.getByLabel('Your name').fill('Ivo Invited')
  await passwordField(invited).fill('password1234')
  await invited.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(invited.getByText('easy to guess')).toBeVisible()
  await passwordField(invited).fill('harbour-gravel-Monday-77')
  await invited.getByRole('button', { name: 'Save and sign in' }).click()
  await invited.waitForURL((url) => url.pathname === '/ops')
  expect((await invited.goto('/ops/people'))?.status()).toBe(403)

  await office.goto(`/ops/people?search=${email}`)
  await office.getByRole('button', { name: 'Manage Ivo Invited' }).click()
  const panel = office.getByRole('dialog')
  await panel.getByText('Administrator', { exact: true }).click()
  await panel.getByRole('button', { name: 'Change role' }).click()
  await expect(panel.getByText('effective immediately')).toBeVisible()
  await expectAccessible(office)
  expect((await invited.goto('/ops/people'))?.status()).toBe(200)
  await panel.getByRole('button', { name: 'Disable' }).click()
  await expect(panel.getByRole('button', { name: 'Enable' })).toBeVisible()
  await invited.reload()
  expect(new URL(invited.url()).pathname).toBe('/sign-in')
  await invited.goto('about:blank')
  await invited.goto(link)
  await expect(invited.getByText('was used or has expired')).toBeVisible()
})

test('continuing to Amazon after the sign-in creates one attempt, not one per render', async ({
  page,
  demo,
  office,
}) => {
  await page.goto(`/sign-up?${new URLSearchParams({ next: start })}`)
  const { name } = await fillSignUp(page)
  await page.waitForURL((url) => url.origin === demo.simulator)
  await office.goto('/ops/attempts')
  await expect(office.getByRole('row').filter({ hasText: name })).toHaveCount(1)
})

test('an invitation wins over a stranger who signs up with the same address', async ({
  page,
  office,
  anotherBrowser,
}) => {
  const { email, link } = await inviteOperator(office, 'viewer')
  await page.goto('/sign-up')
  await fillSignUp(page, { name: 'Early Bird', email, password: 'gravel-Monday-62-osprey' })
  await page.waitForURL((url) => url.pathname === '/')

  await office.goto('/ops/people')
  await office.getByRole('textbox', { name: 'Email address' }).fill(email)
  await office.getByRole('button', { name: 'Create invitation link' }).click()
  await expect(office.getByText(/The seller account Early Bird \([0-9a-f-]{36}, created /)).toBeVisible()
  const latest = await office.locator('code').filter({ hasText: '/setup#' }).innerText()
  expect(latest).not.toBe(link)

  const invited = await anotherBrowser()
  await acceptInvitation(invited, latest)
  await invited.waitForURL((url) => url.pathname === '/ops')
  // The stranger keeps the account, under another address.
  await page.reload()
  await page.goto('/connect/me')
  await expect(page.getByText(/freed-[0-9a-f-]{36}@address\.invalid/).first()).toBeVisible()
})

test('an administrator frees the address of a seller', async ({ page, office }) => {
  await page.goto('/sign-up')
  const { email, name } = await fillSignUp(page)
  await page.waitForURL((url) => url.pathname === '/')
  await office.goto(`/ops/people?side=accounts&search=${email}`)
  await office.getByRole('button', { name: `Manage ${name}` }).click()
  const panel = office.getByRole('dialog')
  await panel.getByRole('button', { name: 'Release address' }).click()
  const placeholder = /freed-[0-9a-f-]{36}@address\.invalid/
  await expect(panel.getByText(/^Address released\./)).toContainText(placeholder)
  await expectAccessible(office)
  await office.goto(`/ops/people?${new URLSearchParams({ side: 'accounts', search: name })}`)
  await expect(office.getByRole('row').filter({ hasText: name })).toContainText(placeholder)
})

test('a selling partner leads to the people of its account, and they lead back', async ({
  connected,
  account,
  office,
}) => {
  const partner = await connected()
  await openPartner(office, partner.name)
  await office.getByRole('main').getByRole('link', { name: account.name }).click()
  const row = office.getByRole('row').filter({ hasText: account.email })
  await expect(row).toContainText(account.name)
  await row.getByRole('button').click()
  await office.getByRole('dialog').getByRole('link', { name: 'Show selling partners' }).click()
  await expect(office.getByRole('row', { name: partner.name })).toBeVisible()
})
