import { describe, expect, test } from 'vitest'
import type { Simulator } from '#simulator/start.ts'
import { accessTokenOf, field, participationsPath, simulated } from './fixtures.ts'

const eu = '/sellingpartnerapi-eu.amazon.com'

describe('getAccount', () => {
  const application = { roles: ['Finance and Accounting'] }
  const get = (simulator: Simulator, host: string, token: string) =>
    fetch(`${simulator.origin}${host}/sellers/v1/account`, { headers: { 'x-amz-access-token': token } })

  test('is in Europe only, for its own roles', async () => {
    const simulator = await simulated({ applications: [application] })
    const token = await accessTokenOf(simulator, 'A3EULINDENHOF')
    const body: { payload: { business: object; marketplaceParticipationList: object[] } } = await (
      await get(simulator, eu, token)
    ).json()
    expect(body.payload).toMatchObject({ businessType: 'PRIVATE_LIMITED', sellingPlan: 'PROFESSIONAL' })
    expect(body.payload.marketplaceParticipationList).toHaveLength(10)
    const american = await accessTokenOf(simulator, 'A1USHARBORPINE')
    expect((await get(simulator, '/sellingpartnerapi-na.amazon.com', american)).status).toBe(403)
    simulator.control.addApplication({ roles: ['Pricing'] })
    expect((await get(simulator, eu, token)).status).toBe(403)
  })
})

describe('searchListingsItems', () => {
  const get = (
    simulator: Simulator,
    path: string,
    token: string,
    host = '/sellingpartnerapi-na.amazon.com',
  ) =>
    fetch(`${simulator.origin}${host}/listings/2021-08-01/items/${path}`, {
      headers: { 'x-amz-access-token': token },
    })
  const told = async (response: Response) => {
    const body: { errors?: { code: string; message: string; details: string }[] } = await response.json()
    return [response.status, body.errors?.[0]?.message ?? body]
  }
  const us = '?marketplaceIds=ATVPDKIKX0DER&pageSize=1'
  const invalidId = "Invalid 'sellerId' provided."
  const invalidPair = "Invalid 'sellerId' and 'marketplaceId' combination provided."

  test('searchListingsItems accepts a seller’s own id and refuses every other', async () => {
    const simulator = await simulated()
    const token = await accessTokenOf(simulator)
    expect(await told(await get(simulator, `A1USHARBORPINE${us}`, token))).toEqual([
      200,
      { numberOfResults: expect.any(Number), items: [expect.anything()], pagination: expect.anything() },
    ])
    for (const [path, status, message] of [
      [`A2NANORTHWIND${us}`, 400, invalidId],
      [`a1usharborpine${us}`, 400, invalidId],
      [`A0NOBODY${us}`, 400, invalidId],
      // Canada is in the same region and consent, but this seller doesn't sell there.
      ['A1USHARBORPINE?marketplaceIds=A2EUQ1WTGCTBG2', 400, invalidPair],
      ['A1USHARBORPINE?marketplaceIds=A1PA6795UKMFR9', 403, 'Access to requested resource is denied.'],
      ['A1USHARBORPINE', 400, 'Invalid Input'],
      ['A1USHARBORPINE?marketplaceIds=ATVPDKIKX0DER,A2EUQ1WTGCTBG2', 400, 'Invalid Input'],
    ] as const) {
      simulator.control.clock.advance(1_000)
      expect(await told(await get(simulator, path, token)), path).toEqual([status, message])
    }
    expect(simulator.control.received().some(({ row }) => row === 'S5')).toBe(true)
  })

  test('takes either of two roles, and a vendor’s code instead of its group', async () => {
    const simulator = await simulated({ applications: [{ roles: ['Inventory and Order Tracking'] }] })
    expect((await get(simulator, `A1USHARBORPINE${us}`, await accessTokenOf(simulator))).status).toBe(200)
    const vendor = await accessTokenOf(simulator, 'CASCA')
    expect(await told(await get(simulator, `CASCA${us}`, vendor))).toEqual([400, invalidPair])
    simulator.control.addApplication({ roles: ['Selling Partner Insights'] })
    expect((await get(simulator, `A1USHARBORPINE${us}`, await accessTokenOf(simulator))).status).toBe(403)
  })
})

describe('createRestrictedDataToken', () => {
  const roles = ['Selling Partner Insights', 'Direct-to-Consumer Shipping (Restricted)']
  const post = (simulator: Simulator, token: string, body: unknown, host = eu) =>
    fetch(`${simulator.origin}${host}/tokens/2021-03-01/restrictedDataToken`, {
      method: 'POST',
      headers: { 'x-amz-access-token': token, 'Content-Type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const address = {
    restrictedResources: [{ method: 'GET', path: '/orders/v0/orders/943-12-123434/address' }],
  }

  test('returns a token for the restricted resource and nothing else', async () => {
    const simulator = await simulated({ applications: [{ roles }] })
    const token = await accessTokenOf(simulator, 'A3EULINDENHOF')
    const response = await post(simulator, token, address)
    const body = await response.json()
    expect(body).toMatchObject({ expiresIn: 3600 })
    expect(response.headers.get('x-amzn-ratelimit-limit')).toBe('1')
    const restricted = field(body, 'restrictedDataToken')
    expect(restricted).toMatch(/^Atz\.sprdt\|/)
    const misused = await fetch(simulator.origin + participationsPath.replace('-na.', '-eu.'), {
      headers: { 'x-amz-access-token': restricted },
    })
    expect(misused.status).toBe(403)
  })

  test('refuses an invalid request, and an application without the role', async () => {
    const simulator = await simulated({ applications: [{ roles }] })
    const token = await accessTokenOf(simulator, 'A3EULINDENHOF')
    const invalid = await post(simulator, token, { restrictedResources: [] })
    expect([invalid.status, await invalid.json()]).toEqual([
      400,
      {
        errors: [
          {
            code: 'InvalidRequest',
            message: 'Request is missing or has invalid parameters',
            details: 'Resource not provided.',
          },
        ],
      },
    ])
    expect((await post(simulator, token, '{')).status).toBe(400)
    const many = { restrictedResources: Array.from({ length: 51 }, () => address.restrictedResources[0]) }
    expect((await post(simulator, token, many)).status).toBe(400)
    const form = await fetch(`${simulator.origin}${eu}/tokens/2021-03-01/restrictedDataToken`, {
      method: 'POST',
      headers: { 'x-amz-access-token': token },
      body: new URLSearchParams({ a: 'b' }),
    })
    expect(form.status).toBe(415)
    simulator.control.addApplication({})
    expect((await post(simulator, token, address)).status).toBe(403)
  })

  test('the sandbox answers the examples of Amazon’s model, and only those (S11)', async () => {
    const simulator = await simulated({ applications: [{ roles }] })
    const token = await accessTokenOf(simulator)
    const sandbox = '/sandbox.sellingpartnerapi-na.amazon.com'
    expect(await (await post(simulator, token, address, sandbox)).json()).toEqual({
      restrictedDataToken: 'Atz.sprdt|AODFNESLjAsAhRmHjNgHpi0U-Dme37rR6CuUpSR',
      expiresIn: 3600,
    })
    const other = { restrictedResources: [{ method: 'GET', path: '/orders/v0/orders/1/address' }] }
    expect(await (await post(simulator, token, other, sandbox)).json()).toEqual({
      errors: [{ code: 'InvalidInput', message: 'Could not match input arguments' }],
    })
  })
})

describe('refusals of SP-API', () => {
  test('a GET with a body, and a user-agent of more than 500 characters (S12)', async () => {
    const simulator = await simulated()
    const token = await accessTokenOf(simulator)
    const get = (headers: Record<string, string>) =>
      fetch(simulator.origin + participationsPath, { headers: { 'x-amz-access-token': token, ...headers } })
    expect((await get({ 'User-Agent': 'x'.repeat(501) })).status).toBe(400)
    expect((await get({ 'User-Agent': 'x'.repeat(500) })).status).toBe(200)
  })

  test.each([
    ['S5', 403, 'The marketplaces you provided are not valid for region.'],
    ['S8', 403, undefined],
    ['S9', 403, undefined],
    ['S13', 401, ''],
    ['S16', 500, ''],
    ['S17', 503, ''],
  ] as const)(
    '%s has no cause that can be arranged here, so a fault brings it',
    async (row, status, details) => {
      const simulator = await simulated()
      const token = await accessTokenOf(simulator)
      simulator.control.addFault({ kind: 'refuse', row, at: 'sp-api' })
      const response = await fetch(simulator.origin + participationsPath, {
        headers: { 'x-amz-access-token': token },
      })
      const body: { errors: { details?: string }[] } = await response.json()
      expect([response.status, body.errors[0]?.details]).toEqual([status, details])
      expect(simulator.control.received().at(-1)).toMatchObject({ row, reason: `a fault: refuse ${row}` })
    },
  )
})
