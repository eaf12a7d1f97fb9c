import { describe, expect, test } from 'vitest'
import { amazonHosts } from '#simulator/hosts.ts'
import { consentAddress, simulated } from './fixtures.ts'

describe('pages', () => {
  test('load nothing, run nothing, can’t be framed, and say that they are simulated', async () => {
    const simulator = await simulated()
    simulator.control.issueRefreshToken({ sellingPartnerId: 'A10USSCRIPT' })
    const base = `${simulator.origin}/sellercentral.amazon.com`
    const addresses = [
      `${simulator.origin}/`,
      consentAddress(simulator),
      consentAddress(simulator, { version: '' }),
      `${base}/home`,
      `${base}/apps/manage`,
      `${base}/selling-partner-appstore`,
      `${base}/sellingpartner/developerconsole`,
      `${base}/nowhere`,
    ]
    for (const address of addresses) {
      const response = await fetch(address)
      const text = await response.text()
      expect(text).toContain('Simulated Amazon: nothing here is real')
      expect(text).not.toMatch(/<(script|img|link rel="stylesheet"|iframe)/)
      expect(response.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; font-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'$/,
      )
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
  })

  test('every host of Amazon’s answers under its path, Seller Central with consent', async () => {
    const simulator = await simulated()
    for (const { kind, host } of amazonHosts.values()) {
      const address = consentAddress(simulator, {}, host)
      const { status } = await fetch(address)
      expect([host, status]).toEqual([
        host,
        { central: 200, lwa: 404, 'sp-api': 403, account: 404, sqs: 400 }[kind],
      ])
    }
    expect((await fetch(`${simulator.origin}/sellercentral.amazon.tld/home`)).status).toBe(404)
  })
})
