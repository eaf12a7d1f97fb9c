import { expect, type Page } from '@playwright/test'
import { Client } from './client.ts'
import { test } from './fixtures.ts'
import { startReverseProxy } from './reverse-proxy.ts'
import { startSecondApp } from './second-app.ts'
import { consented } from './seller.ts'
import { fillSignIn, fillSignUp } from './story.ts'

/** Every address that the tab's history holds. */
async function historyOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const { entries } = await session.send('Page.getNavigationHistory')
  return entries.map(({ url }) => url).join(' ')
}

for (const javaScriptEnabled of [true, false]) {
  test(`an unused code is removed from the address bar and the history of an error page, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    seller,
    anotherBrowser,
    amazon,
    allowOnConsole,
  }) => {
    allowOnConsole(/status of 400/)
    const partner = await amazon.addPartner()
    const { back, code, state } = await consented(seller, amazon, partner)
    const other = await anotherBrowser({ javaScriptEnabled })
    const cases = [
      [back.href, 'This authorization was started in another browser'],
      [back.href.replace(state, 'never-given-out'), 'This authorization wasn’t started here'],
      [`${back.href}&state=twice`, ''],
      [back.href.replace('selling_partner_id', 'x'), ''],
    ] as const
    for (const [address, title] of cases) {
      const answer = await other.goto(address)
      expect(answer?.status(), address).toBe(400)
      await expect(other.getByRole('heading', { level: 1 })).toContainText(title)
      const { pathname, search } = new URL(other.url())
      expect(pathname).toBe('/sp-api/auth')
      expect(search).toMatch(/^\?problem=\w+&reference=[\da-f-]{36}$/)
      expect(await historyOf(other)).not.toContain(code)
      await other.reload()
      await expect(other.getByRole('heading', { level: 1 })).toContainText(title)
    }
    expect(await amazon.exchangesOf(code)).toBe(0)
    expect((await seller.ask(back.href)).status, 'the browser that started it still can').toBe(303)
  })
}

test("an error page at the Login URI keeps no parameter of Amazon's link in the address bar", async ({
  shop,
  anotherBrowser,
  allowOnConsole,
}) => {
  allowOnConsole(/status of 4\d\d/)
  const uri = encodeURIComponent(
    'https://sellercentral.amazon.com/apps/authorize/confirm/amzn1.sp.solution.unknown',
  )
  const visits = [
    `amazon_callback_uri=${uri}&amazon_state=CANARY&selling_partner_id=A1`,
    `amazon_callback_uri=https%3A%2F%2Fevil.example%2F&amazon_state=CANARY&selling_partner_id=A1`,
    `amazon_callback_uri=${uri}&amazon_state=CANARY`,
    'amazon_state=CANARY',
    `amazon_callback_uri=${uri}&amazon_state=CANARY&amazon_state=CANARY&selling_partner_id=A1`,
    'spapi_oauth_code=CANARY',
    'selling_partner_id=CANARY%00&version=beta',
  ]
  for (const page of [shop, await anotherBrowser(), await anotherBrowser({ javaScriptEnabled: false })]) {
    for (const query of visits) {
      const answer = await page.goto(`/authorize?${query}`)
      expect(answer?.status(), query).toBe(400)
      const { pathname, search } = new URL(page.url())
      expect(pathname, query).toBe('/authorize')
      expect(search, query).toMatch(/^\?problem=\w+&reference=[\da-f-]{36}$/)
      expect(await historyOf(page), query).not.toContain('CANARY')
      const title = await page.getByRole('heading', { level: 1 }).innerText()
      expect((await page.reload())?.status(), query).toBe(400)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    }
  }
})

test('a client that is not a browser gets the status directly', async ({ demo }) => {
  const address = `${demo.app}/sp-api/auth?state=x&selling_partner_id=A1&spapi_oauth_code=y`
  const answer = await fetch(address, { redirect: 'manual' })
  expect(answer.status).toBe(400)
})

test('a browser without cookies gets an explanation, at sign-in and on the way back from Amazon', async ({
  page,
  demo,
  seller,
  account,
  amazon,
  allowOnConsole,
}) => {
  allowOnConsole(/status of 400/)
  const { path } = await consented(seller, amazon, await amazon.addPartner())
  // As if the browser stored none: a proxy removes them in both directions.
  const proxy = await startReverseProxy(demo.app, {
    asked: ({ cookie: _, ...headers }) => headers,
    answered: ({ 'set-cookie': _, ...headers }) => headers,
  })
  const outside = `http://localhost:${proxy.port}`
  try {
    await page.goto(`${outside}/sign-in`)
    await fillSignIn(page, account)
    await expect(page.getByText('Your browser doesn’t keep cookies')).toBeVisible()
    await page.goto(`${outside}/sign-up`)
    await fillSignUp(page)
    await expect(page.getByText('Your browser doesn’t keep cookies')).toBeVisible()
    await page.goto(outside + path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your browser doesn’t keep cookies')
    expect(page.url()).not.toContain('spapi_oauth_code')
  } finally {
    proxy.close()
  }
})

test('every sign-in form probes for cookies, with a host-only cookie on https', async ({ demo, place }) => {
  const secure = await startSecondApp(place, { APP_URL: 'https://gatehouse.example.com' })
  try {
    for (const path of ['/sign-in', '/sign-up', '/setup', '/reset']) {
      const { headers } = await new Client(demo.app).ask(path)
      expect(headers['set-cookie'], path).toEqual(['gatehouse.cookies=1; Path=/; HttpOnly; SameSite=Lax'])
      const onHttps = await new Client(secure.origin).ask(path, {
        headers: { host: 'gatehouse.example.com' },
      })
      expect(onHttps.headers['set-cookie'], path).toEqual([
        '__Host-gatehouse.cookies=1; Path=/; HttpOnly; SameSite=Lax; Secure',
      ])
    }
  } finally {
    await secure.kill()
  }
})
