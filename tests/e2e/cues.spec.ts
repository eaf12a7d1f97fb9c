import { expect, type Locator, type Page } from '@playwright/test'
import type { Partner } from './amazon.ts'
import { authorizationOf, passDays, type Sql, untilSettled } from './database.ts'
import { withOwnDemo } from './fixtures.ts'
import {
  authorize,
  confirm,
  expectConnected,
  findPartner,
  openPartner,
  refreshNow,
  statePanel,
} from './story.ts'

const test = withOwnDemo()

/** Amazon wants it to be renewed in about three weeks. */
async function makeDue(sql: Sql, partner: Partner): Promise<string> {
  const id = (await authorizationOf(sql, partner))?.id ?? null
  await passDays(sql, partner, 345)
  return id ?? ''
}

test.describe('in forced colors', () => {
  const marked = '[aria-current]:not([aria-current="false"]), [aria-pressed="true"]'

  /** The look of the element apart from its words. A transparent background shows the canvas. */
  const lookOf = (element: Locator) =>
    element.evaluate((node) => {
      const { backgroundColor, borderColor, borderStyle, textDecorationLine } = getComputedStyle(node)
      const isTransparent = /, 0\)$|transparent/.test(backgroundColor)
      const background = isTransparent ? getComputedStyle(document.body).backgroundColor : backgroundColor
      return [background.match(/\d+/g)?.slice(0, 3), borderColor, borderStyle, textDecorationLine].join(' ')
    })

  /** One of the choices is marked, and looks different from the others. */
  async function expectMarked(group: Locator): Promise<void> {
    const choices = group.locator('a, button')
    await expect(group.locator(marked)).toHaveCount(1)
    const look = await lookOf(group.locator(marked))
    const others = choices.and(group.locator(`:not(${marked})`))
    expect(await others.count()).toBeGreaterThan(0)
    for (const other of await others.all()) expect(await lookOf(other), `${other}`).not.toBe(look)
  }

  test('the current page, the selected filters and the health bar remain visible', async ({
    office,
    connected,
    database,
  }) => {
    const { id } = await connected()
    await database`
      update "authorization" set paused_at = now(), next_change_at = 'epoch' where selling_partner_id = ${id}`
    await untilSettled(database, id)
    await connected()
    await office.emulateMedia({ forcedColors: 'active' })
    await office.goto('/ops/authorizations')
    await expect(office.getByRole('table')).toBeVisible()
    await expectMarked(office.getByRole('navigation', { name: 'Dashboard' }))
    await expectMarked(office.getByRole('navigation', { name: 'Filter by health' }))
    await office.locator('summary', { hasText: 'Urgency' }).click()
    await expectMarked(office.getByRole('navigation', { name: 'Order' }))
    await office.keyboard.press('Escape')
    await office.getByRole('button', { name: 'Theme and times' }).click()
    await expectMarked(office.getByRole('group', { name: 'Theme' }))
    await expectMarked(office.getByRole('group', { name: 'Times' }))

    const canvas = await office.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const bar = office.getByText(/working/).locator('xpath=following-sibling::div[1]/span')
    expect(await bar.count()).toBeGreaterThan(1)
    const colors = await bar.evaluateAll((parts) =>
      parts.map((part) => getComputedStyle(part).backgroundColor),
    )
    expect(new Set([...colors, canvas]).size, 'each part has a color of its own').toBe(colors.length + 1)

    const iconsOfTheirOwn = await office.locator('svg').evaluateAll(
      (icons) =>
        icons.filter((icon) => {
          const parent = icon.parentElement ?? icon
          return getComputedStyle(icon).color !== getComputedStyle(parent).color
        }).length,
    )
    expect(iconsOfTheirOwn, 'icons in a color that the user did not choose').toBe(0)

    await office.goto('/ops/renewals?within=later')
    await expectMarked(office.getByRole('navigation', { name: 'Filter by time' }))
    await office.goto('/ops/renewals')
    const months = office.getByRole('navigation', { name: 'Filter by month' })
    await months.getByRole('link').nth(2).click()
    await office.waitForURL(/within=/)
    await expectMarked(months)
    await office.goto('/ops/attempts?end=completed')
    await expectMarked(office.getByRole('navigation', { name: 'Filter by outcome' }))
    await office.goto('/ops/people')
    await expectMarked(office.getByRole('navigation', { name: 'Who' }))
    await office.goto('/ops/calls')
    await office.getByRole('combobox', { name: 'Selling partner' }).click()
    const options = office.getByRole('option')
    await expect(options.nth(1)).toBeVisible()
    expect(await lookOf(options.first())).not.toBe(await lookOf(options.nth(1)))
  })
})

test('every page’s title matches its heading, also on errors', async ({
  shop,
  office,
  amazon,
  connected,
  allowOnConsole,
}) => {
  allowOnConsole(/status of (403|404)/)
  const expectTitle = async (page: Page, heading: string | RegExp) => {
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    const words = await page.getByRole('heading', { level: 1 }).innerText()
    await expect.poll(() => page.title()).toContain(`${words} · `)
    await expect(page.locator('title')).toHaveCount(1)
  }
  const [partner, unlucky] = [await amazon.addPartner(), await amazon.addPartner()]
  await amazon.addFault({ kind: 'status', status: 503, at: 'token' })
  await authorize(shop)
  await confirm(shop, partner)
  await expectTitle(shop, 'Finishing the connection')
  await amazon.clearFaults()
  await expectConnected(shop, partner.name)
  await expectTitle(shop, `${partner.name} is connected`)

  await amazon.addFault({ kind: 'refuse', row: 'L1', at: 'token' })
  await authorize(shop)
  await confirm(shop, unlucky)
  await expectTitle(shop, 'Amazon didn’t accept the authorization')
  await amazon.clearFaults()

  for (const [path, heading] of [
    ['/ops', 'Sign in'],
    ['/connect/finish/unknown', /./],
    ['/connect/link/ghl_unknown', /./],
    ['/nowhere', 'Page not found'],
    ['/connect/connections', 'Your connections'],
    ['/', 'Where do you sell?'],
  ] as const) {
    await shop.goto(path)
    await expectTitle(shop, heading)
  }

  const { name } = await connected()
  for (const [path, heading] of [
    ['/ops/nowhere', 'Page not found'],
    ['/ops/authorizations/unknown', 'Page not found'],
    ['/ops/authorizations', 'Selling partners'],
  ] as const) {
    await office.goto(path)
    await expectTitle(office, heading)
  }
  await openPartner(office, name)
  await expectTitle(office, name)
  await office.getByRole('link', { name: 'Attempts' }).click()
  await expectTitle(office, 'Attempts')
})

test('an action’s result message disappears after the next change', async ({ office, connected, amazon }) => {
  const partner = await connected()
  await openPartner(office, partner.name)
  await office.getByRole('button', { name: 'Pause' }).click()
  await expect(statePanel(office)).toContainText('Paused')
  await refreshNow(office)
  const refused = office.getByRole('alert').filter({ hasText: 'paused' })
  await expect(refused).toBeVisible()
  await office.getByRole('button', { name: 'Resume' }).click()
  await expect(statePanel(office)).toContainText('Working')
  await expect(refused).toHaveCount(0)

  await amazon.disable(partner)
  await refreshNow(office)
  await expect(statePanel(office)).toContainText('Retrying')
  await expect(office.getByText('Amazon didn’t issue a token'), 'it belongs to this state').toBeVisible()
})

test('on a phone, an operator copies a seller’s renewal links', async ({ office, connected, database }) => {
  const partner = await connected()
  const id = await makeDue(database, partner)
  await office.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  for (const width of [320, 390, 767, 1440]) {
    await office.setViewportSize({ width, height: 900 })
    await office.goto('/ops/renewals')
    const shown = office.locator(`button[title*="${partner.name}"]`).filter({ visible: true })
    await expect(shown, `${width} px`).toHaveCount(2)
    await shown.last().click()
    expect(await office.evaluate(() => navigator.clipboard.readText())).toContain(`/connect/${id}/`)
    const overflow = await office.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow, `${width} px`).toBeLessThanOrEqual(0)
  }
})

test('on a phone, an operator copies the id of a marketplace', async ({ office, connected }) => {
  const partner = await connected()
  await openPartner(office, partner.name)
  await office.setViewportSize({ width: 390, height: 900 })
  await expect(
    office.getByRole('button', { name: 'Copy the marketplace id' }).filter({ visible: true }),
  ).toHaveCount(1)
})

test('timestamps are not tab stops, and the row shows the absolute time', async ({ office, connected }) => {
  const partner = await connected()
  const row = await findPartner(office, partner.name)
  await expect(row).toBeVisible()
  await expect(office.locator(':is(button, a, [tabindex="0"]) time')).toHaveCount(0)

  const time = row.locator('time').last()
  const shown = () => time.locator('span').filter({ visible: true }).innerText()
  await office.mouse.move(0, 0)
  const relative = /just now|\d+ s ago|\d+ min ago/
  await expect.poll(shown).toMatch(relative)
  await row.hover()
  await expect.poll(shown).toMatch(/^\d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d$/)
  await office.mouse.move(0, 0)
  await expect.poll(shown).toMatch(relative)
  await row.getByRole('link').focus()
  await office.keyboard.press('Tab')
  await office.keyboard.press('Shift+Tab')
  await expect(row.getByRole('link')).toBeFocused()
  await expect.poll(shown).toMatch(/^\d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d$/)
})

test('on a phone, the links to copy in the list of renewals say what they are, and for whom', async ({
  office,
  connected,
  database,
}) => {
  const partner = await connected()
  await makeDue(database, partner)
  await office.setViewportSize({ width: 390, height: 844 })
  await office.goto('/ops/renewals')
  const button = office.getByRole('button', { name: `Copy Our link for ${partner.name}` })
  await expect(button).toBeVisible()
  const line = office.getByRole('row').filter({ has: button })
  await expect(line.getByText('Copy a renewal link')).toBeVisible()
})

test('pages outside React and pages of the simulated Amazon use the Geist font', async ({
  shop,
  amazon,
  allowOnConsole,
}) => {
  allowOnConsole(/status of 400/)
  await shop.goto('/')
  const consent = new URL(`${amazon.origin}/sellercentral.amazon.com/apps/authorize/consent`)
  for (const path of [
    '/authorize',
    '/sp-api/auth?state=x&selling_partner_id=A1&spapi_oauth_code=y',
    amazon.origin,
    `${consent}`,
    `${amazon.origin}/sellercentral.amazon.com/apps/manage`,
  ]) {
    const origins = new Set<string>()
    shop.on('request', (request) => origins.add(new URL(request.url()).origin))
    await shop.goto(path)
    await expect(shop.getByRole('heading', { level: 1 })).toBeVisible()
    await shop.evaluate(() => document.fonts.ready)
    for (const selector of ['h1', 'p', 'code, .mono'])
      expect(await fontsOf(shop, selector), `${path} ${selector}`).toEqual(
        selector === 'code, .mono' ? ['Geist Mono'] : ['Geist'],
      )
    expect([...origins], 'nothing comes from elsewhere').toEqual([new URL(shop.url()).origin])
    shop.removeAllListeners('request')
  }
})

/** The fonts with which the browser really draws the first such element. */
async function fontsOf(page: Page, selector: string): Promise<string[]> {
  const client = await page.context().newCDPSession(page)
  await client.send('DOM.enable')
  await client.send('CSS.enable')
  const { root } = await client.send('DOM.getDocument')
  const { nodeId } = await client.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  const { fonts } = await client.send('CSS.getPlatformFontsForNode', { nodeId })
  await client.detach()
  return fonts.map(({ familyName }) => familyName)
}

test('a page over plain http copies too, and a browser that doesn’t let it is not kept secret', async ({
  office,
  connected,
}) => {
  // What a browser takes from such a page.
  await office.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  const partner = await connected()
  await openPartner(office, partner.name)
  const copy = office.getByRole('button', { name: 'Copy the marketplace id' }).filter({ visible: true })
  await copy.click()
  await expect(copy.getByRole('status')).toHaveText('Copied')
  await office.keyboard.press('ControlOrMeta+k')
  const search = office.getByRole('dialog').getByRole('combobox')
  await search.press('ControlOrMeta+v')
  await expect(search).toHaveValue('ATVPDKIKX0DER')
  await search.press('Escape')

  await office.evaluate(() => {
    document.execCommand = () => false
  })
  await copy.click()
  await expect(copy.getByRole('status')).toHaveText('Not copied: select the text')
})
