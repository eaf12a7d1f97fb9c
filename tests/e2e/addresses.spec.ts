import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { Client } from './client.ts'
import { test } from './fixtures.ts'
import { signIn } from './story.ts'

/** UTF-8 that is truncated, invalid, too long or half a pair; and invalid percent-encodings. */
const damages = ['%F0%28', '%E0%A4%A', '%ff', '%C0%80', '%ED%A0%80', '%zz', '%', `${'%ff'.repeat(2_000)}`]

const doors = [
  ...[
    '/connect/link/',
    '/connect/finish/',
    '/connect/arrival/',
    '/connect/',
    '/',
    '/authorize/',
    '/api/auth/',
  ],
  ...['/ops/attempts/', '/ops/authorizations/', '/ops/applications/', '/ops/data/', '/_next/data/'],
]

/** Odd, but not damaged. */
const oddities = [
  ...[
    '/connect/link/%00',
    '/ops/attempts/%00',
    '/connect/link/a%2Fb',
    '/connect%2Flink%2Fx',
    '/connect/link/%25zz',
  ],
  ...['/connect/link/a;b=c', '/connect/link/a%5Cb', `/connect/finish/${'a'.repeat(7_000)}`, '/?a=%ff'],
]

test('a malformed URL gets our error page and security headers, and logs nothing', async ({
  page,
  demo,
  place,
  allowOnConsole,
}) => {
  allowOnConsole(/status of 404/)
  const log = () => readFileSync(place.log, 'utf8')
  const before = log()
  await signIn(page, `${demo.app}/ops`, demo.operator)
  const operator = await Client.of(page.context(), demo.app)
  const damaged = [
    ...doors.flatMap((door) => damages.map((damage) => `${door}${damage}`)),
    ...['/connect/%zz/re-authorize', '/ops/applications/%ff/secret'],
  ]
  for (const client of [new Client(demo.app), operator]) {
    for (const path of [...damaged, ...oddities]) {
      const { status, headers, body } = await client.ask(path)
      expect(status, path).toBeLessThan(500)
      expect(headers['content-security-policy'], path).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}'/)
      expect(headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cache-control': expect.stringContaining('no-store'),
      })
      if (!damaged.includes(path)) continue
      expect(status, path).toBe(404)
      expect(body, path).toMatch(/<h1[^>]*>Page not found<\/h1>/)
    }
  }
  const post = await operator.ask('/ops/attempts/%ff', {
    method: 'POST',
    headers: { origin: demo.app, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'a=b',
  })
  expect(post.status).toBe(404)
  await page.goto('/ops/attempts/%F0%28')
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  expect(log().slice(before.length)).not.toMatch(/"level":"(error|warn)"/)
})

test('the api answers a malformed URL with a 404 in JSON', async ({ demo }) => {
  for (const origin of [demo.api, demo.app]) {
    for (const damage of damages.filter((text) => text.length < 100)) {
      for (const path of [`/api/v1/${damage}`, `/api/v1/authorizations/x/${damage}`]) {
        const { status, headers, body } = await new Client(origin).ask(path)
        expect(status, `${origin}${path}`).toBe(404)
        expect(JSON.parse(body), path).toMatchObject({ code: 'not_found' })
        expect(headers['content-security-policy'], path).toContain("default-src 'none'")
      }
      const { status } = await new Client(origin).ask(`/api/v1/authorizations/${damage}/access-token`, {
        method: 'POST',
      })
      expect(status).toBe(401)
    }
  }
})

test('a body of an unknown type is refused with an explanation before it is parsed', async ({ demo }) => {
  const { status, body } = await new Client(demo.app).ask('/diagnose', {
    method: 'POST',
    headers: { origin: demo.app, 'content-type': 'multipart/form-data; boundary=b' },
    body: 'x'.repeat(1_100_000),
  })
  expect(status).toBe(413)
  expect(body).toContain('This form is too large')
})

test('the diagnosis accepts a paste of the maximum length', async ({ page }) => {
  await page.goto('/diagnose')
  const paste = `{"error":"invalid_grant"}${'ü'.repeat(170_000)}`
  await page.getByLabel('Amazon’s response').evaluate((field, text) => {
    ;(field as HTMLTextAreaElement).value = text
  }, paste)
  await page.getByRole('button', { name: 'Diagnose' }).click()
  await expect(page.getByText('invalid_grant').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'could not be shown' })).toHaveCount(0)
})
