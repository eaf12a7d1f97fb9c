import { describe, expect, test } from 'vitest'
import type { Simulator } from '#simulator/start.ts'
import { central, credentials, decide, locationOf, refresh, seller, simulated } from './fixtures.ts'

/** A browser that keeps the session of one host. */
async function signedIn(simulator: Simulator, sellingPartnerId = seller, host = central) {
  const base = `${simulator.origin}/${host}`
  const form = (path: string, fields: Readonly<Record<string, string>>, cookie = '') =>
    fetch(base + path, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })
  const response = await form('/ap/signin', { selling_partner_id: sellingPartnerId, to: '/apps/manage' })
  expect(response.headers.get('location')).toBe(`${base}/apps/manage`)
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  return {
    get: async (path: string) => (await fetch(base + path, { headers: { cookie } })).text(),
    post: (path: string, fields: Readonly<Record<string, string>>) => form(path, fields, cookie),
  }
}

const applicationId = (simulator: Simulator) => simulator.control.applications()[0]?.applicationId ?? ''

describe('Manage Your Apps', () => {
  test('a seller disables an application; its refresh token is dead, and only a new consent helps', async () => {
    const simulator = await simulated()
    const { refreshToken, authorizationId } = simulator.control.issueRefreshToken({
      sellingPartnerId: seller,
    })
    const browser = await signedIn(simulator)
    expect(await browser.get('/apps/manage')).toContain('Disable authorization')
    await browser.post('/apps/manage', { authorization_id: authorizationId })
    expect((await refresh(simulator, refreshToken)).status).toBe(400)
    const page = await browser.get('/apps/manage')
    expect(page).toContain('Enable Authorization')
    const { refreshToken: renewed } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    expect((await refresh(simulator, renewed)).status).toBe(200)
    expect((await refresh(simulator, refreshToken)).status).toBe(400)
  })

  test('nobody can disable for another seller', async () => {
    const simulator = await simulated()
    const { authorizationId } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    const browser = await signedIn(simulator, 'A2NANORTHWIND')
    await browser.post('/apps/manage', { authorization_id: authorizationId })
    expect(simulator.control.authorizations()[0]?.state).toBe('enabled')
  })

  test('signing in never redirects elsewhere', async () => {
    const simulator = await simulated()
    const response = await fetch(`${simulator.origin}/${central}/ap/signin`, {
      method: 'POST',
      body: new URLSearchParams({ selling_partner_id: seller, to: '//elsewhere.example/' }),
      redirect: 'manual',
    })
    expect(response.headers.get('location')).toBe(`${simulator.origin}/${central}/home`)
  })
})

describe('the Appstore', () => {
  test('Authorize Now goes to the Login URI first, without a state of the application’s', async () => {
    const simulator = await simulated({ applications: [{ status: 'published', listed: true }] })
    const browser = await signedIn(simulator)
    expect(await browser.get('/selling-partner-appstore')).toContain('Authorize Now')
    const consent = await browser.get(`/apps/authorize/appstore?application_id=${applicationId(simulator)}`)
    expect(consent).toContain('Login to Gatehouse Demo now')
    const hop = locationOf(await decide(simulator, 'confirm', { workflow: 'appstore', state: '' }))
    expect([...hop.searchParams.keys()]).toEqual([
      'amazon_callback_uri',
      'amazon_state',
      'selling_partner_id',
    ])
    const back = new URL(hop.searchParams.get('amazon_callback_uri') ?? '')
    back.searchParams.set('amazon_state', hop.searchParams.get('amazon_state') ?? '')
    back.searchParams.set('state', 'ours')
    const end = locationOf(await fetch(back, { redirect: 'manual' }))
    expect(end.searchParams.get('state')).toBe('ours')
    expect(simulator.control.authorizations()).toMatchObject([{ workflow: 'appstore', state: 'enabled' }])
  })
})

describe('the developer’s pages', () => {
  const authorize = '/sellingpartner/developerconsole/authorize'

  test('self-authorization issues one refresh token after another, and all of them work', async () => {
    const simulator = await simulated()
    const browser = await signedIn(simulator, 'A8TWOREGIONS')
    const press = async (account: string) => {
      const fields = { application_id: applicationId(simulator), account, decision: 'authorize' }
      const text = await (await browser.post(authorize, fields)).text()
      return /Atzr\|[\w-]+/.exec(text)?.[0] ?? ''
    }
    const tokens = [await press('na'), await press('na'), await press('eu')]
    expect(new Set(tokens).size).toBe(3)
    for (const token of tokens) expect((await refresh(simulator, token)).status).toBe(200)
    const fields = { application_id: applicationId(simulator), account: 'na', decision: 'revoke' }
    await browser.post(authorize, fields)
    const statuses = await Promise.all(tokens.map(async (token) => (await refresh(simulator, token)).status))
    expect(statuses).toEqual([400, 400, 200])
  })

  test('ten self-authorizations at most', async () => {
    const simulator = await simulated()
    const template = simulator.control.sellers().find(({ sellingPartnerId }) => sellingPartnerId === seller)
    if (template === undefined) throw new Error('the seeded seller is missing')
    const press = async (sellingPartnerId: string) => {
      simulator.control.addSeller({ ...template, sellingPartnerId })
      const browser = await signedIn(simulator, sellingPartnerId)
      const fields = { application_id: applicationId(simulator), account: 'na', decision: 'authorize' }
      return (await browser.post(authorize, fields)).text()
    }
    for (let count = 1; count <= 10; count += 1) expect(await press(`A${count}SELF`)).toContain('Atzr|')
    expect(await press('A11SELF')).toContain('CONSENT_LIMIT_REACHED')
    expect(await press('A10SELF')).toContain('Atzr|')
  })

  test('rotating shows the new secret next to the old one for seven days', async () => {
    const simulator = await simulated()
    const browser = await signedIn(simulator)
    const path = '/sellingpartner/developerconsole/credentials'
    const secrets = async () =>
      [
        ...(await browser.get(`${path}?application_id=${applicationId(simulator)}`)).matchAll(
          /amzn1\.oa2-cs\.v1\.\w+/g,
        ),
      ].map(([secret]) => secret)
    const [old] = await secrets()
    await browser.post(path, { application_id: applicationId(simulator) })
    expect(await secrets()).toEqual([old, credentials(simulator).client_secret])
    simulator.control.clock.advance(7 * 86_400_000)
    expect(await secrets()).toEqual([credentials(simulator).client_secret])
  })

  test('a secret that never ends is still shown years later, until it has expired all the same', async () => {
    const simulator = await simulated({ settings: { clientSecretsEnd: false } })
    const browser = await signedIn(simulator)
    const id = applicationId(simulator)
    const read = () => browser.get(`/sellingpartner/developerconsole/credentials?application_id=${id}`)
    simulator.control.clock.advance(2 * 365 * 86_400_000)
    expect(await read()).toMatch(/client-secret">amzn1\.oa2-cs\.v1\.\w+<.*\n.*never</)
    simulator.control.expireSecret(id, 86_400_000)
    expect(await read()).toContain('(expired)')
    simulator.control.clock.advance(2 * 86_400_000)
    expect(await read()).not.toContain('client-secret"')
  })
})

describe('the wrong consent', () => {
  const address = (simulator: Simulator, scope: string) =>
    `${simulator.origin}/www.amazon.com/ap/oa?${new URLSearchParams({
      client_id: credentials(simulator).client_id,
      redirect_uri: 'http://localhost:3000/sp-api/auth',
      response_type: 'code',
      scope,
      state: 's',
    })}`

  test('a code of Login with Amazon’s own consent is refused by the exchange (L1)', async () => {
    const simulator = await simulated()
    expect(await (await fetch(address(simulator, 'profile'))).text()).toContain(
      'This is not the consent of SP-API',
    )
    const { searchParams } = new URL(address(simulator, 'profile'))
    const response = await fetch(`${simulator.origin}/www.amazon.com/ap/oa`, {
      method: 'POST',
      body: searchParams,
      redirect: 'manual',
    })
    const code = locationOf(response).searchParams.get('code') ?? ''
    const exchange = await fetch(`${simulator.origin}/api.amazon.com/auth/o2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'authorization_code', code, ...credentials(simulator) }),
    })
    expect(exchange.status).toBe(400)
    expect(simulator.control.received().at(-1)?.reason).toContain('/ap/oa')
  })

  test('a scope of SP-API is unknown there (L9)', async () => {
    const simulator = await simulated()
    const response = await fetch(address(simulator, 'sellingpartnerapi::notifications'), {
      redirect: 'manual',
    })
    expect(Object.fromEntries(locationOf(response).searchParams)).toEqual({
      error: 'invalid_scope',
      error_description: 'An unknown scope was requested',
      state: 's',
    })
  })
})
