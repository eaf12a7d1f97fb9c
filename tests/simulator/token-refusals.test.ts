import { describe, expect, test } from 'vitest'
import { expectSilence, postToken, simulated, tokenPath } from './fixtures.ts'
import { expectRefusal } from './refusals.ts'

describe('refusals of Login with Amazon', () => {
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

  test('a body that doesn’t match its Content-Type is not read', async () => {
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

  test.each([
    ['L13', 500, 'server_error'],
    ['L14', 503, 'temporarily_unavailable'],
    ['L15', 429, 'slow_down'],
    ['L17', 400, 'access_denied'],
  ] as const)(
    '%s has no cause that can be arranged here, so a fault brings it',
    async (row, status, error) => {
      const simulator = await simulated()
      simulator.control.addFault({ kind: 'refuse', row, at: 'token', times: 1 })
      const response = await postToken(simulator, sent)
      expect([response.status, await response.json()]).toMatchObject([status, { error }])
      expect(simulator.control.received().at(-1)).toMatchObject({ row, reason: `a fault: refuse ${row}` })
    },
  )

  test('a connection that breaks, and one that stays silent (L16)', async () => {
    const simulator = await simulated()
    simulator.control.addFault({ kind: 'reset', at: 'token', times: 1 })
    await expect(postToken(simulator, sent)).rejects.toThrow('fetch failed')
    simulator.control.addFault({ kind: 'hang', at: 'token', times: 1 })
    await expectSilence(simulator, (signal) =>
      fetch(simulator.origin + tokenPath, { method: 'POST', signal }),
    )
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
