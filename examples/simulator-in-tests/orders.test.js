import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { startSimulator } from '@gatehouse-sp-api/simulator'
import { createOrders } from './orders.js'

const unitedStates = 'ATVPDKIKX0DER'
const longAgo = '2020-01-01T00:00:00Z'

let amazon
before(async () => {
  amazon = await startSimulator({ applications: [{ roles: ['Inventory and Order Tracking'] }] })
})
after(() => amazon.close())
beforeEach(() => amazon.control.reset())

/** A client with a new authorization of a seller. */
function connect() {
  const [application] = amazon.control.applications()
  const { refreshToken, authorizationId } = amazon.control.issueRefreshToken({
    sellingPartnerId: 'A1USHARBORPINE',
  })
  const orders = createOrders({
    tokenUrl: `${amazon.origin}/api.amazon.com/auth/o2/token`,
    apiUrl: `${amazon.origin}/sellingpartnerapi-na.amazon.com`,
    clientId: application.lwaClientId,
    clientSecret: application.clientSecrets[0].value,
    refreshToken,
    now: () => amazon.control.clock.now(),
  })
  return { orders, authorizationId }
}

const tokenRequests = () => amazon.control.received({ host: 'api.amazon.com' }).length

test('orders are listed', async () => {
  const { orders } = connect()
  const [order] = await orders.list(unitedStates, longAgo)
  assert.match(order.orderId, /^\d{3}-\d{7}-\d{7}$/)
})

test('a token is used for an hour, then replaced', async () => {
  const { orders } = connect()
  await orders.list(unitedStates, longAgo)
  await orders.list(unitedStates, longAgo)
  assert.equal(tokenRequests(), 1)
  amazon.control.clock.advance(3_600_000)
  await orders.list(unitedStates, longAgo)
  assert.equal(tokenRequests(), 2)
})

test('a short outage is survived', async () => {
  const { orders } = connect()
  amazon.control.addFault({ kind: 'status', status: 503, at: 'token', times: 2 })
  await orders.list(unitedStates, longAgo)
  assert.equal(tokenRequests(), 3)
})

test('a seller who has disabled the application has to connect again', async () => {
  const { orders, authorizationId } = connect()
  amazon.control.disable(authorizationId)
  await assert.rejects(orders.list(unitedStates, longAgo), { message: 'The seller has to connect again.' })
})

test('an application without the role is refused', async () => {
  amazon.control.addApplication({ roles: [] })
  const { orders } = connect()
  await assert.rejects(orders.list(unitedStates, longAgo), {
    message: 'SP-API: Access to requested resource is denied.',
  })
})
