import { describe, expect, test } from 'vitest'
import { credentials, postToken, refresh, seller, simulated } from './fixtures.ts'

describe('the control endpoints', () => {
  test('show what a client sent and what was wrong with it', async () => {
    const simulator = await simulated()
    await postToken(simulator, {
      grant_type: 'authorization_code',
      code: 'ANother',
      ...credentials(simulator),
    })
    const [request] = simulator.control.received({ host: 'api.amazon.com' })
    expect(request).toMatchObject({
      method: 'POST',
      path: '/auth/o2/token',
      status: 400,
      row: 'L1',
      reason: 'this code was never issued here, or was altered on the way',
    })
    expect(request?.body).toContain('code=ANother')
    const listed = await fetch(`${simulator.origin}/_/received`)
    expect(await listed.json()).toHaveLength(1)
  })

  test('move the clock, add a seller, change settings', async () => {
    const simulator = await simulated({ now: () => Date.parse('2026-01-01T00:00:00Z') })
    const post = async (path: string, body: object) => {
      const response = await fetch(simulator.origin + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
      return [response.status, await response.json()]
    }
    expect(await post('/_/clock', { advanceMs: 3_600_000 })).toEqual([
      200,
      { ok: true, result: { now: '2026-01-01T01:00:00.000Z' } },
    ])
    const participations = [{ countryCode: 'CA', storeName: 'New' }]
    await post('/_/sellers', { sellingPartnerId: 'A1NEW', name: 'New', participations })
    expect(simulator.control.sellers().at(-1)).toMatchObject({ sellingPartnerId: 'A1NEW', isActive: true })
    await post('/_/settings', { otherRegion: 'empty' })
    expect(simulator.control.settings.otherRegion).toBe('empty')
    expect((await post('/_/settings', { otherRegion: 'gone' }))[0]).toBe(400)
  })

  test('programs in other languages get codes and refresh tokens without a browser', async () => {
    const simulator = await simulated()
    const post = async (path: string, body: object = {}) => {
      const response = await fetch(simulator.origin + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
      const { result, message }: { result?: Record<string, string>; message?: string } = await response.json()
      return { status: response.status, result, message }
    }
    const sellingPartnerId = 'CASCA'
    const { result: code } = await post('/_/codes', { sellingPartnerId })
    const exchanged = await postToken(simulator, {
      grant_type: 'authorization_code',
      code: code?.code ?? '',
      ...credentials(simulator),
    })
    expect(exchanged.status).toBe(200)
    const { result: token } = await post('/_/refresh-tokens', { sellingPartnerId })
    expect(token?.refreshToken).toMatch(/^Atzr\|/)
    expect((await post('/_/codes', { sellingPartnerId: 'NOBODY' })).message).toContain('no selling partner')
    const id = simulator.control.applications()[0]?.applicationId
    expect((await post(`/_/applications/${id}/rotate-secret`)).result?.value).toMatch(/^amzn1\.oa2-cs\.v1\./)
    await post(`/_/applications/${id}/announce-secret-expiry`)
    const [application] = simulator.control.applications()
    expect(application?.queue).toMatchObject([
      {
        notificationType: 'APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY',
        payload: { applicationOAuthClientSecretExpiry: { clientSecretExpiryReason: 'PERIODIC_ROTATION' } },
      },
    ])
    expect((await post('/_/clock', { advanceMs: 9e12 })).status).toBe(200)
    expect((await post('/_/clock', { advanceMs: 9e12 })).status).toBe(200)
    for (let count = 0; count < 30; count += 1) await post('/_/clock', { advanceMs: 1e13 })
    expect((await post('/_/clock', { advanceMs: 1e13 })).status).toBe(400)
  })

  test('a reset restores the world as it was started, and forgets tokens', async () => {
    const now = () => Date.parse('2026-01-01T00:00:00Z')
    const applications = [{ roles: ['Pricing'] }]
    const simulator = await simulated({ now, applications, settings: { otherRegion: 'empty' } })
    const readWorld = async () => (await fetch(`${simulator.origin}/_/world`)).json()
    const atStart = await readWorld()
    const { control, origin } = simulator
    const { clock, settings } = control
    const { refreshToken } = control.issueRefreshToken({ sellingPartnerId: seller })
    clock.advance(1e9)
    settings.cancelGoesBack = true
    settings.otherRegion = 'forbidden'
    const id = control.applications()[0]?.applicationId ?? ''
    control.rotateSecret(id)
    control.setRoles(id, ['all'])
    const [known] = control.sellers()
    if (known !== undefined) control.addSeller({ ...known, name: 'Renamed' })
    control.addFault({ kind: 'reset' })
    expect(await readWorld()).not.toEqual(atStart)
    expect((await fetch(`${origin}/_/reset`, { method: 'POST' })).status).toBe(200)
    expect(await readWorld()).toEqual(atStart)
    expect([clock.now(), settings.otherRegion]).toEqual([now(), 'empty'])
    expect(control.received()).toEqual([])
    expect((await refresh(simulator, refreshToken)).status).toBe(400)
    const next = control.issueRefreshToken({ sellingPartnerId: seller }).refreshToken
    expect((await refresh(simulator, next)).status).toBe(200)
  })

  test('two simulators are independent of each other', async () => {
    const now = () => Date.parse('2026-01-01T00:00:00Z')
    const [one, two] = [await simulated({ now }), await simulated({ now })]
    one.control.issueRefreshToken({ sellingPartnerId: 'CASCA' })
    one.control.clock.advance(1e9)
    expect(two.control.authorizations()).toEqual([])
    expect([one.control.clock.now(), two.control.clock.now()]).toEqual([now() + 1e9, now()])
  })

  test('another site that is open in the browser cannot control it', async () => {
    const simulator = await simulated()
    const response = await fetch(`${simulator.origin}/_/faults`, {
      method: 'POST',
      headers: { Origin: 'https://elsewhere.example', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'kind=reset',
    })
    expect(response.status).toBe(403)
    expect(simulator.control.faults()).toEqual([])
  })

  test('a body of more than a mebibyte is refused in bounded time', async () => {
    const simulator = await simulated()
    const response = await fetch(`${simulator.origin}/api.amazon.com/auth/o2/token`, {
      method: 'POST',
      body: 'x'.repeat(1_100_000),
    })
    expect(response.status).toBe(413)
  })

  test('the control page shows names as text', async () => {
    const simulator = await simulated()
    simulator.control.issueRefreshToken({ sellingPartnerId: 'A10USSCRIPT' })
    const text = await (await fetch(`${simulator.origin}/`)).text()
    expect(text).toContain('&lt;script&gt;alert(&quot;store&quot;)&lt;/script&gt;')
    expect(text).not.toContain('<script>')
  })
})
