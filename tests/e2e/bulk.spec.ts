import { readFileSync } from 'node:fs'
import { expect, type Locator, type Page } from '@playwright/test'
import { authorizationOf } from './database.ts'
import { expectGoodLooks, withOwnDemo } from './fixtures.ts'

const test = withOwnDemo()

const mostSteps = 80

async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let step = 0; step < mostSteps; step++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${mostSteps} times Tab did not lead to ${target}.`)
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** The page has its script once a key works. */
async function untilKeysWork(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('j')
    await expect(page.locator('tbody a:focus')).toHaveCount(1, { timeout: 500 })
  }).toPass()
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

test('an operator selects two authorizations by keyboard, pauses them, and sees each result', async ({
  office,
  connected,
  database,
}) => {
  const partners = [await connected(), await connected(), await connected()]
  await office.goto('/ops/authorizations?sort=newest')
  await untilKeysWork(office)
  await office.keyboard.press('x')
  await office.keyboard.press('j')
  await office.keyboard.press('x')
  await expect(office.getByText('2 selling partners selected')).toBeVisible()
  await expectGoodLooks(office)
  await press(office, office.getByRole('button', { name: 'Pause', exact: true }))
  await expect(heading(office, 'Pause selling partners')).toBeVisible()
  await expect(office.getByText('2 selected one by one.')).toBeVisible()
  const [, second, third] = partners
  for (const partner of [second, third])
    await expect(office.getByRole('main').getByRole('link', { name: partner?.name ?? '' })).toBeVisible()
  await expectGoodLooks(office)
  await press(office, office.getByRole('button', { name: 'Pause 2 selling partners' }))
  await expect(heading(office, 'Pause')).toBeVisible()
  await expect(office.getByText('Completed', { exact: true })).toBeVisible()
  await expect(office.getByText('2 paused')).toBeVisible()
  await expect(office.getByRole('row')).toHaveCount(3)
  await expectGoodLooks(office)
  const states = await Promise.all(partners.map((partner) => authorizationOf(database, partner)))
  expect(states.filter((row) => row !== undefined)).toHaveLength(3)
  const download = office.waitForEvent('download')
  await office.getByRole('link', { name: 'Export results' }).click()
  const file = readFileSync(await (await download).path(), 'utf8')
  expect(file.split('\r\n').filter((line) => line.includes('"done"'))).toHaveLength(2)

  await office.goto('/ops/bulk')
  await expect(office.getByRole('row', { name: /Pause.*2 paused/ })).toBeVisible()
  await expectGoodLooks(office)
})

test('an operator tags everything that matches a filter, after a preview with the exclusions', async ({
  office,
  connected,
  database,
}) => {
  const partner = await connected()
  const name = '=1+1 🧡 <img src=x onerror=alert(1)> ممتاز'
  await database`
    update "authorization" set label = ${name}, tags = '{"plan": "pro"}' where selling_partner_id = ${partner.id}`
  await connected()
  await office.goto('/ops/authorizations')
  await press(office, office.getByRole('link', { name: 'Bulk action', exact: true }))
  await expect(heading(office, 'Bulk action')).toBeVisible()
  await expect(office.getByText('All of them: no filter is set.')).toBeVisible()
  await expectGoodLooks(office)
  await press(office, office.getByRole('link', { name: /^Add a tag/ }))
  await tabTo(office, office.getByLabel('Name of the tag'))
  await office.keyboard.type('Not a key')
  await tabTo(office, office.getByLabel('Value'))
  await office.keyboard.type('pro')
  await office.keyboard.press('Enter')
  await expect(office.getByRole('alert').filter({ hasText: 'isn’t a valid key' })).toBeVisible()
  await office.getByLabel('Name of the tag').fill('plan')
  await office.keyboard.press('Enter')
  await expect(office.getByRole('row', { name: /Already has the tag 1/ })).toBeVisible()
  await press(office, office.getByRole('button', { name: /^Tag \d+ selling partners?$/ }))
  await expect(office.getByText('Completed', { exact: true })).toBeVisible()
  await expect(office.getByRole('row', { name: /onerror/ })).toContainText('Already has the tag')
  await expectGoodLooks(office)
})

test('views: filter, choose columns, save, edit, reset and delete, by keyboard', async ({
  office,
  connected,
  anotherBrowser,
}) => {
  await connected()
  await office.goto('/ops/authorizations')
  const tab = office.getByRole('navigation', { name: 'Views' }).locator('[aria-current=page]')
  await expect(tab).toHaveText('All')
  await press(office, office.locator('summary', { hasText: 'Filters' }))
  await tabTo(office, office.getByLabel('Region'))
  await office.keyboard.press('N')
  await office.keyboard.press('Enter')
  await press(office, office.getByRole('button', { name: 'Apply filters' }))
  await expect(office).toHaveURL(/region=na/)
  await expect(tab).toHaveCount(0)
  await press(office, office.locator('summary', { hasText: 'Columns' }))
  await tabTo(office, office.getByLabel('Tags'))
  await office.keyboard.press('Space')
  await press(office, office.getByRole('button', { name: 'Show columns' }))
  await expect(office.getByRole('columnheader', { name: 'Tags' })).toBeVisible()
  await expectGoodLooks(office)
  await press(office, office.locator('summary', { hasText: 'Save as…' }))
  await tabTo(office, office.getByLabel('Name of the view'))
  await office.keyboard.type('North 🧡 <img src=x onerror=alert(1)> ممتاز')
  await tabTo(office, office.getByLabel('Share with all operators'))
  await office.keyboard.press('Space')
  await press(office, office.getByRole('button', { name: 'Save view' }))
  await expect(office).toHaveURL(/\/ops\/authorizations\?view=[0-9a-f-]{36}$/)
  const saved = office.url()
  await expect(tab).toHaveText(/^North/)
  await expectGoodLooks(office)

  await press(
    office,
    office.getByRole('link', { name: 'Renew by' }).or(office.getByRole('link', { name: 'Since' })),
  )
  await expect(office.getByText('Edited', { exact: true })).toBeVisible()
  await expect(tab).toHaveText(/^North/)
  await press(office, office.getByRole('link', { name: 'Reset' }))
  await expect(office).toHaveURL(saved)
  await press(office, office.getByRole('link', { name: /^Region is North America/ }))
  await expect(office.getByText('Edited', { exact: true })).toBeVisible()
  await press(office, office.getByRole('button', { name: 'Save', exact: true }))
  await expect(office).toHaveURL(saved)
  await expect(office.getByText('Edited', { exact: true })).toBeHidden()
  await expect(office.getByRole('link', { name: /^Region is/ })).toBeHidden()

  // Another person has the same page open, and sees the notice.
  const other = await anotherBrowser()
  await other.context().addCookies(await office.context().cookies())
  await other.goto(saved)
  await office.locator('summary', { hasText: 'View settings' }).click()
  await office.getByLabel('Name of the view').fill('South')
  await office.getByRole('button', { name: 'Save settings' }).click()
  await expect(tab).toHaveText('South')
  await other.locator('summary', { hasText: 'View settings' }).click()
  await other.getByRole('button', { name: 'Delete view' }).click()
  await expect(other.getByText('Someone else changed this view at the same time')).toBeVisible()
  await office.getByRole('button', { name: 'Delete view' }).click()
  await expect(office).toHaveURL(/\/ops\/authorizations$/)
  await office.goto(saved)
  await expect(office.getByText('This view no longer exists')).toBeVisible()
})

test('built-in views and hostile URLs both show a list', async ({ office, connected }) => {
  await connected()
  for (const query of [
    ...[
      'view=needs-a-person',
      'view=renewal-due',
      'view=lost-this-week',
      'view=roles-missing',
      'view=paused',
    ],
    `view=${'x'.repeat(5_000)}`,
    `search=${'x'.repeat(6_000)}`,
    'view=renewal-due&edited=yes&after=%00&columns=__proto__&due=-1',
    `search=${encodeURIComponent('<img src=x onerror=alert(1)> 🧡 ممتاز')}`,
    'account=%25%5C_&role=Nothing&tag=%3D%3D&reference=%00&sort=renewal',
    'sort=changed&incident=5e3c7ffd-81df-4d18-8d80-8357d4fbd3a1',
  ]) {
    const response = await office.goto(`/ops/authorizations?${query}`)
    expect(response?.status(), query).toBe(200)
    await expect(heading(office, 'Selling partners')).toBeVisible()
    await expect(
      office
        .getByRole('table')
        .or(office.getByText('No selling partner matches', { exact: true }))
        .first(),
    ).toBeVisible()
  }
  await expectGoodLooks(office)
  const preview = await office.goto(
    `/ops/bulk/new?all=yes&action=pause&search=${'x'.repeat(6_000)}&id=nobody`,
  )
  expect(preview?.status()).toBe(200)
  const ids = await office.goto('/ops/bulk/new?action=pause&id=nobody')
  expect(ids?.status()).toBe(200)
})

test('an edited view moves nothing below its controls', async ({ office, connected }) => {
  await connected()
  for (const width of [390, 768, 1_024, 1_280]) {
    await office.setViewportSize({ width, height: 900 })
    const top = async (address: string) => {
      await office.goto(address)
      const search = office.getByRole('searchbox', { name: /^Search selling partners/ })
      await expect(search).toBeVisible()
      return (await search.boundingBox())?.y
    }
    const before = await top('/ops/authorizations')
    const after = await top('/ops/authorizations?sort=name')
    await expect(office.locator('summary', { hasText: 'Save as…' })).toBeVisible()
    expect(after, `at ${width} px`).toBe(before)
    await office.locator('summary', { hasText: 'Save as…' }).click()
    await expect(office.getByLabel('Name of the view')).toBeInViewport()
    await expectGoodLooks(office)
  }
})

test('a selection is kept on the way back to its list, and until its action starts', async ({
  office,
  connected,
}) => {
  const partner = await connected()
  const list = '/ops/authorizations?health=working&sort=newest'
  await office.goto(list)
  const box = office.getByRole('checkbox', { name: `Select ${partner.name}` })
  await box.check()
  await office.getByRole('button', { name: 'Check now' }).click()
  await expect(heading(office, 'Check selling partners')).toBeVisible()
  await office.getByRole('main').getByRole('link', { name: 'Selling partners', exact: true }).click()
  await expect(office).toHaveURL(/\/ops\/authorizations\?.*health=working/)
  await expect(box).toBeChecked()
  await office.getByRole('button', { name: 'Check now' }).click()
  await office.getByRole('button', { name: /^Check 1 selling partner/ }).click()
  await expect(office.getByText('Completed', { exact: true })).toBeVisible()
  await office.goto(list)
  await expect(box).not.toBeChecked()
})
