import { describe, expect, test } from 'vitest'
import {
  accessTokenOf,
  consentAddress,
  decide,
  expectSilence,
  field,
  locationOf,
  participationsPath,
  refresh,
  seller,
  simulated,
} from './fixtures.ts'

describe('faults', () => {
  test('apply to one seller, as often as requested', async () => {
    const simulator = await simulated()
    const other = simulator.control.issueRefreshToken({ sellingPartnerId: 'A2NANORTHWIND' })
    const struck = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    simulator.control.addFault({ kind: 'invalid-grant', sellingPartnerId: seller, times: 2 })
    expect((await refresh(simulator, other.refreshToken)).status).toBe(200)
    expect((await refresh(simulator, struck.refreshToken)).status).toBe(400)
    expect((await refresh(simulator, struck.refreshToken)).status).toBe(400)
    expect((await refresh(simulator, struck.refreshToken)).status).toBe(200)
    expect(simulator.control.faults()).toEqual([])
  })

  test('a reset after the work was done leaves the code spent', async () => {
    const simulator = await simulated()
    const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    simulator.control.addFault({ kind: 'rotate-refresh-token', times: 1 })
    simulator.control.addFault({ kind: 'reset', when: 'after', times: 1 })
    await expect(refresh(simulator, refreshToken)).rejects.toThrow('fetch failed')
    expect((await refresh(simulator, refreshToken)).status).toBe(400)
  })

  test('rotation hands out a new refresh token and forgets the old one', async () => {
    const simulator = await simulated()
    const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    simulator.control.addFault({ kind: 'rotate-refresh-token', times: 1 })
    const next = field(await (await refresh(simulator, refreshToken)).json(), 'refresh_token')
    expect(next).not.toBe(refreshToken)
    expect((await refresh(simulator, refreshToken)).status).toBe(400)
    expect((await refresh(simulator, next)).status).toBe(200)
  })

  test('requests that a fault can’t change don’t use it up', async () => {
    const simulator = await simulated()
    const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    const headers = { 'x-amz-access-token': await accessTokenOf(simulator) }
    const call = () => fetch(simulator.origin + participationsPath, { headers })
    const once = { times: 1 } as const

    simulator.control.addFault({ kind: 'bare-callback-uri', ...once })
    expect((await fetch(consentAddress(simulator))).status).toBe(200)
    await decide(simulator, 'cancel')
    const callback = locationOf(await decide(simulator, 'confirm')).searchParams.get('amazon_callback_uri')
    expect(callback).toMatch(/^\/apps\/authorize\/confirm\//)

    simulator.control.addFault({ kind: 'invalid-grant', ...once })
    expect((await call()).status).toBe(200)
    expect((await refresh(simulator, 'Atzr|nobody’s')).status).toBe(400)
    simulator.control.addFault({ kind: 'invalid-grant', ...once })
    simulator.control.addFault({ kind: 'refuse', row: 'L14', ...once })
    simulator.control.addFault({ kind: 'refuse', row: 'S17', ...once })
    expect((await refresh(simulator, refreshToken)).status).toBe(503)
    expect((await call()).status).toBe(503)
    expect((await refresh(simulator, refreshToken)).status).toBe(400)

    simulator.control.addFault({ kind: 'rotate-refresh-token', ...once })
    simulator.control.addFault({ kind: 'changed-body', fields: { token_type: 'mac' }, ...once })
    await decide(simulator, 'confirm')
    const refreshed = await (await refresh(simulator, refreshToken)).json()
    expect(refreshed).toMatchObject({ token_type: 'mac' })
    expect(field(refreshed, 'refresh_token')).not.toBe(refreshToken)
    expect(simulator.control.faults()).toEqual([])
  })

  test('two requests at the same time get a fault once', async () => {
    const simulator = await simulated()
    const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    simulator.control.addFault({ kind: 'delay', delayMs: 50 })
    simulator.control.addFault({ kind: 'invalid-grant', times: 1 })
    const answers = await Promise.all([1, 2].map(() => refresh(simulator, refreshToken)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
  })

  test('503, 429, HTML, half a body, a delay and silence', async () => {
    const simulator = await simulated()
    const token = await accessTokenOf(simulator)
    const headers = { 'x-amz-access-token': token }
    const call = (signal?: AbortSignal) =>
      fetch(simulator.origin + participationsPath, { headers, ...(signal && { signal }) })
    simulator.control.addFault({ kind: 'status', status: 503, times: 1 })
    expect((await call()).status).toBe(503)
    simulator.control.addFault({ kind: 'status', status: 429, retryAfterSeconds: 7, times: 1 })
    expect((await call()).headers.get('retry-after')).toBe('7')
    simulator.control.addFault({ kind: 'html', status: 200, times: 1 })
    expect(await (await call()).text()).toContain('<html>')
    simulator.control.addFault({ kind: 'truncated-body', times: 1 })
    await expect((await call()).text()).rejects.toThrow('terminated')
    simulator.control.addFault({ kind: 'delay', delayMs: 60, times: 1 })
    const before = performance.now()
    expect((await call()).status).toBe(200)
    expect(performance.now() - before).toBeGreaterThan(55)
    simulator.control.addFault({ kind: 'hang', times: 1 })
    await expectSilence(simulator, call)
    expect((await call()).status).toBe(200)
  })

  test('fields of an answer are changed, added and removed', async () => {
    const simulator = await simulated()
    const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    const fields = { refresh_token: null, token_type: 'mac', expires_in: '3600', more: [1] }
    simulator.control.addFault({ kind: 'changed-body', fields, at: 'token', times: 1 })
    const answer = await refresh(simulator, refreshToken)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      access_token: expect.stringContaining('Atza|'),
      token_type: 'mac',
      expires_in: '3600',
      more: [1],
    })
    simulator.control.addFault({ kind: 'html', times: 1 })
    simulator.control.addFault({ kind: 'changed-body', fields, times: 1 })
    expect(await (await refresh(simulator, refreshToken)).text()).toContain('<html>')
  })

  test('a fault that could never apply is refused, with the reason', async () => {
    const { control } = await simulated()
    for (const [never, reason] of [
      [{ kind: 'delay', delayMs: 1, host: 'api.amazon.example' }, 'not one of Amazon’s hosts'],
      [
        { kind: 'delay', delayMs: 1, host: 'api.amazon.com', at: 'sp-api' },
        'api.amazon.com applies to token',
      ],
      [{ kind: 'delay', delayMs: 1, host: 'www.amazon.com' }, 'www.amazon.com applies to no endpoint'],
      [{ kind: 'refuse', row: 'L3', at: 'sp-api' }, 'the row L3 applies to token'],
      [{ kind: 'refuse', row: 'S3', grantType: 'refresh_token' }, 'the row S3 applies to sp-api'],
      [{ kind: 'invalid-grant', at: 'consent' }, 'invalid-grant applies to token'],
      [{ kind: 'rotate-refresh-token', grantType: 'client_credentials' }, 'client_credentials is no refresh'],
      [{ kind: 'bare-callback-uri', at: 'confirm' }, 'bare-callback-uri applies to consent'],
      [{ kind: 'changed-body', fields: {}, at: 'consent' }, 'changed-body applies to token, sp-api, queue'],
      [{ kind: 'hang', at: 'queue', sellingPartnerId: seller }, 'it could never apply'],
    ] as const)
      expect(() => control.addFault(never), JSON.stringify(never)).toThrow(reason)
    expect(control.faults()).toEqual([])
    control.addFault({ kind: 'delay', delayMs: 1, host: 'api.amazon.com', grantType: 'refresh_token' })
    control.addFault({ kind: 'refuse', row: 'S3', host: 'sellingpartnerapi-eu.amazon.com' })
    expect(control.faults()).toHaveLength(2)
  })

  test('an invalid definition is refused with the schema’s message', async () => {
    const simulator = await simulated()
    const add = (body: string, type = 'application/json') =>
      fetch(`${simulator.origin}/_/faults`, { method: 'POST', headers: { 'Content-Type': type }, body })
    const wrong = await add('{"kind":"delay","delayMs":"soon"}')
    expect(wrong.status).toBe(400)
    expect(field(await wrong.json(), 'message')).toContain('expected number, received string')
    expect((await add('{"kind":"explode"}')).status).toBe(400)
    expect((await add('{')).status).toBe(400)
    expect((await add('kind=reset', 'text/plain')).status).toBe(400)
    expect((await add('{"kind":"reset"}')).status).toBe(200)
  })
})
