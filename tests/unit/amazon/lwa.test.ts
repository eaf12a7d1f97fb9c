import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  authorizationCodeRequest,
  type LwaClient,
  parseTokenResponse,
  refreshRequest,
} from '#lib/amazon/lwa.ts'
import { Secret } from '#lib/secret.ts'
import { maintenancePage, response, thrownBy } from './response.ts'

const client: LwaClient = {
  clientId: 'amzn1.application-oa2-client.1b2c',
  clientSecret: new Secret('amzn1.oa2-cs.v1.0a1b'),
  tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
}
const granted = {
  access_token: 'Atza|IwEB',
  refresh_token: 'Atzr|IwEB',
  token_type: 'bearer',
  expires_in: 3600,
}
const judge = (status: number, body: unknown) => parseTokenResponse(response(status, body))

describe('a request for tokens', () => {
  test('exchanges a code, with the redirect URI and the credentials in the body', () => {
    expect(
      authorizationCodeRequest(client, new Secret('ANcode'), 'https://gatehouse.example.com/sp-api/auth'),
    ).toEqual({
      method: 'POST',
      url: 'https://api.amazon.com/auth/o2/token',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      },
      body: 'grant_type=authorization_code&code=ANcode&redirect_uri=https%3A%2F%2Fgatehouse.example.com%2Fsp-api%2Fauth&client_id=amzn1.application-oa2-client.1b2c&client_secret=amzn1.oa2-cs.v1.0a1b',
    })
  })

  test('percent-encodes the bar of a refresh token, and sends no scope', () => {
    expect(refreshRequest(client, new Secret('Atzr|Iw+/=')).body).toBe(
      'grant_type=refresh_token&refresh_token=Atzr%7CIw%2B%2F%3D&client_id=amzn1.application-oa2-client.1b2c&client_secret=amzn1.oa2-cs.v1.0a1b',
    )
  })

  test('has no Authorization header and no secret in its address', () => {
    const request = refreshRequest(client, new Secret('Atzr|IwEB'))
    expect(Object.keys(request.headers)).toEqual(['accept', 'content-type'])
    expect(request.url).toBe(client.tokenEndpoint)
  })

  test('carries any value unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (code, clientSecret) => {
        const request = authorizationCodeRequest(
          { ...client, clientSecret: new Secret(clientSecret) },
          new Secret(code),
          'x',
        )
        const form = new URLSearchParams(request.body)
        expect(form.getAll('code')).toEqual([code])
        expect(form.getAll('client_secret')).toEqual([clientSecret])
        expect(form.size).toBe(5)
      }),
    )
  })
})

test('a grant has its tokens as secrets, the lifetime of the access token and the request id', () => {
  const grant = judge(200, granted)
  expect(grant.accessToken.expose()).toBe('Atza|IwEB')
  expect(grant.refreshToken?.expose()).toBe('Atzr|IwEB')
  expect(grant).toMatchObject({ expiresInSeconds: 3_600, requestId: 'a0b1c2d3-request' })
  expect(inspect(grant) + JSON.stringify(grant)).not.toContain('IwEB')
})

test.each(['bearer', 'Bearer', 'BEARER'])('the token type can be written %s', (token_type) => {
  expect(judge(200, { ...granted, token_type }).expiresInSeconds).toBe(3_600)
})

describe('A12: an invalid success is unreadable, and the error names the field, not its value', () => {
  test.each([
    ['a page of HTML', maintenancePage, 'it is not JSON'],
    ['nothing', '', 'it is not JSON'],
    ['truncated JSON', '{"access_token":"Atza|Canary","refre', 'it is not JSON'],
    ['a list', [granted], 'body'],
    ['a refusal', { error: 'invalid_grant' }, 'access_token, token_type'],
    ['no access token', { ...granted, access_token: undefined }, 'access_token'],
    ['an empty access token', { ...granted, access_token: '' }, 'access_token'],
    [
      'an access token that no header can carry',
      { ...granted, access_token: 'Atza|Canary\r\nx: y' },
      'access_token',
    ],
    ['an access token of other letters', { ...granted, access_token: 'Atza|Canaryé' }, 'access_token'],
    ['an access token without end', { ...granted, access_token: 'Canary'.repeat(1_000) }, 'access_token'],
    ['an access token that is no text', { ...granted, access_token: { Canary: 1 } }, 'access_token'],
    ['a refresh token that is no text', { ...granted, refresh_token: 7 }, 'refresh_token'],
    ['an empty refresh token', { ...granted, refresh_token: '' }, 'refresh_token'],
    ['another token type', { ...granted, token_type: 'mac-Canary' }, 'token_type'],
    ['no token type', { ...granted, token_type: undefined }, 'token_type'],
  ])('%s', (_what, body, reason) => {
    const error = thrownBy(() => judge(200, body))
    expect(error).toMatchObject({ kind: 'unreadable', status: 200, reason, requestId: 'a0b1c2d3-request' })
    expect(error.message).not.toContain('Canary')
  })
})

test.each([undefined, null])(
  'A12: a missing refresh token (%s) is reported to the caller',
  (refresh_token) => {
    expect(judge(200, { ...granted, refresh_token }).refreshToken).toBeNull()
  },
)

test('tokens can have any length that LWA documents', () => {
  const access_token = `Atza|${'x'.repeat(2_043)}`
  expect(judge(200, { ...granted, access_token }).accessToken.expose()).toBe(access_token)
})

test.each([
  [3_600, 3_600],
  [1, 1],
  [59.9, 59],
  ['3600', 3_600],
  [0, 0],
  [-1, 0],
  [-3_600, 0],
  ['soon', 0],
  ['', 0],
  ['-5', 0],
  [undefined, 0],
  [null, 0],
  [true, 0],
  [[3_600], 0],
  [{}, 0],
  [1e9, 3_600],
  ['1e9', 3_600],
  [Number.MAX_VALUE, 3_600],
])('C8: expires_in %j counts as %i seconds', (expires_in, seconds) => {
  expect(judge(200, { ...granted, expires_in }).expiresInSeconds).toBe(seconds)
})

test('C8: numbers beyond JavaScript count as expired', () => {
  const body = JSON.stringify(granted).replace('3600', '1e999')
  expect(judge(200, body).expiresInSeconds).toBe(0)
})
