import { describe, expect, test } from 'vitest'
import { credentials, decide, field, locationOf, postToken, refresh, seller, simulated } from './fixtures.ts'
import { expectRefusal } from './refusals.ts'

const dayMs = 86_400_000

describe('behavior that Amazon’s documents leave open is a setting', () => {
  test('whether authorizing again ends the earlier refresh tokens', async () => {
    const simulator = await simulated()
    const exchange = async () => {
      const { code } = simulator.control.issueCode({ sellingPartnerId: seller })
      const fields = { grant_type: 'authorization_code', code, ...credentials(simulator) }
      return field(await (await postToken(simulator, fields)).json(), 'refresh_token')
    }
    const first = await exchange()
    await exchange()
    expect((await refresh(simulator, first)).status).toBe(200)
    simulator.control.settings.reauthorizingEndsEarlierTokens = true
    const third = await exchange()
    expect((await refresh(simulator, first)).status).toBe(400)
    expect((await refresh(simulator, third)).status).toBe(200)
    const direct = simulator.control.issueRefreshToken({ sellingPartnerId: seller }).refreshToken
    expect((await refresh(simulator, third)).status).toBe(400)
    expect((await refresh(simulator, direct)).status).toBe(200)
  })

  test('the answer to a code of another application', async () => {
    const other = {
      applicationId: 'amzn1.sp.solution.other',
      lwaClientId: 'amzn1.application-oa2-client.other',
    }
    const simulator = await simulated({ applications: [{}, other] })
    simulator.control.settings.foreignCode = 'unauthorized_client'
    const { code } = simulator.control.issueCode({ sellingPartnerId: seller })
    const fields = { grant_type: 'authorization_code', code, ...credentials(simulator) }
    await expectRefusal(await postToken(simulator, { ...fields, client_id: other.lwaClientId }), 400, 'L4')
  })

  test('whether Cancel sends the browser back', async () => {
    const simulator = await simulated({ settings: { cancelGoesBack: true } })
    const location = locationOf(await decide(simulator, 'cancel', { state: 'ours' }))
    expect(Object.fromEntries(location.searchParams)).toEqual({ error: 'access_denied', state: 'ours' })
  })

  test('whether a refresh token lapses, and after how many days', async () => {
    const simulator = await simulated({ settings: { refreshTokensLapseAfterDays: 30 } })
    const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    simulator.control.clock.advance(30 * 86_400_000 - 60_000)
    expect((await refresh(simulator, refreshToken)).status).toBe(200)
    simulator.control.clock.advance(60_000)
    await expectRefusal(await refresh(simulator, refreshToken), 400, 'L3')
  })

  test('a refresh token that lapsed stays refused after the seller authorizes again', async () => {
    const simulator = await simulated({ settings: { refreshTokensLapseAfterDays: 30 } })
    const issue = () => simulator.control.issueRefreshToken({ sellingPartnerId: seller }).refreshToken
    const first = issue()
    simulator.control.clock.advance(20 * dayMs)
    const second = issue()
    simulator.control.clock.advance(10 * dayMs)
    await expectRefusal(await refresh(simulator, first), 400, 'L3')
    expect((await refresh(simulator, second)).status).toBe(200)
    simulator.control.clock.advance(20 * dayMs)
    expect(simulator.control.authorizations().map(({ state }) => state)).toEqual(['lapsed'])
    const third = issue()
    for (const lapsed of [first, second]) await expectRefusal(await refresh(simulator, lapsed), 400, 'L3')
    expect((await refresh(simulator, third)).status).toBe(200)
  })

  test('a refresh token of a seller who disabled the application stays refused, used or not', async () => {
    const simulator = await simulated()
    const first = simulator.control.issueRefreshToken({ sellingPartnerId: 'A15USREVOKES' })
    simulator.control.clock.advance(3_600_000)
    const second = simulator.control.issueRefreshToken({ sellingPartnerId: 'A15USREVOKES' })
    await expectRefusal(await refresh(simulator, first.refreshToken), 400, 'L3')
    expect((await refresh(simulator, second.refreshToken)).status).toBe(200)
  })

  test('an authorization that is enabled by the control works for a whole term', async () => {
    const simulator = await simulated({ settings: { refreshTokensLapseAfterDays: 30 } })
    const issued = ['A15USREVOKES', seller].map((sellingPartnerId) =>
      simulator.control.issueRefreshToken({ sellingPartnerId }),
    )
    simulator.control.clock.advance(30 * dayMs)
    for (const { refreshToken, authorizationId } of issued) {
      await expectRefusal(await refresh(simulator, refreshToken), 400, 'L3')
      simulator.control.enable(authorizationId)
      expect((await refresh(simulator, refreshToken)).status).toBe(200)
      expect((await refresh(simulator, refreshToken)).status).toBe(200)
    }
  })

  test('some sellers disable the application, some never renew', async () => {
    const simulator = await simulated()
    const revoked = simulator.control.issueRefreshToken({ sellingPartnerId: 'A15USREVOKES' })
    const lapsed = simulator.control.issueRefreshToken({ sellingPartnerId: 'A16USLAPSES' })
    simulator.control.clock.advance(3_600_000)
    await expectRefusal(await refresh(simulator, revoked.refreshToken), 400, 'L3')
    expect((await refresh(simulator, lapsed.refreshToken)).status).toBe(200)
    simulator.control.clock.advance(170 * 86_400_000)
    simulator.control.rotateSecret(simulator.control.applications()[0]?.applicationId ?? '')
    simulator.control.clock.advance(195 * 86_400_000)
    simulator.control.rotateSecret(simulator.control.applications()[0]?.applicationId ?? '')
    await expectRefusal(await refresh(simulator, lapsed.refreshToken), 400, 'L3')
    expect(simulator.control.authorizations().map(({ state }) => state)).toEqual(['disabled', 'lapsed'])
  })
})
