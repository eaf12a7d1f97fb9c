import { describe, expect, test } from 'vitest'
import { maskExchange } from '#lib/amazon/mask-exchange.ts'
import { operations } from '#lib/amazon/operations.ts'
import { endpointOf } from '#lib/amazon/regions.ts'
import { grantlessScopes } from '#lib/amazon/scopes.ts'
import { operationRequest, parseOperationResponse, secondsToWait } from '#lib/amazon/sp-api.ts'
import { userAgent } from '#lib/amazon/user-agent.ts'
import { Secret } from '#lib/secret.ts'
import { response } from './response.ts'

const token = new Secret('Atza|IwEB')
const request = (
  ...[operation, target, input]: [
    Parameters<typeof operationRequest>[0],
    Parameters<typeof operationRequest>[1],
    Parameters<typeof operationRequest>[5]?,
  ]
) => operationRequest(operation, target, token, 'Test/1 (Language=TypeScript)', new Date(0), input)

describe('a target', () => {
  test('is the endpoint of a region, its sandbox, or a replacement for it', () => {
    expect(endpointOf({ region: 'fe' })).toBe('https://sellingpartnerapi-fe.amazon.com')
    expect(endpointOf({ region: 'na', sandbox: true })).toBe(
      'https://sandbox.sellingpartnerapi-na.amazon.com',
    )
    expect(endpointOf({ region: 'eu', endpoint: 'https://sellingpartnerapi-eu2.amazon.com' })).toBe(
      'https://sellingpartnerapi-eu2.amazon.com',
    )
  })
})

describe('an operation', () => {
  test('fills its path with encoded values, and names missing ones', () => {
    const { url } = request(operations.getDestination, { region: 'na' }, { path: { destinationId: 'a/b ?' } })
    expect(url).toBe('https://sellingpartnerapi-na.amazon.com/notifications/v1/destinations/a%2Fb%20%3F')
    expect(() => request(operations.getDestination, { region: 'na' })).toThrow('needs destinationId')
  })

  test('sends a body as JSON, and a query in the address', () => {
    const body = { restrictedResources: [{ method: 'GET', path: '/orders/v0/orders' }] }
    const sent = request(
      operations.createRestrictedDataToken,
      { region: 'eu' },
      { body, query: { a: 'b c' } },
    )
    expect(sent.headers['content-type']).toBe('application/json')
    expect(JSON.parse(sent.body ?? '')).toEqual(body)
    expect(sent.url.endsWith('?a=b+c')).toBe(true)
  })

  test('names a scope that exists, or the token of a selling partner', () => {
    for (const { token: needed } of Object.values(operations)) {
      expect(needed === 'selling-partner' || needed in grantlessScopes).toBe(true)
    }
  })

  test('that answers 204 has succeeded', () => {
    expect(parseOperationResponse(response(204, ''))).toBeNull()
  })
})

describe('after a 429', () => {
  const operation = operations.getMarketplaceParticipations

  test('Retry-After takes precedence, then the header’s rate, then the operation’s', () => {
    expect(
      secondsToWait(new Headers({ 'retry-after': '7', 'x-amzn-ratelimit-limit': '0.5' }), operation),
    ).toBe(7)
    expect(secondsToWait(new Headers({ 'x-amzn-ratelimit-limit': '0.5' }), operation)).toBe(2)
    expect(secondsToWait(new Headers(), operation)).toBe(63)
    expect(
      secondsToWait(new Headers({ 'retry-after': 'soon', 'x-amzn-ratelimit-limit': '0' }), operation),
    ).toBe(63)
  })
})

describe('the User-Agent', () => {
  test('has a name, a version and a language', () => {
    expect(userAgent('Gatehouse', '0.1', { Language: 'TypeScript' })).toBe(
      'Gatehouse/0.1 (Language=TypeScript)',
    )
  })

  test('escapes characters that would end its parts', () => {
    expect(userAgent('A/B\\', '1(2', { Language: 'Type;Script)', Host: 'x' })).toBe(
      'A\\/B\\\\/1\\(2 (Language=Type\\;Script\\); Host=x)',
    )
  })

  test('is refused beyond 500 characters', () => {
    expect(() => userAgent('A', '1', { Language: 'x'.repeat(500) })).toThrow('500')
  })
})

test('G1: a request logged at level debug shows its content, without a secret', () => {
  const secrets = ['Atzr|IwSECRETrefresh', 'amzn1.oa2-cs.v1.0123456789abcdef', 'Atza|IwSECRETaccess']
  const [refreshToken = '', clientSecret = '', accessToken = ''] = secrets
  const masked = maskExchange(
    {
      method: 'POST',
      url: 'https://api.amazon.com/auth/o2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-amz-access-token': accessToken },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_secret: clientSecret,
      }).toString(),
    },
    response(200, {
      access_token: accessToken,
      refresh_token: refreshToken,
      token_type: 'bearer',
      expires_in: 3_600,
    }),
  )
  const text = JSON.stringify(masked)
  for (const secret of secrets)
    for (const form of [secret, encodeURIComponent(secret)]) expect(text).not.toContain(form)
  expect(masked.request.body).toContain('grant_type=refresh_token')
  expect(masked.response.body).toContain('expires_in')
})
