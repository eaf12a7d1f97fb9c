import { describe, expect, test } from 'vitest'
import {
  credentials,
  decide,
  field,
  locationOf,
  postToken,
  refresh,
  seller,
  simulated,
  tokenPath,
} from './fixtures.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

describe('authorization_code', () => {
  test('a code becomes a refresh token once', async () => {
    const simulator = await simulated({ applications: [{ status: 'published' }] })
    const code = locationOf(await decide(simulator, 'confirm')).searchParams.get('spapi_oauth_code') ?? ''
    const fields = { grant_type: 'authorization_code', code, ...credentials(simulator) }
    const response = await postToken(simulator, fields)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json;charset=UTF-8')
    expect(response.headers.get('cache-control')).toBe('no-cache, no-store, must-revalidate')
    expect(response.headers.get('pragma')).toBe('no-cache')
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    const body = await response.json()
    expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in', 'refresh_token'])
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600 })
    expect(field(body, 'access_token')).toMatch(/^Atza\|.{345,2040}$/)
    expect(field(body, 'refresh_token')).toMatch(/^Atzr\|.{345,2040}$/)
    await expectRefusal(await postToken(simulator, fields), 400, 'L1')
  })

  test('a code dies after five minutes', async () => {
    const simulator = await simulated()
    const exchange = () => {
      const { code } = simulator.control.issueCode({ sellingPartnerId: seller })
      return { grant_type: 'authorization_code', code, ...credentials(simulator) }
    }
    const young = exchange()
    simulator.control.clock.advance(5 * minuteMs - 1000)
    expect((await postToken(simulator, young)).status).toBe(200)
    const old = exchange()
    simulator.control.clock.advance(5 * minuteMs)
    await expectRefusal(await postToken(simulator, old), 400, 'L1')
  })

  test('a code is bound to its application and to its redirect URI', async () => {
    const other = {
      applicationId: 'amzn1.sp.solution.other',
      lwaClientId: 'amzn1.application-oa2-client.other',
    }
    const simulator = await simulated({ applications: [{}, other] })
    const fields = (redirectUri: string) => ({
      grant_type: 'authorization_code',
      code: simulator.control.issueCode({ sellingPartnerId: seller }).code,
      redirect_uri: redirectUri,
      ...credentials(simulator),
    })
    const registered = 'http://localhost:3000/sp-api/auth'
    expect((await postToken(simulator, fields(registered))).status).toBe(200)
    await expectRefusal(await postToken(simulator, fields(`${registered}/`)), 400, 'L2')
    const foreign = { ...fields(registered), client_id: other.lwaClientId }
    await expectRefusal(await postToken(simulator, foreign), 400, 'L1')
  })

  test('without a client secret there is no refresh token', async () => {
    const simulator = await simulated()
    const { code } = simulator.control.issueCode({ sellingPartnerId: seller })
    const { client_id } = credentials(simulator)
    const response = await postToken(simulator, { grant_type: 'authorization_code', code, client_id })
    expect(Object.keys(await response.json())).toEqual(['access_token', 'token_type', 'expires_in'])
  })
})

describe('refresh_token', () => {
  test('the same refresh token comes back with another access token', async () => {
    const simulator = await simulated()
    const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    const first = await (await refresh(simulator, refreshToken)).json()
    const second = await (await refresh(simulator, refreshToken)).json()
    expect(Object.keys(first)).toEqual(['access_token', 'refresh_token', 'token_type', 'expires_in'])
    expect(field(first, 'refresh_token')).toBe(refreshToken)
    expect(field(second, 'refresh_token')).toBe(refreshToken)
    expect(field(second, 'access_token')).not.toBe(field(first, 'access_token'))
  })

  test('form, JSON and Basic credentials are all read', async () => {
    const simulator = await simulated()
    const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    const { client_id, client_secret } = credentials(simulator)
    const json = await fetch(simulator.origin + tokenPath, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id,
        client_secret,
      }),
    })
    expect(json.status).toBe(200)
    const basic = await fetch(`${simulator.origin}/api.amazon.co.uk/auth/O2/token`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    })
    expect(basic.status).toBe(200)
  })

  test('a disabled, lapsed, damaged or foreign refresh token is refused', async () => {
    const simulator = await simulated({ settings: { refreshTokensLapseAfterDays: 365 } })
    const { refreshToken, authorizationId } = simulator.control.issueRefreshToken({
      sellingPartnerId: seller,
    })
    simulator.control.disable(authorizationId)
    await expectRefusal(await refresh(simulator, refreshToken), 400, 'L3')
    simulator.control.enable(authorizationId)
    expect((await refresh(simulator, refreshToken)).status).toBe(200)
    simulator.control.lapse(authorizationId)
    await expectRefusal(await refresh(simulator, refreshToken), 400, 'L3')
    await expectRefusal(await refresh(simulator, `${refreshToken}\n`), 400, 'L3')
    const { refreshToken: renewed } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    expect((await refresh(simulator, renewed)).status).toBe(200)
    await expectRefusal(await refresh(simulator, refreshToken), 400, 'L3')
    const other = {
      applicationId: 'amzn1.sp.solution.other',
      lwaClientId: 'amzn1.application-oa2-client.other',
    }
    simulator.control.addApplication(other)
    const foreign = {
      grant_type: 'refresh_token',
      refresh_token: renewed,
      client_id: other.lwaClientId,
      client_secret: credentials(simulator).client_secret,
    }
    await expectRefusal(await postToken(simulator, foreign), 400, 'L4')
  })

  test('a secret lives 180 days, and seven days beside its successor', async () => {
    const simulator = await simulated()
    const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    const { applicationId } = simulator.control.applications()[0] ?? { applicationId: '' }
    const withSecret = (client_secret: string) =>
      postToken(simulator, {
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: credentials(simulator).client_id,
        client_secret,
      })
    const old = credentials(simulator).client_secret
    const fresh = simulator.control.rotateSecret(applicationId).value
    expect([(await withSecret(old)).status, (await withSecret(fresh)).status]).toEqual([200, 200])
    simulator.control.clock.advance(7 * dayMs)
    await expectRefusal(await withSecret(old), 401, 'L5')
    expect((await withSecret(fresh)).status).toBe(200)
    simulator.control.clock.advance(180 * dayMs)
    await expectRefusal(await withSecret(fresh), 401, 'L5')
  })
})

describe('what Login with Amazon refuses', () => {
  const sent = { grant_type: 'refresh_token', refresh_token: 'Atzr|x', client_id: 'x', client_secret: 'y' }
  test.each([
    ['nothing', {}, 400, 'L6'],
    ['an unknown grant type', { ...sent, grant_type: 'authentication_code' }, 400, 'L6'],
    ['a grant type in capitals', { ...sent, grant_type: 'REFRESH_TOKEN' }, 400, 'L6'],
    ['an empty code', { ...sent, grant_type: 'authorization_code', code: '' }, 400, 'L7 code'],
    ['no client_id', { grant_type: 'refresh_token', refresh_token: 'Atzr|x' }, 400, 'L7 client_id'],
    ['an unknown client', sent, 401, 'L5'],
    ['a scope with a refresh', { ...sent, scope: 'sellingpartnerapi::notifications' }, 400, 'L8'],
  ] as const)('%s', async (_name, fields, status, row) => {
    const simulator = await simulated()
    await expectRefusal(await postToken(simulator, fields), status, row)
  })

  test('a body that its Content-Type does not describe is not read', async () => {
    const simulator = await simulated()
    const post = (type: string, body: string) =>
      fetch(simulator.origin + tokenPath, { method: 'POST', headers: { 'Content-Type': type }, body })
    await expectRefusal(await post('application/x-www-form-urlencoded', JSON.stringify(sent)), 400, 'L6')
    await expectRefusal(await post('multipart/form-data; boundary=x', '--x--'), 400, 'L6')
    await expectRefusal(await post('application/json', '{'), 400, 'L7 malformed')
    await expectRefusal(await post('application/json', '{"grant_type":["refresh_token"]}'), 400, 'L7 invalid')
    const response = await post('application/x-www-form-urlencoded', '')
    expect((await response.text()).length).toBe(463)
  })

  test('other methods are 405, other paths 404, both without JSON', async () => {
    const simulator = await simulated()
    const get = await fetch(simulator.origin + tokenPath)
    expect([get.status, get.headers.get('content-type')]).toEqual([405, 'text/html;charset=UTF-8'])
    const wrong = await fetch(`${simulator.origin}/api.amazon.com/Oauth/o2/token`, { method: 'POST' })
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([404, 'text/html;charset=UTF-8'])
    const atApi = await fetch(`${simulator.origin}/sellingpartnerapi-na.amazon.com/auth/o2/token`, {
      method: 'POST',
    })
    expect(atApi.status).toBe(403)
    expect(await atApi.json()).toEqual({
      errors: [{ code: 'MissingAuthenticationToken', message: 'Missing Authentication Token' }],
    })
  })
})

const bodies: Readonly<Record<string, readonly [error: string, description: string, type: string]>> = {
  L1: ['invalid_grant', 'The request has an invalid grant parameter : code', 'OA2InvalidGrantException'],
  L2: [
    'invalid_grant',
    'The request has an invalid grant parameter : redirect_uri',
    'OA2InvalidGrantException',
  ],
  L3: [
    'invalid_grant',
    "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
    'OA2InvalidGrantException',
  ],
  L4: ['unauthorized_client', 'Not authorized for requested operation', 'OA2UnauthorizedClientException'],
  L5: ['invalid_client', 'Client authentication failed', 'OA2InvalidClientException'],
  L6: [
    'unsupported_grant_type',
    'The authorization grant type is not supported by the authorization server',
    'OA2UnsupportedGrantTypeException',
  ],
  'L7 code': [
    'invalid_request',
    'The request is missing a required parameter : code',
    'OA2InvalidRequestException',
  ],
  'L7 client_id': [
    'invalid_request',
    'The request is missing a required parameter : client_id',
    'OA2InvalidRequestException',
  ],
  'L7 invalid': [
    'invalid_request',
    'The request has an invalid parameter : grant_type',
    'OA2InvalidRequestException',
  ],
  'L7 malformed': ['invalid_request', 'Malformed request', 'OA2InvalidRequestException'],
  L8: ['invalid_scope', 'The request has an invalid parameter : scope', 'OA2InvalidScopeException'],
}

async function expectRefusal(response: Response, status: number, row: string): Promise<void> {
  const [error, error_description, type] = bodies[row] ?? []
  expect(await response.json()).toMatchObject({ error, error_description })
  expect(response.status).toBe(status)
  expect(response.headers.get('x-amzn-errortype')).toBe(type)
  expect(response.headers.get('cache-control')).toBe('no-cache, no-store, must-revalidate')
}
