import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noteTarget } from '#app/_server/http/target.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'public')
const files = readdirSync(folder)

/** The paths that proxy.ts leaves alone, read from its source: importing it would start Next. */
const matcher = /matcher: \[\s*'(.+)',?\s*\]/.exec(readFileSync(join(root, 'proxy.ts'), 'utf8'))?.[1] ?? ''
const checked = new RegExp(`^${matcher.replaceAll('\\\\', '\\')}$`)

test.each(files)('%s is served to everybody, under any host name', (name) => {
  expect(checked.test(`/${name}`)).toBe(false)
  const request = { url: `/${name}`, method: 'GET', headers: { host: '10.0.0.5' } }
  noteTarget(request, { trustedProxies: 0, appUrl: 'https://gate.example.com' })
  expect(request.url).toBe(`/${name}`)
})

test('every other address gets the headers of a page', () => {
  for (const path of ['/', '/icon', '/icon.svg.html', '/icon.png', '/robots.txt/x', '/ops', '/preview.jpg']) {
    expect(checked.test(path), path).toBe(true)
  }
})

test('the manifest names icons that exist', () => {
  const { icons } = JSON.parse(readFileSync(join(folder, 'site.webmanifest'), 'utf8')) as {
    icons: { src: string }[]
  }
  expect(icons.length).toBeGreaterThan(2)
  for (const { src } of icons) expect(files).toContain(src.slice(1))
})

test.each([
  ['preview.png', 1_200, 630],
  ['apple-touch-icon.png', 180, 180],
  ['icon-192.png', 192, 192],
])('%s is %i by %i pixels', (name, width, height) => {
  const image = readFileSync(join(folder, name))
  expect([image.readUInt32BE(16), image.readUInt32BE(20)]).toEqual([width, height])
})

test('robots.txt keeps search engines out', () => {
  expect(readFileSync(join(folder, 'robots.txt'), 'utf8')).toMatch(/^User-agent: \*\nDisallow: \/$/m)
})
