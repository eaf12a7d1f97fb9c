import { describe, expect, test } from 'vitest'
import { central, consentAddress, decide, locationOf, seller, simulated } from './fixtures.ts'

const published = { applications: [{ status: 'published' as const, listed: true }] }

async function errorCode(address: string): Promise<string> {
  const text = await (await fetch(address)).text()
  return /data-testid="error-code">([^<]*)</.exec(text)?.[1] ?? ''
}

describe('consent at Seller Central', () => {
  test('lists the sellers of this host first, and names the application’s roles', async () => {
    const simulator = await simulated()
    const text = await (await fetch(consentAddress(simulator))).text()
    expect(text).toContain('Authorize Gatehouse Demo')
    expect(text).toContain('Selling Partner Insights')
    expect(text.indexOf('A1USHARBORPINE')).toBeLessThan(text.indexOf('A3EULINDENHOF'))
    expect(text).not.toContain('<script>')
    expect(text).not.toMatch(/(src|href)="https?:\/\/(?!127\.0\.0\.1)/)
  })

  test('Confirm redirects with state, selling partner and code; the state is returned unchanged', async () => {
    const simulator = await simulated(published)
    const state = 'a/b+c=d%20e&f ü'
    const response = await decide(simulator, 'confirm', { state })
    expect(response.status).toBe(302)
    const location = locationOf(response)
    expect(location.origin + location.pathname).toBe('http://localhost:3000/sp-api/auth')
    expect([...location.searchParams.keys()]).toEqual(['state', 'selling_partner_id', 'spapi_oauth_code'])
    expect(location.searchParams.get('state')).toBe(state)
    expect(location.searchParams.get('selling_partner_id')).toBe(seller)
  })

  test('Cancel stays at Amazon', async () => {
    const simulator = await simulated()
    const response = await decide(simulator, 'cancel')
    expect(response.headers.get('location')).toBe(`${simulator.origin}/${central}/home`)
    expect(simulator.control.authorizations()).toEqual([])
  })

  test('a draft passes through the Login URI and comes back with both states', async () => {
    const simulator = await simulated()
    const hop = locationOf(await decide(simulator, 'confirm'))
    expect(hop.origin + hop.pathname).toBe('http://localhost:3000/authorize')
    expect(hop.searchParams.get('version')).toBe('beta')
    expect(hop.searchParams.get('selling_partner_id')).toBe(seller)
    const [application] = simulator.control.applications()
    const callback = hop.searchParams.get('amazon_callback_uri')
    expect(callback).toBe(
      `${simulator.origin}/${central}/apps/authorize/confirm/${application?.applicationId}`,
    )
    const back = new URL(callback ?? '')
    back.searchParams.set('amazon_state', hop.searchParams.get('amazon_state') ?? '')
    back.searchParams.set('state', 'second-state')
    back.searchParams.set('version', 'beta')
    const end = locationOf(await fetch(back, { redirect: 'manual' }))
    expect(end.searchParams.get('state')).toBe('second-state')
    expect(end.searchParams.get('spapi_oauth_code')).not.toBe('')
    expect(await errorCode(back.href)).toBe('MD9999')
  })

  test('amazon_state must come back unchanged, within ten minutes, to the same host', async () => {
    const simulator = await simulated()
    const start = async () => {
      const hop = locationOf(await decide(simulator, 'confirm'))
      const back = new URL(hop.searchParams.get('amazon_callback_uri') ?? '')
      const parameters = {
        state: 's',
        version: 'beta',
        amazon_state: hop.searchParams.get('amazon_state') ?? '',
      }
      return { back, parameters }
    }
    const { back, parameters } = await start()
    const changed = { ...parameters, amazon_state: `${parameters.amazon_state}x` }
    expect(await errorCode(`${back}?${new URLSearchParams(changed)}`)).toBe('MD9999')
    const elsewhere = back.href.replace(central, 'sellercentral.amazon.ca')
    expect(await errorCode(`${elsewhere}?${new URLSearchParams(parameters)}`)).toBe('MD9999')
    const { version, ...withoutVersion } = parameters
    expect(version).toBe('beta')
    expect(await errorCode(`${back}?${new URLSearchParams(withoutVersion)}`)).toBe('MD1000')
    simulator.control.clock.advance(10 * 60_000)
    expect(await errorCode(`${back}?${new URLSearchParams(parameters)}`)).toBe('MD9999')
  })

  test('every page code appears when its cause is present', async () => {
    const simulator = await simulated()
    const address = (parameters: Record<string, string>) => consentAddress(simulator, parameters)
    expect(await errorCode(address({ version: '' }))).toBe('MD1000')
    const [application] = simulator.control.applications()
    const base = `${simulator.origin}/${central}/apps/authorize/consent`
    expect(await errorCode(`${base}?application_id=${application?.applicationId}?version=beta`)).toBe(
      'MD1000',
    )
    expect(await errorCode(`${base}?state=x`)).toBe('MD4010')
    expect(await errorCode(address({ application_id: 'amzn1.sp.solution.other' }))).toBe('MD9999')
    expect(await errorCode(address({ state: '' }))).toBe('MD9999')
    expect(await errorCode(`${address({})}&state=two`)).toBe('MD9999')
    expect(await errorCode(address({ redirect_uri: 'http://localhost:3000/sp-api/auth/' }))).toBe('MD5101')
    expect(await errorCode(address({ redirect_uri: 'http://localhost:3000/sp-api/auth#x' }))).toBe('MD5110')
    simulator.control.addApplication({ logInUri: null })
    expect(await errorCode(address({}))).toBe('MD9100')
    simulator.control.addApplication({ redirectUris: [] })
    expect(await errorCode(address({}))).toBe('MD9100')
    simulator.control.addApplication({ logInUri: `https://${central}/apps/authorize/consent` })
    expect(await errorCode(address({}))).toBe('MD5100')
    simulator.control.addApplication({ redirectUris: ['http://gatehouse.example.com/sp-api/auth'] })
    expect(await errorCode(address({}))).toBe('MD9999')
  })

  test('the signed-in seller decides, too', async () => {
    const simulator = await simulated({
      applications: [{ status: 'published', partnerTypes: ['seller'] }],
      settings: { unlistedConsentLimit: 1 },
    })
    const page = async (sellingPartnerId: string, host?: string) =>
      (await decide(simulator, 'confirm', { selling_partner_id: sellingPartnerId }, host)).text()
    const code = async (sellingPartnerId: string, host?: string) => {
      const text = await page(sellingPartnerId, host)
      return /data-testid="error-code">([^<]*)</.exec(text)?.[1] ?? ''
    }
    expect(await code('A13USSECONDARY')).toBe('SPDC8143')
    expect(await code('CASCA', 'vendorcentral.amazon.com')).toBe('SPSA0404')
    expect(await code(seller)).toBe('')
    expect(await code(seller)).toBe('')
    expect(await code('A2NANORTHWIND')).toBe('CONSENT_LIMIT_REACHED')
    expect(await page('A2NANORTHWIND')).toContain('OAuth limit has been reached')
    simulator.control.addApplication({ status: 'published', partnerTypes: ['vendor'] })
    expect(await code('NOMYA', 'vendorcentral.amazon.com')).toBe('SPSA2043')
  })

  test('a fault sends the callback address as a bare path', async () => {
    const simulator = await simulated()
    simulator.control.addFault({ kind: 'bare-callback-uri' })
    const hop = locationOf(await decide(simulator, 'confirm'))
    expect(hop.searchParams.get('amazon_callback_uri')).toMatch(/^\/apps\/authorize\/confirm\/amzn1\./)
  })
})
