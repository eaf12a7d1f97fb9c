import { expect, type Page } from '@playwright/test'
import { Secret as OtpSecret, TOTP } from 'otpauth'
import { addPasskey, plugIn } from './authenticator.ts'
import type { Sql } from './database.ts'
import { expectAccessible, expectGoodLooks, withOwnDemo } from './fixtures.ts'
import { startSecondApp } from './second-app.ts'
import { fillSignIn, signIn } from './story.ts'

const test = withOwnDemo()

/** As if everybody had signed in an hour ago. */
const letConfirmationsExpire = (database: Sql) =>
  database`update session set confirmed_at = now() - interval '1 hour'`

test('an operator adds a passkey, signs in with it, and renames and removes it', async ({ page, demo }) => {
  const authenticator = await plugIn(page)
  await signIn(page, '/ops/me', demo.operator)
  await expect(page.getByText('You have no passkeys yet.')).toBeVisible()
  await addPasskey(page, 'Work laptop')
  await expect(page.getByRole('listitem').filter({ hasText: 'Work laptop' })).toContainText('not used yet')
  await expectGoodLooks(page)
  await page.getByLabel('Name', { exact: true }).last().fill('The same one')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByText('This device has a passkey here already')).toBeVisible()

  await page.context().clearCookies()
  await page.goto('/ops/me')
  await authenticator.setVerified(false)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByText('No passkey was used')).toBeVisible()
  await expectAccessible(page)
  await authenticator.setVerified(true)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL((url) => url.pathname === '/ops/me')
  await expect(page.getByText(demo.operator.email).first()).toBeVisible()
  const item = page.getByRole('listitem').filter({ hasText: 'Work laptop' })
  await expect(item).toContainText('last used')

  await item.getByText('Rename').click()
  await item.getByLabel('Name').fill('Old laptop')
  await item.getByRole('button', { name: 'Save the name' }).click()
  await expect(page.getByRole('button', { name: 'Remove Old laptop' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove Old laptop' }).click()
  await expect(page.getByText('You have no passkeys yet.')).toBeVisible()
  await page.context().clearCookies()
  await page.goto('/ops/me')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByText('This passkey doesn’t work here')).toBeVisible()
})

test('a seller adds and uses a passkey in their own language', async ({ shop, account }) => {
  await plugIn(shop)
  await shop.goto('/connect/me')
  await addPasskey(shop, 'Phone')
  await expectGoodLooks(shop)
  await shop.context().clearCookies()
  await shop.goto('/connect/me')
  await shop.locator('summary').getByText('English').click()
  await shop.getByRole('button', { name: 'Deutsch' }).click()
  await shop.getByRole('button', { name: 'Passkey verwenden' }).click()
  await shop.waitForURL((url) => url.pathname === '/connect/me')
  await expect(shop.getByText(account.email).first()).toBeVisible()
})

test('E6: after ten minutes, a form asks for confirmation and then continues with what was entered', async ({
  office,
  demo,
  database,
}) => {
  await office.goto('/ops/keys')
  await letConfirmationsExpire(database)
  const create = office.getByRole('button', { name: 'Create API key' })
  await office.getByLabel('Name', { exact: true }).fill('Order service')
  await create.click()
  const dialog = office.getByRole('dialog', { name: 'Confirm that it’s you' })
  await expectAccessible(office)
  await dialog.getByLabel('Current password').fill('not this one')
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(dialog.getByText('This isn’t your current password')).toBeVisible()
  await office.keyboard.press('Escape')
  await expect(office.getByRole('alert').filter({ hasText: 'Please confirm that it’s you' })).toBeVisible()
  await expect(office.getByLabel('Name', { exact: true })).toHaveValue('Order service')

  await create.click()
  await dialog.getByLabel('Current password').fill(demo.operator.password)
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(office.getByText('API key Order service created.')).toBeVisible()
  await expect(dialog).toBeHidden()
  const keys = await database`select name from api_key where name = 'Order service'`
  expect(keys).toHaveLength(1)

  // A client secret, which no form returns, isn't lost either; and a passkey also works as a confirmation.
  await plugIn(office)
  await office.goto('/ops/me')
  await addPasskey(office, 'Key')
  await office.goto('/ops/people')
  await letConfirmationsExpire(database)
  await office.getByLabel('Email address', { exact: true }).fill('nora@example.com')
  await office.getByRole('button', { name: 'Create invitation link' }).click()
  await dialog.getByRole('button', { name: 'Confirm with a passkey' }).click()
  await expect(office.getByText('nora@example.com').first()).toBeVisible()
  expect(await database`select 1 from invitation where email = 'nora@example.com'`).toHaveLength(1)
})

test('an export asks for confirmation on its own page, then downloads the file', async ({
  office,
  demo,
  database,
}) => {
  await office.goto('/ops/audit')
  await letConfirmationsExpire(database)
  await office.getByRole('link', { name: 'Export as JSON Lines' }).click()
  await office.waitForURL((url) => url.pathname === '/ops/confirm')
  await expectGoodLooks(office)
  await office.getByLabel('Current password').fill(demo.operator.password)
  await office.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(office.getByText('Confirmed', { exact: true })).toBeVisible()
  const saved = office.waitForEvent('download')
  await office.getByRole('link', { name: 'Continue' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^audit-.*\.jsonl$/)
})

/** An app that got the key from the page. */
async function readKey(page: Page): Promise<(aheadMs?: number) => string> {
  const key = (await page.getByRole('main').locator('code').innerText()).trim()
  const app = new TOTP({ secret: OtpSecret.fromBase32(key) })
  return (aheadMs = 0) => app.generate({ timestamp: Date.now() + aheadMs })
}

test('where a role requires a second factor, an administrator sets up an app and signs in with its codes', async ({
  page,
  place,
  demo,
  database,
}) => {
  await database`delete from passkey`
  const app = await startSecondApp(place, { SECOND_FACTOR_REQUIRED: 'admin' })
  try {
    await signIn(page, `${app.origin}/ops/keys`, demo.operator)
    await page.waitForURL((url) => url.pathname === '/ops/me')
    await expect(page.getByText('Your role requires a second factor')).toBeVisible()
    const exported = await page.request.get(`${app.origin}/ops/audit/export`, {
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    })
    expect(exported.status()).toBe(403)
    await page.getByRole('button', { name: 'Set up an app' }).click()
    await expect(page.getByRole('img', { name: 'QR code for your app' })).toBeVisible()
    await expectGoodLooks(page)
    const code = await readKey(page)
    await page.getByLabel('Code', { exact: true }).fill('000000')
    await page.getByRole('button', { name: 'Turn on' }).click()
    await expect(page.getByText('This code doesn’t work')).toBeVisible()
    await page.getByLabel('Code', { exact: true }).fill(code())
    await page.getByRole('button', { name: 'Turn on' }).click()
    const codes = page.getByRole('listitem').filter({ hasText: /^\w{4}(-\w{4}){5}$/ })
    await expect(codes).toHaveCount(10)
    const recoveryCode = await codes.first().innerText()
    await expectGoodLooks(page)
    await page.getByRole('link', { name: 'Continue' }).click()
    await expect(page.getByText('Recovery codes left: 10')).toBeVisible()
    await page.goto(`${app.origin}/ops/keys`)
    await expect(page.getByRole('heading', { name: 'API keys' }).first()).toBeVisible()

    for (const entered of [code(30_000), recoveryCode]) {
      await page.context().clearCookies()
      await page.goto(`${app.origin}/ops/keys`)
      await fillSignIn(page, demo.operator)
      await page.waitForURL((url) => url.pathname === '/sign-in/second-step')
      await page.getByLabel('Code', { exact: true }).fill('not a code')
      await page.getByRole('button', { name: 'Continue' }).click()
      await expect(page.getByText('This code doesn’t work')).toBeVisible()
      await expectAccessible(page)
      await page.getByLabel('Code', { exact: true }).fill(entered)
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.waitForURL((url) => url.pathname === '/ops/keys')
    }
    await page.context().clearCookies()
    await page.goto(`${app.origin}/sign-in/second-step?next=/ops`)
    await page.getByLabel('Code', { exact: true }).fill(code())
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByText('This took too long, or was already answered')).toBeVisible()
    await page.getByRole('link', { name: 'Back to sign-in' }).click()
    await expect(page.getByLabel('Password', { exact: true })).toBeVisible()
  } finally {
    // An open page would keep polling.
    await page.goto('about:blank')
    await app.end()
    await database`delete from totp`
  }
})
