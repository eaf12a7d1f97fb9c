import { randomUUID } from 'node:crypto'
import { type BrowserContext, expect, type Page } from '@playwright/test'
import { authorizationOf, type Sql } from './database.ts'
import type { Demo } from './demo.ts'
import { test } from './fixtures.ts'
import { signInAt } from './seller.ts'
import { openCommandMenu } from './story.ts'

const streamOf = (page: Page, path = '/ops/events') =>
  page.waitForRequest((request) => request.url().includes(path))
const expectLive = (page: Page) => expect(page.locator('[data-live=live]')).toBeAttached()

/** Another operator, with the administrator's password, in a browser of their own. */
async function addColleague(
  database: Sql,
  demo: Demo,
): Promise<{ email: string; enter: (context: BrowserContext) => Promise<void> }> {
  const email = `${randomUUID()}@example.com`
  await database`insert into person (id, name, role, email, password_hash, created_at)
    select gen_random_uuid(), 'Robin', 'operator', ${email}, password_hash, created_at from person
    where email = ${demo.operator.email}`
  return {
    email,
    enter: async (context) => (await signInAt(demo.app, { ...demo.operator, email })).enter(context),
  }
}

/** How long it takes until `happened` is visible, from now. Reported, never required. */
async function timed(what: string, happened: () => Promise<void>): Promise<void> {
  const startedMs = performance.now()
  await happened()
  const description = `${what}: ${Math.round(performance.now() - startedMs)} ms`
  test.info().annotations.push({ type: 'time', description })
  console.info(description)
}

async function makeLink(office: Page, name: string): Promise<void> {
  await office.goto('/ops/links')
  await office.getByLabel('Name').fill(name)
  await office.getByRole('button', { name: 'Create link' }).click()
  await expect(office.locator('code').filter({ hasText: '/connect/link/' })).toBeVisible()
}

test('one operator’s change appears on another’s open page', async ({
  office,
  anotherBrowser,
  demo,
  database,
  connected,
}) => {
  const partner = await connected()
  const id = (await authorizationOf(database, partner))?.id
  const colleague = await addColleague(database, demo)
  const desk = await anotherBrowser()
  await colleague.enter(desk.context())
  await desk.goto('/ops/authorizations?sort=newest')
  const row = desk.getByRole('row').filter({ hasText: partner.name })
  await expect(row).toBeVisible()
  await expectLive(desk)
  const place = await row.boundingBox()

  await office.goto(`/ops/authorizations/${id}`)
  await office.getByRole('button', { name: 'Pause' }).click()
  await timed('paused', () => expect(row).toContainText('Paused'))
  expect(await row.boundingBox()).toEqual(place)
})

test('new rows are announced and shown on request', async ({ office, anotherBrowser, demo, database }) => {
  const colleague = await addColleague(database, demo)
  const desk = await anotherBrowser()
  await colleague.enter(desk.context())
  await makeLink(office, 'Copper Lantern')
  await desk.goto('/ops/links')
  const first = desk.getByRole('row', { name: 'Copper Lantern' })
  await expect(first).toBeVisible()
  await expectLive(desk)
  const place = await first.boundingBox()

  await makeLink(office, 'Silver Lantern')
  // The person who made it sees it immediately.
  await expect(office.getByRole('row', { name: 'Silver Lantern' })).toBeVisible()
  await timed('announced', () => expect(desk.getByText('1 new')).toBeVisible())
  await expect(desk.getByRole('row', { name: 'Silver Lantern' })).toBeHidden()
  expect(await first.boundingBox()).toEqual(place)
  await desk.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(desk.getByRole('row', { name: 'Silver Lantern' })).toBeVisible()
  await expect(desk.getByText('1 new')).toBeHidden()
})

test('tabs share one event stream, and another tab takes over when the first is closed', async ({
  office,
}) => {
  const streams: string[] = []
  const context = office.context()
  context.on('request', (request) => {
    // With HEAD, the overview asks whether the session is still valid.
    if (request.method() === 'GET' && request.url().includes('/ops/events')) streams.push(request.url())
  })
  await office.goto('/ops')
  await expectLive(office)
  const second = await context.newPage()
  await second.goto('/ops/links')
  await expectLive(second)
  const third = await context.newPage()
  await third.goto('/ops/attempts')
  await expectLive(third)
  expect(streams).toHaveLength(1)
  await office.close()
  await expect.poll(() => streams.length).toBe(2)
  expect(streams[1]).toContain('after=')
  await expectLive(second)
  await expectLive(third)
})

test('the event stream ends with the session, and the page says so', async ({
  office,
  demo,
  allowOnConsole,
}) => {
  allowOnConsole(/401/)
  await office.goto('/ops/links')
  await expectLive(office)
  const elsewhere = await office.context().newPage()
  await elsewhere.goto(`${demo.app}/ops`)
  await elsewhere.getByRole('button', { name: 'Sign out' }).click()
  await expect(office.getByText('You are signed out')).toBeVisible()
  await expect(office.locator('[data-live=signed-out]')).toBeAttached()
})

test('a page without a list says that its session has ended, and leads to the sign-in and back', async ({
  office,
  demo,
  allowOnConsole,
}) => {
  allowOnConsole(/401/)
  await office.goto('/ops')
  await expectLive(office)
  const elsewhere = await office.context().newPage()
  await elsewhere.goto(`${demo.app}/ops/links`)
  await elsewhere.getByRole('button', { name: 'Sign out' }).click()
  await expect(office.getByText('You are signed out')).toBeVisible()
  await office.getByRole('alert').getByRole('link', { name: 'Sign in' }).click()
  await expect(office).toHaveURL(/\/sign-in\?next=%2Fops$/)
})

test('a page whose session ended while it was offline says so', async ({
  anotherBrowser,
  demo,
  database,
  allowOnConsole,
}) => {
  allowOnConsole(/ERR_INTERNET_DISCONNECTED|Failed to load resource|401/)
  const colleague = await addColleague(database, demo)
  const desk = await anotherBrowser()
  await colleague.enter(desk.context())
  await desk.goto('/ops')
  await expectLive(desk)
  await desk.context().setOffline(true)
  await database`update session set ended_at = now()
    where person_id = (select id from person where email = ${colleague.email})`
  await desk.context().setOffline(false)
  await expect(desk.getByText('You are signed out')).toBeVisible()
  await expect(desk.locator('[data-live=signed-out]')).toBeAttached()
})

test('a page that asks for news while the server doesn’t answer keeps what is typed', async ({
  office,
  allowOnConsole,
}) => {
  allowOnConsole(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  await office.goto('/ops/imports')
  await expectLive(office)
  const search = (await openCommandMenu(office)).getByRole('combobox')
  await search.fill('Paper Lantern')
  await office.context().setOffline(true)
  for (let asked = 0; asked < 2; asked += 1)
    await office.waitForEvent('requestfailed', (request) => request.method() === 'HEAD')
  await office.context().setOffline(false)
  await expectLive(office)
  await expect(search).toHaveValue('Paper Lantern')
})

test("a seller's page says that the session has ended", async ({ shop, allowOnConsole }) => {
  allowOnConsole(/401/)
  const stream = streamOf(shop, '/connect/events')
  await shop.goto('/connect/connections')
  await stream
  const elsewhere = await shop.context().newPage()
  await elsewhere.goto(shop.url())
  await elsewhere.getByRole('button', { name: 'Sign out' }).click()
  await expect(shop.getByText('You were signed out')).toBeVisible()
  await expect(shop.getByRole('alert').getByRole('link', { name: 'Sign in' })).toBeVisible()
})

test('a page that was offline catches up', async ({
  office,
  anotherBrowser,
  demo,
  database,
  allowOnConsole,
}) => {
  allowOnConsole(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  const colleague = await addColleague(database, demo)
  const desk = await anotherBrowser()
  await colleague.enter(desk.context())
  await makeLink(office, 'Paper Lantern')
  await desk.goto('/ops/links')
  await expectLive(desk)
  await desk.context().setOffline(true)
  await office.getByRole('row', { name: 'Paper Lantern' }).getByRole('button').first().click()
  await office.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(office.getByRole('dialog').getByRole('button', { name: 'Revoke' })).toHaveCount(0)
  await office.keyboard.press('Escape')
  await expect(office.getByRole('row', { name: 'Paper Lantern' })).toContainText('Revoked')
  await desk.context().setOffline(false)
  await expect(desk.getByRole('row', { name: 'Paper Lantern' })).toContainText('Revoked')
})

test("a seller's page shows what an operator did", async ({ shop, office, connected, database }) => {
  const partner = await connected()
  const id = (await authorizationOf(database, partner))?.id
  const stream = streamOf(shop, '/connect/events')
  await shop.goto('/connect/connections')
  await stream
  await office.goto(`/ops/authorizations/${id}`)
  await office.getByRole('button', { name: 'Pause' }).click()
  await timed('seller', () =>
    expect(shop.getByRole('article', { name: partner.name })).toContainText('Paused'),
  )
})
