import { expect } from '@playwright/test'
import { Client } from './client.ts'
import { test } from './fixtures.ts'

const types = {
  '/apple-touch-icon.png': 'image/png',
  '/favicon.ico': 'image/x-icon',
  '/icon.svg': 'image/svg+xml',
  '/preview.png': 'image/png',
  '/robots.txt': 'text/plain',
  '/site.webmanifest': 'application/manifest+json',
}

test('icons, manifest and preview image are served without a session', async ({ demo }) => {
  const visitor = new Client(demo.app)
  for (const [path, type] of Object.entries(types)) {
    const { status, headers } = await visitor.ask(path)
    expect(status, path).toBe(200)
    expect(headers, path).toMatchObject({
      'content-type': expect.stringContaining(type),
      'cache-control': 'public, max-age=86400',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    expect(headers, path).not.toHaveProperty('set-cookie')
  }
})

test('a shared link has a preview image, and search engines are excluded', async ({ page, demo }) => {
  await page.goto('/')
  const content = (selector: string) => page.locator(`head ${selector}`).first().getAttribute('content')
  expect(await content('meta[property="og:image"]')).toBe(`${demo.app}/preview.png`)
  expect(await content('meta[name="robots"]')).toContain('noindex')
  const manifest = await page.locator('link[rel="manifest"]').getAttribute('href')
  expect(manifest).toBe('/site.webmanifest')
})

test('there is no security.txt unless the company named a contact', async ({ demo }) => {
  const { status, headers } = await new Client(demo.app).ask('/.well-known/security.txt')
  expect(status).toBe(404)
  expect(headers['content-type']).toBe('text/plain; charset=utf-8')
})
