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
import { expectRefusal } from './refusals.ts'

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
  test('the response has the same refresh token and a new access token', async () => {
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

  test('a secret lives for 180 days, and seven more after a rotation', async () => {
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
