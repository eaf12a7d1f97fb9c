import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { Client, readForm } from './client.ts'
import type { Sql } from './database.ts'
import type { SignIn } from './demo.ts'
import { expectAccessible, test } from './fixtures.ts'
import { newAccount, signInAt, signUpAt } from './seller.ts'
import { connect, connectionCard, fillSignIn, openDisconnect, signIn } from './story.ts'

/** The same browser, in another tab. */
async function signOutElsewhere(page: Page, path: string): Promise<void> {
  const tab = await page.context().newPage()
  await tab.goto(path)
  await tab.getByRole('button', { name: 'Sign out', exact: true }).click()
  await tab.waitForURL((url) => url.pathname === '/sign-in')
  await tab.close()
}

/** On the sign-in page that the form led to. */
async function signInAgain(page: Page, person: SignIn, words: string): Promise<void> {
  await page.waitForURL((url) => url.pathname === '/sign-in')
  await expect(page.getByRole('status').filter({ hasText: 'You were signed out' })).toContainText(words)
  await fillSignIn(page, person)
}

const keysNamed = (sql: Sql, name: string) => sql`select id from api_key where name = ${name}`
const linksNamed = (sql: Sql, label: string) => sql`select id from connect_link where label = ${label}`

test.describe('after a sign-out in another tab', () => {
  // Open lists poll for changes, and learn that the session has ended.
  test.beforeEach(({ allowOnConsole }) => allowOnConsole(/status of 401/))

  test('the key form keeps its values and creates one key', async ({ office, demo, database }) => {
    const name = `Repricer ${randomUUID()}`
    await office.goto('/ops/keys')
    await office.getByLabel('Name', { exact: true }).fill(name)
    await office.getByRole('checkbox', { name: 'List authorizations' }).uncheck()
    await office.getByLabel('Valid for').selectOption('30')
    await signOutElsewhere(office, '/ops')
    await office.getByRole('button', { name: 'Create API key' }).click()
    await office.waitForURL((url) => url.pathname === '/sign-in')
    await expectAccessible(office)
    await signInAgain(office, demo.operator, 'the form will contain what you typed')
    await office.waitForURL((url) => url.pathname === '/ops/keys')
    await expect(office.getByLabel('Name', { exact: true })).toHaveValue(name)
    await expect(office.getByRole('checkbox', { name: 'List authorizations' })).not.toBeChecked()
    await expect(office.getByLabel('Valid for')).toHaveValue('30')
    expect(await keysNamed(database, name)).toHaveLength(0)
    await office.getByRole('button', { name: 'Create API key' }).click()
    await expect(office.getByText(`API key ${name} created.`)).toBeVisible()
    expect(await keysNamed(database, name)).toHaveLength(1)
    await office.reload()
    await expect(office.getByLabel('Name', { exact: true }), 'what was sent does not come back').toHaveValue(
      '',
    )
  })

  test('the connect link form keeps its values, also without JavaScript', async ({
    demo,
    database,
    anotherBrowser,
  }) => {
    const name = `Harbor Pine ${randomUUID()}`
    const page = await anotherBrowser({ javaScriptEnabled: false })
    await signIn(page, '/sign-in?next=/ops/links', demo.operator)
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByLabel('Valid for').selectOption('30')
    await page.getByText('Countries, selling partner, return URL').click()
    await page.getByLabel('Country').selectOption({ label: 'Germany' })
    await signOutElsewhere(page, '/ops')
    await page.getByRole('button', { name: 'Create link' }).click()
    await signInAgain(page, demo.operator, 'the form will contain what you typed')
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name)
    await expect(page.getByLabel('Valid for')).toHaveValue('30')
    await expect(page.getByLabel('Country')).toHaveValue('A1PA6795UKMFR9')
    await page.getByRole('button', { name: 'Create link' }).click()
    await expect(page.getByText(`Link ${name} created.`)).toBeVisible()
    expect(await linksNamed(database, name)).toHaveLength(1)
  })

  test('the invitation form keeps its values', async ({ office, demo, database }) => {
    const email = `viewer-${randomUUID()}@example.com`
    await office.goto('/ops/people')
    await office.getByRole('textbox', { name: 'Email address' }).fill(email)
    await office.getByLabel('Role').selectOption('operator')
    await signOutElsewhere(office, '/ops')
    await office.getByRole('button', { name: 'Create invitation link' }).click()
    await signInAgain(office, demo.operator, 'the form will contain what you typed')
    await expect(office.getByRole('textbox', { name: 'Email address' })).toHaveValue(email)
    await expect(office.getByLabel('Role')).toHaveValue('operator')
    expect(await database`select id from invitation where email = ${email}`).toHaveLength(0)
  })

  test('“Someone else may have access” comes back for the person for whom it was ticked, and for nobody else', async ({
    office,
    demo,
    account,
    seller,
  }) => {
    expect(seller).toBeDefined()
    const other = newAccount()
    await signUpAt(demo.app, other)
    const manage = async ({ email, name }: typeof account) => {
      await office.goto(`/ops/people?side=accounts&search=${email}`)
      await office.getByRole('button', { name: `Manage ${name}` }).click()
    }
    const box = office.getByRole('checkbox', { name: 'Someone else may have access' })
    await manage(account)
    await box.check()
    await signOutElsewhere(office, '/ops')
    await office.getByRole('button', { name: 'Create reset link' }).click()
    await signInAgain(office, demo.operator, 'the form will contain what you typed')
    await office.waitForURL((url) => url.pathname === '/ops/people')
    await manage(other)
    await expect(box).not.toBeChecked()
    await manage(account)
    await expect(box).toBeChecked()
  })

  test('the date of a client secret comes back in the form where it was typed', async ({ office, demo }) => {
    await office.goto('/ops/applications')
    await office.getByRole('table', { name: 'Applications' }).getByRole('link').first().click()
    await office.getByRole('link', { name: 'Manage client secret' }).click()
    await office.waitForURL((url) => url.pathname.endsWith('/secret'))
    const page = new URL(office.url()).pathname
    const dates = office.getByLabel('Created at Amazon on')
    const stored = await dates.last().inputValue()
    await dates.first().fill('2026-01-02')
    await office.getByLabel('New LWA client secret').fill('amzn1.oa2-cs.v1.this-is-none-of-amazons')
    await signOutElsewhere(office, '/ops')
    await office.getByRole('button', { name: 'Test and save' }).click()
    await signInAgain(office, demo.operator, 'the form will contain what you typed')
    await office.waitForURL((url) => url.pathname === page)
    await expect(dates.first()).toHaveValue('2026-01-02')
    await expect(dates.last()).toHaveValue(stored)
  })

  test('the name of a view that is to be saved stays in its form', async ({ office, demo }) => {
    await office.goto('/ops/authorizations?health=working')
    const form = async () => {
      await office.locator('summary', { hasText: 'Save as…' }).click()
      return office.getByLabel('Name of the view')
    }
    await (await form()).fill('Northern sellers')
    await signOutElsewhere(office, '/ops')
    await office.getByRole('button', { name: 'Save view' }).click()
    await signInAgain(office, demo.operator, 'the form will contain what you typed')
    await office.waitForURL((url) => url.pathname === '/ops/authorizations')
    await expect(await form()).toHaveValue('Northern sellers')
  })

  test('Disconnect changes nothing and leads back to the connections', async ({
    shop,
    account,
    connected,
    database,
  }) => {
    const partner = await connected()
    const card = await connectionCard(shop, partner.name)
    await openDisconnect(card)
    await signOutElsewhere(shop, '/connect/me')
    await card.getByRole('button', { name: 'Disconnect' }).click()
    await signInAgain(shop, account, 'Nothing has been saved yet')
    await shop.waitForURL((url) => url.pathname === '/connect/connections')
    await expect(shop.getByRole('article', { name: partner.name })).toContainText('Connected')
    expect(
      await database`select id from "authorization" where selling_partner_id = ${partner.id} and disconnected_at is null`,
    ).toHaveLength(1)
  })

  test('the check boxes for other countries and for reminders stay as they were left', async ({
    shop,
    account,
    amazon,
  }) => {
    await connect(shop, await amazon.addPartner())
    const finishPage = shop.url()
    const japan = shop.getByRole('checkbox', { name: 'Japan' })
    await japan.check()
    await signOutElsewhere(shop, '/connect/me')
    await shop.getByRole('button', { name: 'Save countries' }).click()
    await signInAgain(shop, account, 'the form will contain what you typed')
    await shop.waitForURL(finishPage)
    await expect(japan).toBeChecked()
    await expect(shop.getByRole('checkbox', { name: 'Australia' })).not.toBeChecked()

    await shop.goto('/connect/me')
    const reminders = shop.getByRole('checkbox', { name: 'Remind me by email' })
    const save = shop.getByRole('button', { name: 'Save the setting' })
    await reminders.uncheck()
    await signOutElsewhere(shop, '/connect/connections')
    await save.click()
    await signInAgain(shop, account, 'the form will contain what you typed')
    await shop.waitForURL((url) => url.pathname === '/connect/me')
    await expect(reminders).not.toBeChecked()
    await save.click()
    await expect(shop.getByText('Saved.')).toBeVisible()
    await reminders.check()
    await signOutElsewhere(shop, '/connect/connections')
    await save.click()
    await signInAgain(shop, account, 'the form will contain what you typed')
    await shop.waitForURL((url) => url.pathname === '/connect/me')
    await expect(reminders).toBeChecked()
  })
})

test('what was typed comes back in its own form, although the page has several with the same field', async ({
  shop,
  account,
  database,
  allowOnConsole,
}) => {
  allowOnConsole(/status of 401/)
  for (const name of ['Laptop', 'Phone'])
    await database`insert into passkey
      (id, person_id, credential_id, public_key, counter, transports, name, created_at)
      select gen_random_uuid(), id, ${randomUUID()}, '', 0, '[]', ${name}, now() from person
      where email = ${account.email.toLowerCase()}`
  await shop.goto('/connect/me')
  const passkey = (name: string) => shop.getByRole('listitem').filter({ hasText: name })
  const nameOf = (name: string) => passkey(name).getByLabel('Name')
  await passkey('Laptop').getByText('Rename').click()
  await nameOf('Laptop').fill('Old laptop')
  await signOutElsewhere(shop, '/connect/connections')
  await passkey('Laptop').getByRole('button', { name: 'Save the name' }).click()
  await signInAgain(shop, account, 'the form will contain what you typed')
  await shop.waitForURL((url) => url.pathname === '/connect/me')
  await passkey('Laptop').getByText('Rename').click()
  await expect(nameOf('Laptop')).toHaveValue('Old laptop')
  await passkey('Phone').getByText('Rename').click()
  await expect(nameOf('Phone')).toHaveValue('Phone')
})

test.describe('submitted twice at the same time', () => {
  /** Two posts of the same form, as a double click sends them without a script. */
  async function submitTwice(
    client: Client,
    path: string,
    text: string,
    values: Readonly<Record<string, string>>,
  ) {
    const form = readForm((await client.ask(path)).body, text)
    const post = () =>
      client.ask(path, {
        method: 'POST',
        headers: { origin: client.origin, 'content-type': form.type },
        body: form.fill(values),
      })
    const replies = await Promise.all([post(), post()])
    return replies.map(({ status, body }) => ({ status, body }))
  }

  test('a key, a connect link and an invitation are created once', async ({ demo, database }) => {
    const admin = await signInAt(demo.app, demo.operator)
    const name = `Twice ${randomUUID()}`
    const keys = await submitTwice(admin, '/ops/keys', 'Create API key', {
      name,
      'tokens:vend': 'yes',
      application: '',
      account: '',
      days: '30',
    })
    expect(await keysNamed(database, name)).toHaveLength(1)
    const links = await submitTwice(admin, '/ops/links', 'Create link', {
      name,
      partner: 'seller',
      account: '',
      marketplace: '',
      sellingPartner: '',
      days: '7',
    })
    expect(await linksNamed(database, name)).toHaveLength(1)
    for (const replies of [keys, links]) {
      expect(replies.map(({ status }) => status)).toEqual([200, 200])
      expect(replies.filter(({ body }) => body.includes(' created.'))).toHaveLength(1)
      expect(replies.filter(({ body }) => body.includes('This form was already submitted'))).toHaveLength(1)
    }
    const email = `twice-${randomUUID()}@example.com`
    await submitTwice(admin, '/ops/people', 'Create invitation link', { email, role: 'viewer' })
    expect(await database`select id from invitation where email = ${email}`).toHaveLength(1)
  })

  test('a sign-up creates one account', async ({ demo, database }) => {
    const email = `twice-${randomUUID()}@example.com`
    await submitTwice(new Client(demo.app), '/sign-up', 'Business name', {
      name: email,
      email,
      password: 'plumbago-Tuesday-51-kelp',
    })
    expect(await database`select id from account where name = ${email}`).toHaveLength(1)
    expect(await database`select id from person where email = ${email}`).toHaveLength(1)
  })

  test('Disconnect is recorded once', async ({ seller, connected, database }) => {
    const partner = await connected()
    const replies = await submitTwice(seller, '/connect/connections', 'Disconnect', {})
    expect(replies.map(({ status }) => status)).toEqual([200, 200])
    expect(
      await database`select a.id from audit a join "authorization" o on o.id::text = a.target_id
        where o.selling_partner_id = ${partner.id} and a.action = 'authorization.disconnected'`,
    ).toHaveLength(1)
  })
})

test.describe('for something that has changed in the meantime', () => {
  test('revoking a used link and opening a canceled invitation are explained', async ({
    office,
    database,
  }) => {
    const name = `Stale ${randomUUID()}`
    await office.goto('/ops/links')
    await office.getByLabel('Name', { exact: true }).fill(name)
    await office.getByRole('button', { name: 'Create link' }).click()
    await expect(office.getByText(`Link ${name} created.`)).toBeVisible()
    await office.getByRole('button', { name: `Details of ${name}` }).click()
    await database`update connect_link set used_at = now() where label = ${name}`
    await office.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await expect(
      office.getByRole('alert').filter({ hasText: 'This connect link was already used' }),
    ).toBeVisible()

    const email = `stale-${randomUUID()}@example.com`
    await office.goto('/ops/people')
    await office.getByRole('textbox', { name: 'Email address' }).fill(email)
    await office.getByRole('button', { name: 'Create invitation link' }).click()
    const cancel = office.getByRole('button', { name: `Cancel the invitation of ${email}` })
    await expect(cancel).toBeVisible()
    await database`delete from invitation where email = ${email}`
    await cancel.click()
    await expect(
      office.getByRole('alert').filter({ hasText: 'This link was used or has expired' }),
    ).toBeVisible()
  })
})
