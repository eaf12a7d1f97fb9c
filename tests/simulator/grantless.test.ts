import { describe, expect, test } from 'vitest'
import type { Simulator } from '#simulator/start.ts'
import { accessTokenOf, credentials, field, participationsPath, postToken, simulated } from './fixtures.ts'
import { expectRefusal } from './refusals.ts'

const api = '/sellingpartnerapi-na.amazon.com'
const notifications = 'sellingpartnerapi::notifications'
const rotation = 'sellingpartnerapi::client_credential:rotation'

function askFor(simulator: Simulator, scope: string): Promise<Response> {
  return postToken(simulator, { grant_type: 'client_credentials', scope, ...credentials(simulator) })
}

async function grantlessToken(simulator: Simulator, scope: string): Promise<string> {
  return field(await (await askFor(simulator, scope)).json(), 'access_token')
}

async function call(
  simulator: Simulator,
  token: string,
  method: string,
  path: string,
  body?: object,
): Promise<[status: number, body: unknown]> {
  const response = await fetch(simulator.origin + path, {
    method,
    headers: {
      'x-amz-access-token': token,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return [response.status, text === '' ? null : JSON.parse(text)]
}

describe('client_credentials', () => {
  test('returns a token of the application’s own, without a refresh token', async () => {
    const simulator = await simulated()
    const body = await (await askFor(simulator, notifications)).json()
    expect(Object.keys(body)).toEqual(['access_token', 'scope', 'token_type', 'expires_in'])
    expect(body).toMatchObject({ scope: notifications, token_type: 'bearer', expires_in: 3600 })
    expect(field(body, 'access_token')).toMatch(/^Atc\|/)
  })

  test('refuses a scope that is misspelt, retired, missing or not for vendors', async () => {
    const simulator = await simulated()
    await expectRefusal(await askFor(simulator, 'sellingpartnerapi:notifications'), 400, 'L8')
    await expectRefusal(await askFor(simulator, 'sellingpartnerapi::migration'), 400, 'L8')
    await expectRefusal(await askFor(simulator, ''), 400, 'L7 scope')
    simulator.control.addApplication({ partnerTypes: ['vendor'] })
    await expectRefusal(await askFor(simulator, notifications), 400, 'L4')
  })
})

describe('grantless operations', () => {
  test('a destination is created, listed, found and deleted; a seller subscribes to it', async () => {
    const simulator = await simulated()
    const token = await grantlessToken(simulator, notifications)
    const destinations = `${api}/notifications/v1/destinations`
    const arn = 'arn:aws:sqs:us-east-2:444455556666:queue1'
    const wanted = { name: 'orders', resourceSpecification: { sqs: { arn } } }
    const [status, created] = await call(simulator, token, 'POST', destinations, wanted)
    expect(status).toBe(200)
    expect(created).toMatchObject({ payload: { name: 'orders', resource: { sqs: { arn } } } })
    const { destinationId } = (created as { payload: { destinationId: string } }).payload
    expect((await call(simulator, token, 'POST', destinations, wanted))[0]).toBe(409)
    expect((await call(simulator, token, 'POST', destinations, { name: 'x' }))[0]).toBe(400)
    expect((await call(simulator, token, 'GET', destinations))[1]).toEqual({
      payload: [{ destinationId, name: 'orders', resource: { sqs: { arn } } }],
    })

    const subscriptions = `${api}/notifications/v1/subscriptions/ORDER_CHANGE`
    const seller = await accessTokenOf(simulator)
    const order = { payloadVersion: '1.0', destinationId }
    expect((await call(simulator, token, 'POST', subscriptions, order))[0]).toBe(403)
    const [, subscribed] = await call(simulator, seller, 'POST', subscriptions, order)
    const { subscriptionId } = (subscribed as { payload: { subscriptionId: string } }).payload
    expect((await call(simulator, seller, 'POST', subscriptions, order))[0]).toBe(409)
    const byId = `${subscriptions}/${subscriptionId}`
    expect((await call(simulator, token, 'GET', byId))[1]).toEqual({ payload: { subscriptionId, ...order } })
    expect((await call(simulator, seller, 'GET', byId))[0]).toBe(403)
    expect(await call(simulator, token, 'DELETE', byId)).toEqual([200, {}])
    expect((await call(simulator, token, 'GET', byId))[0]).toBe(404)

    const one = `${destinations}/${destinationId}`
    expect((await call(simulator, token, 'GET', one))[0]).toBe(200)
    expect(await call(simulator, token, 'DELETE', one)).toEqual([200, {}])
    expect((await call(simulator, token, 'GET', one))[0]).toBe(404)
  })

  test('grantless and sellers’ tokens do not work for each other’s operations (S6)', async () => {
    const simulator = await simulated()
    const token = await grantlessToken(simulator, notifications)
    const denied = {
      errors: [{ code: 'Unauthorized', message: 'Access to requested resource is denied.', details: '' }],
    }
    expect(await call(simulator, token, 'GET', participationsPath)).toEqual([403, denied])
    const other = await grantlessToken(simulator, rotation)
    expect((await call(simulator, other, 'GET', `${api}/notifications/v1/destinations`))[0]).toBe(403)
  })

  test('sendTestNotification is on the sandbox host only', async () => {
    const simulator = await simulated()
    const token = await grantlessToken(simulator, notifications)
    const path = '/notifications/v1/subscriptions/ORDER_CHANGE/testNotification'
    expect((await call(simulator, token, 'POST', `${api}${path}`))[0]).toBe(403)
    expect((await call(simulator, token, 'POST', `/sandbox.${api.slice(1)}${path}`))[0]).toBe(200)
  })
})

describe('rotateApplicationClientSecret', () => {
  const path = `${api}/applications/2023-11-30/clientSecret`

  test('answers 204; the secret arrives on the queue and nowhere else', async () => {
    const simulator = await simulated({ applications: [{ enrolledForRotation: true }] })
    const token = await grantlessToken(simulator, rotation)
    expect(await call(simulator, token, 'POST', path)).toEqual([204, null])
    const [application] = simulator.control.applications()
    const [message] = application?.queue ?? []
    expect(message).toMatchObject({
      notificationType: 'APPLICATION_OAUTH_CLIENT_NEW_SECRET',
      payloadVersion: '2023-11-30',
      payload: { applicationOAuthClientNewSecret: { newClientSecret: credentials(simulator).client_secret } },
    })
    const secret = message?.payload.applicationOAuthClientNewSecret
    const days = (text = '') => (Date.parse(text) - Date.parse(message?.eventTime ?? '')) / 86_400_000
    expect(days(secret?.newClientSecretExpiryTime)).toBe(180)
    expect(days(secret?.oldClientSecretExpiryTime)).toBe(7)
    expect((await call(simulator, token, 'POST', path))[0]).toBe(429)
  })

  test('needs a queue, its own scope, and the production host', async () => {
    const simulator = await simulated()
    const token = await grantlessToken(simulator, rotation)
    expect(await call(simulator, token, 'POST', path)).toEqual([
      400,
      {
        errors: [
          {
            code: 'InvalidInput',
            message:
              'Application is not enrolled for rotation notification. Please update application notification preference in Developer console.',
          },
        ],
      },
    ])
    expect((await call(simulator, await accessTokenOf(simulator), 'POST', path))[0]).toBe(403)
    expect((await call(simulator, token, 'POST', `/sandbox.${path.slice(1)}`))[0]).toBe(403)
  })
})
