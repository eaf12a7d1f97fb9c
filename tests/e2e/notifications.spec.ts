import { expect } from '@playwright/test'
import { digest } from '#lib/vault/digest.ts'
import { randomToken } from '#lib/vault/random.ts'
import type { Demo } from './demo.ts'
import { expectAccessible, expectGoodLooks, mendedDemoTest as test } from './fixtures.ts'
import { signUpAt } from './seller.ts'
import { fillSignIn } from './story.ts'

interface MailboxEntry {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** The newest email of the demo's mailbox with this subject to this address. */
async function readEmail(demo: Demo, to: string, subject: RegExp): Promise<MailboxEntry> {
  let found: MailboxEntry | undefined
  await expect(async () => {
    const entries = (await (await fetch(`${demo.mailbox}/messages.json`)).json()) as MailboxEntry[]
    found = entries.find((entry) => entry.to === to && subject.test(entry.subject))
    expect(found).toBeDefined()
  }).toPass()
  return found as MailboxEntry
}

function linkIn({ text }: MailboxEntry): string {
  return /https?:\/\/\S+/.exec(text)?.[0] ?? ''
}

test('an administrator adds an email channel with a rule, tests it, and finds its messages in the outbox', async ({
  office,
  demo,
}) => {
  await office.goto('/ops/notifications')
  await expect(office.getByText('No channels yet')).toBeVisible()
  await office.getByLabel('Name', { exact: true }).fill('Operations')
  await expect(office.getByLabel('Email addresses')).toBeHidden()
  await expect(office.getByLabel('URL of the incoming webhook')).toBeVisible()
  await office.getByLabel('Kind').selectOption('email')
  await expect(office.getByLabel('URL of the incoming webhook')).toBeHidden()
  await office.getByLabel('Email addresses').fill('not an address')
  await office.getByRole('button', { name: 'Add the channel' }).click()
  await expect(office.getByText('Invalid email addresses')).toBeVisible()
  await office.getByLabel('Email addresses').fill('ops@example.com')
  await office.getByRole('button', { name: 'Add the channel' }).click()
  await expect(office.getByText('Channel Operations added.')).toBeVisible()
  await office.getByRole('button', { name: 'Send test to Operations' }).click()
  await expect(office.getByText('The test was delivered.')).toBeVisible()
  await readEmail(demo, 'ops@example.com', /^Test from/)

  await office.getByLabel('Connect link completed').check()
  await office.getByRole('button', { name: 'Add the rule' }).click()
  await expect(office.getByText('Rule added.')).toBeVisible()
  await office.getByLabel('When', { exact: true }).selectOption('9')
  await office.getByLabel('Time zone of the digest').fill('Mars/Olympus')
  await office.getByRole('button', { name: 'Add the rule' }).click()
  await expect(office.getByText('Invalid hour or time zone')).toBeVisible()
  await office.getByLabel('Time zone of the digest').fill('Europe/Berlin')
  await office.getByRole('button', { name: 'Add the rule' }).click()
  await expect(office.getByText(/Daily at 09:00, Europe\/Berlin/)).toBeVisible()

  await office.getByLabel('Remind sellers before').check()
  await office.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(office.getByText('Saved.')).toBeVisible()
  await office.reload()
  await expect(office.getByLabel('Remind sellers before')).toBeChecked()
  await office.getByText('Renewal reminder', { exact: true }).click()
  await expect(office.getByText(/has to be renewed by/).first()).toBeVisible()
  await expectGoodLooks(office)

  await office.goto('/ops/people')
  await office.getByRole('textbox', { name: 'Email address' }).fill('viewer@example.com')
  await office.getByRole('button', { name: 'Create invitation link' }).click()
  await readEmail(demo, 'viewer@example.com', /invited/)
  await office.goto('/ops/outbox')
  const row = office.getByRole('row', { name: /viewer@example.com/ })
  await expect(row).toContainText('Sent')
  await expectGoodLooks(office)
  await row.getByRole('button', { name: /^Details/ }).click()
  await expect(office.getByRole('dialog')).toContainText('(only in the message itself)')
  await expectAccessible(office)

  await office.goto('/ops/notifications')
  await office.getByRole('button', { name: 'Delete the rule for Operations' }).first().click()
  await expect(office.getByText('Rule deleted.')).toBeVisible()
  await expect(office.getByRole('heading', { name: 'Rules', exact: true })).toBeFocused()
  await office.getByRole('button', { name: 'Delete Operations' }).click()
  const dialog = office.getByRole('dialog', { name: 'Delete Operations' })
  await expect(dialog).toContainText(/Deletes the channel(,| and) its 1 rule/)
  const sure = dialog.getByRole('button', { name: 'Delete the channel' })
  await expect(sure).toBeDisabled()
  await dialog.getByLabel(/^Type/).fill('Operations')
  await sure.click()
  await expect(office.getByText('Channel deleted.')).toBeVisible()
  await expect(office.getByText('No channels yet')).toBeVisible()
  await expect(office.getByRole('heading', { level: 1, name: 'Notifications' })).toBeFocused()
})

test('a forgotten password gets a link by email, and the page doesn’t reveal whether the address exists', async ({
  page,
  demo,
  account,
}) => {
  await signUpAt(demo.app, account)
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Choose a new one' }).click()
  const send = async (email: string) => {
    await page.getByLabel('Email').fill(email)
    await page.getByRole('button', { name: 'Send a link' }).click()
    const notice = page.getByRole('status').filter({ hasText: email })
    await expect(notice).toBeVisible()
    return (await notice.innerText()).replace(email, '…')
  }
  expect(await send('nobody@example.com')).toBe(await send(account.email))
  await expectGoodLooks(page)
  await page.goto(linkIn(await readEmail(demo, account.email, /^Reset your password/)))
  await page.getByLabel('New password').fill('copper-Sunday-91-lantern')
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.goto('/connect/me')
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible()
})

test('a new seller confirms their address, and turns reminders off', async ({ shop, account, demo }) => {
  await shop.goto('/connect/me')
  await expect(shop.getByText('Not confirmed')).toBeVisible()
  await shop.getByRole('button', { name: 'Send a confirmation link' }).click()
  await expect(shop.getByText('A link is on its way')).toBeVisible()
  await expectGoodLooks(shop)
  await shop.goto(linkIn(await readEmail(demo, account.email, /^Confirm your email/)))
  await shop.getByRole('button', { name: 'Confirm the address' }).click()
  await expect(shop.getByText(`${account.email} is confirmed.`)).toBeVisible()
  await shop.goto('/connect/me')
  await expect(shop.getByText('Confirmed', { exact: true })).toBeVisible()
  await shop.getByLabel('Remind me by email').uncheck()
  await shop.getByRole('button', { name: 'Save the setting' }).click()
  await expect(shop.getByText('Saved.')).toBeVisible()
  await shop.reload()
  await expect(shop.getByLabel('Remind me by email')).not.toBeChecked()
})

test('a confirmation link opened in another browser asks for the sign-in first, and comes back to it', async ({
  page,
  demo,
  account,
}) => {
  await signUpAt(demo.app, account)
  await page.goto(linkIn(await readEmail(demo, account.email, /^Confirm your email/)))
  await expect(page.getByText('Sign in with this address to confirm it.')).toBeVisible()
  await expectGoodLooks(page)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await fillSignIn(page, account)
  await page.getByRole('button', { name: 'Confirm the address' }).click()
  await expect(page.getByText(`${account.email} is confirmed.`)).toBeVisible()
})

test('somebody whose address a stranger used takes it out of the account, and signs up', async ({
  page,
  demo,
  account,
}) => {
  await signUpAt(demo.app, account)
  await page.goto(linkIn(await readEmail(demo, account.email, /^Confirm your email/)))
  await page.getByRole('button', { name: 'This isn’t me' }).click()
  await expect(page.getByText(`${account.email} no longer belongs to that account.`)).toBeVisible()
  await signUpAt(demo.app, account)
})

test('a link that turns reminders off opens with what was copied around it', async ({
  shop,
  account,
  database,
}) => {
  // As in the emails that offer it: here the seller's first one gets the token of a link.
  const token = randomToken()
  const changed = await database`
    update message set unsubscribe_digest = ${digest(token)} where recipient = ${account.email}`
  expect(changed.count).toBe(1)
  for (const around of [`${token}.`, `${token})`, `${token}%3E`, `${token}%20and so on`]) {
    await shop.goto(`/unsubscribe/${around}`)
    await expect(shop.getByRole('main').getByText(account.email)).toBeVisible()
  }
  await shop.getByRole('main').getByRole('button').click()
  await expect(shop.getByText(`${account.email} won’t get any more reminders.`)).toBeVisible()
  await shop.goto('/connect/me')
  await expect(shop.getByLabel('Remind me by email')).not.toBeChecked()
})

test('a mail program unsubscribes with one request from another site, and only with the right token', async ({
  demo,
}) => {
  const post = (token: string) =>
    fetch(`${demo.app}/unsubscribe/one-click/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      body: 'List-Unsubscribe=One-Click',
    })
  expect((await post('x'.repeat(43))).status).toBe(404)
  expect((await post('short')).status).toBe(403)
  const got = await fetch(`${demo.app}/unsubscribe/one-click/${'x'.repeat(43)}`, { redirect: 'manual' })
  expect([got.status, got.headers.get('location')]).toEqual([303, `/unsubscribe/${'x'.repeat(43)}`])
})
