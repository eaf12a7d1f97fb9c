import { expect, test } from 'vitest'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { serveApi } from './programs.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database)
const { origin } = await serveApi(world.services)

test('the reference loads nothing from elsewhere, and its policy allows nothing else', async () => {
  const page = await fetch(`${origin}/api/v1/docs`)
  expect(page.status).toBe(200)
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  const html = await page.text()
  const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address)
  expect(sources).toHaveLength(3)
  for (const address of sources) {
    expect(address).toMatch(/^\/api\/v1\//)
    const answer = await fetch(origin + address)
    expect(answer.status, address).toBe(200)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.text()).not.toContain('cdn.redoc')
  }
})

test('the script is sent compressed, uncompressed to clients that can’t read that, and not again to those that have it', async () => {
  const ask = (headers: Record<string, string>) => fetch(`${origin}/api/v1/docs/redoc.js`, { headers })
  const zipped = await ask({ 'accept-encoding': 'br, gzip' })
  expect(zipped.headers.get('content-encoding')).toBe('gzip')
  expect(zipped.headers.get('vary')).toBe('Accept-Encoding')
  for (const accepted of ['identity', 'gzip;q=0']) {
    const plain = await ask({ 'accept-encoding': accepted })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(await plain.text()).toBe(await zipped.clone().text())
  }
  const known = await ask({ 'if-none-match': zipped.headers.get('etag') ?? 'none' })
  expect([known.status, await known.text()]).toEqual([304, ''])
})
