import { describe, expect, test } from 'vitest'
import type { Simulator } from '#simulator/start.ts'
import {
  accessTokenOf,
  credentials,
  field,
  participationsPath,
  postToken,
  seller,
  simulated,
} from './fixtures.ts'

const sandboxPath = `/sandbox.${participationsPath.slice(1)}`

function call(simulator: Simulator, token: string, path = participationsPath): Promise<Response> {
  return fetch(simulator.origin + path, { headers: { 'x-amz-access-token': token } })
}

async function details(response: Response): Promise<unknown> {
  expect(response.headers.get('x-amzn-ratelimit-limit')).toBeNull()
  const body: { errors: { code: string; message: string; details?: string }[] } = await response.json()
  return [response.status, body.errors[0]?.code, body.errors[0]?.details]
}

const denied = (text: string) => [403, 'Unauthorized', text]

describe('getMarketplaceParticipations', () => {
  test('lists the authorization’s marketplaces, with its rate limit and request id', async () => {
    const simulator = await simulated()
    const response = await call(simulator, await accessTokenOf(simulator))
    expect(response.status).toBe(200)
    expect(response.headers.get('x-amzn-ratelimit-limit')).toBe('0.016')
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    expect(await response.json()).toEqual({
      payload: [
        {
          marketplace: {
            id: 'ATVPDKIKX0DER',
            countryCode: 'US',
            name: 'Amazon.com',
            defaultCurrencyCode: 'USD',
            defaultLanguageCode: 'en_US',
            domainName: 'www.amazon.com',
          },
          storeName: 'Harbor & Pine Goods',
          participation: { isParticipating: true, hasSuspendedListings: false },
        },
      ],
    })
  })

  test('a seller of two regions needs two consents', async () => {
    const simulator = await simulated()
    const token = await accessTokenOf(simulator, 'A8TWOREGIONS')
    const body: { payload: unknown[] } = await (await call(simulator, token)).json()
    expect(body.payload).toHaveLength(1)
    const inEurope = participationsPath.replace('-na.', '-eu.')
    expect(await details(await call(simulator, token, inEurope))).toEqual(denied(''))
    simulator.control.settings.otherRegion = 'empty'
    expect(await (await call(simulator, token, inEurope)).json()).toEqual({ payload: [] })
  })

  test('the European unified account lists ten countries', async () => {
    const simulator = await simulated()
    const token = await accessTokenOf(simulator, 'A3EULINDENHOF')
    const response = await call(simulator, token, participationsPath.replace('-na.', '-eu.'))
    const body: { payload: { marketplace: { countryCode: string } }[] } = await response.json()
    expect(body.payload.map((entry) => entry.marketplace.countryCode)).toEqual(
      'FR NL PL GB DE ES IE SE BE IT'.split(' '),
    )
  })

  test('sixteen concurrent calls are one too many (S10); a minute later there is one more', async () => {
    const simulator = await simulated()
    const token = await accessTokenOf(simulator)
    for (let count = 0; count < 15; count += 1) expect((await call(simulator, token)).status).toBe(200)
    const throttled = await call(simulator, token)
    expect(throttled.headers.get('x-amzn-errortype')).toBe('TooManyRequestsException')
    expect(await throttled.json()).toEqual({
      errors: [
        {
          code: 'QuotaExceeded',
          message: 'You exceeded your quota for the requested resource.',
          details: '',
        },
      ],
    })
    simulator.control.clock.advance(62_500)
    expect((await call(simulator, token)).status).toBe(200)
    expect((await call(simulator, token)).status).toBe(429)
  })

  test('invalid tokens are refused in Amazon’s words (S1 to S4)', async () => {
    const simulator = await simulated()
    const token = await accessTokenOf(simulator)
    const bearer = await fetch(simulator.origin + participationsPath, {
      headers: { Authorization: `Bearer ${token}` },
    })
    expect(await details(bearer)).toEqual(denied('Access token is missing in the request header.'))
    const invalid = denied('The access token you provided is revoked, malformed or invalid.')
    expect(await details(await call(simulator, `${token}x`))).toEqual(invalid)
    expect(await details(await call(simulator, 'Atzr|abc'))).toEqual(invalid)
    simulator.control.clock.advance(3_600_000)
    expect(await details(await call(simulator, token))).toEqual(
      denied('The access token you provided has expired.'),
    )
    simulator.control.clock.advance(180 * 86_400_000)
    expect(await details(await call(simulator, await accessTokenOf(simulator)))).toEqual(
      denied('The LWA secret token you provided has expired.'),
    )
  })

  test('a disabled authorization ends its access tokens or not, depending on the setting', async () => {
    const simulator = await simulated()
    const token = await accessTokenOf(simulator)
    simulator.control.disable(simulator.control.authorizations()[0]?.id ?? '')
    expect(await details(await call(simulator, token))).toEqual(
      denied('The access token you provided is revoked, malformed or invalid.'),
    )
    simulator.control.settings.disablingEndsAccessTokens = false
    expect((await call(simulator, token)).status).toBe(200)
  })

  test.each([
    ['a missing role', 'A7USNOROLE'],
    ['a deactivated account', 'A14USDEACTIVATED'],
    ['a vendor', 'CASCA'],
  ])('%s is 403 with empty details (S6)', async (_name, sellingPartnerId) => {
    const simulator = await simulated()
    const token = await accessTokenOf(simulator, sellingPartnerId)
    expect(await details(await call(simulator, token))).toEqual(denied(''))
  })

  test('unknown paths and methods are 403, never 404', async () => {
    const simulator = await simulated()
    const token = await accessTokenOf(simulator)
    const unknown = '/sellingpartnerapi-na.amazon.com/sellers/v2/marketplaceParticipations'
    expect(await details(await call(simulator, token, unknown))).toEqual(denied(''))
    const posted = await fetch(simulator.origin + participationsPath, {
      method: 'POST',
      headers: { 'x-amz-access-token': token },
    })
    expect(await details(posted)).toEqual(denied(''))
  })

  test('the sandbox answers its static example to a token of any region, at five a second', async () => {
    const simulator = await simulated()
    const token = await accessTokenOf(simulator, 'A3EULINDENHOF')
    const response = await call(simulator, token, sandboxPath)
    expect(response.headers.get('x-amzn-ratelimit-limit')).toBe('5.0')
    const body: { payload: { storeName: string }[] } = await response.json()
    expect(body.payload.map((entry) => entry.storeName)).toEqual(['BestSellerStore'])
    const other = await call(simulator, token, `${sandboxPath}?marketplaceIds=X`)
    expect(await details(other)).toEqual([400, 'InvalidInput', undefined])
  })

  test('refuses an access token that belongs to no refresh token', async () => {
    const simulator = await simulated()
    const { code } = simulator.control.issueCode({ sellingPartnerId: seller })
    const { client_id } = credentials(simulator)
    const body = await (
      await postToken(simulator, { grant_type: 'authorization_code', code, client_id })
    ).json()
    expect((await call(simulator, field(body, 'access_token'))).status).toBe(403)
  })
})
