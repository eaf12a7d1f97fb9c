import { expect, test } from 'vitest'
import { accessTokenOf, credentials, field, postToken, simulated } from './fixtures.ts'

const api = 'sellingpartnerapi-na.amazon.com/notifications/v1'

test('a subscription needs the role of its notification type (S6)', async () => {
  const simulator = await simulated({ applications: [{ roles: ['Product Listing'] }] })
  const grantless = await postToken(simulator, {
    grant_type: 'client_credentials',
    scope: 'sellingpartnerapi::notifications',
    ...credentials(simulator),
  })
  const send = async (path: string, token: string, body: object) => {
    const headers = { 'x-amz-access-token': token, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    return fetch(`${simulator.origin}/${api}${path}`, init)
  }
  const created = await send('/destinations', field(await grantless.json(), 'access_token'), {
    name: 'queue',
    resourceSpecification: { sqs: { arn: 'arn:aws:sqs:us-east-1:123456789012:q' } },
  })
  const { payload } = (await created.json()) as { payload: { destinationId: string } }
  const subscribe = async (type: string) => {
    const body = { payloadVersion: '1.0', destinationId: payload.destinationId }
    return (await send(`/subscriptions/${type}`, await accessTokenOf(simulator), body)).status
  }
  expect(await subscribe('ANY_OFFER_CHANGED')).toBe(403)
  expect(await subscribe('LISTINGS_ITEM_STATUS_CHANGE')).toBe(200)
  const [application] = simulator.control.applications()
  simulator.control.setRoles(application?.applicationId ?? '', ['Product Listing', 'Pricing'])
  expect(await subscribe('ANY_OFFER_CHANGED')).toBe(200)
})
