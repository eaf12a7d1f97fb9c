import { expect } from '@playwright/test'
import { Client } from './client.ts'
import { test } from './fixtures.ts'
import { startReverseProxy } from './reverse-proxy.ts'
import { start } from './seller.ts'
import { authorize, confirm, expectConnected, signUp } from './story.ts'

/** The demo's app under another name of this machine. */
const otherName = (app: string) => app.replace('//localhost:', '//127.0.0.1:')

test('a seller who opens the app under another host name can still connect', async ({
  page,
  demo,
  amazon,
}) => {
  const partner = await amazon.addPartner()
  await page.goto(otherName(demo.app))
  await expect(page).toHaveURL(`${demo.app}/`)
  await signUp(page)
  await page.goto(`${otherName(demo.app)}/connect/connections`)
  await expect(page).toHaveURL(`${demo.app}/connect/connections`)
  await expect(page.getByRole('heading', { name: 'Your connections' })).toBeVisible()
  await authorize(page)
  await confirm(page, partner)
  await expectConnected(page, partner.name)
})

test('under another host name no attempt starts, and programs and probes are still served', async ({
  seller,
  demo,
  database,
}) => {
  const count = async () => (await database`select count(*)::int as attempts from attempt`)[0]?.attempts
  const before = await count()
  const outside = new Client(otherName(demo.app))
  for (const path of [
    '/',
    start,
    '/sign-in?next=%2Fconnect%20x',
    '/connect/link/ghl_x',
    '/authorize?amazon_state=a%20b+c%2b',
    '/sp-api/auth?state=x',
  ]) {
    const { status, headers } = await outside.ask(path)
    expect(status, path).toBe(307)
    const separator = path.includes('?') ? '&' : '?'
    expect(headers.location).toBe(`${demo.app}${path}${separator}gatehouse-redirected=1`)
    expect(headers['set-cookie'], path).toBeUndefined()
    expect(headers['referrer-policy']).toBe('no-referrer')
  }
  expect(await count()).toBe(before)
  expect((await outside.ask('/healthz')).status).toBe(200)
  await expect.poll(async () => (await outside.ask('/readyz')).status).toBe(200)
  expect((await outside.ask('/api/v1/authorizations')).status, 'asks for a key').toBe(401)
  const own = await seller.ask(start)
  expect(own.status).toBe(302)
})

test('behind a proxy that changes the host name, a page is redirected once at most', async ({
  page,
  demo,
}) => {
  // Like nginx with its defaults.
  const asked = (headers: object) => ({ ...headers, host: 'gatehouse-app:3000' })
  const proxy = await startReverseProxy(demo.app, { asked })
  const outside = `http://localhost:${proxy.port}`
  try {
    for (const path of ['/', '/sign-in', '/sign-in?next=%2F', '/authorize?marketplace=NOWHERE']) {
      const first = await new Client(outside).ask(path)
      expect(first.status, path).toBe(307)
      const { pathname, search } = new URL(first.headers.location ?? '')
      const second = await new Client(outside).ask(pathname + search)
      expect(second.status, path).not.toBe(307)
      expect(second.headers.location ?? '', path).not.toContain('gatehouse-redirected')
    }
    await page.goto(`${outside}/sign-in?gatehouse-redirected=1`)
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await expect(page).toHaveURL(`${outside}/sign-in`)
  } finally {
    proxy.close()
  }
})
