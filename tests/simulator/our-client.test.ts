import { afterAll, expect, test } from 'vitest'
import { createAmazon } from '#lib/amazon/client.ts'
import { isAmazonError } from '#lib/amazon/errors.ts'
import { type Operation, operations } from '#lib/amazon/operations.ts'
import { createOrigins } from '#lib/amazon/origins.ts'
import { tokenEndpoints } from '#lib/amazon/regions.ts'
import { parseOperationResponse } from '#lib/amazon/sp-api.ts'
import { send } from '#lib/http.ts'
import { Secret } from '#lib/secret.ts'
import { startSimulator } from '#simulator/start.ts'

const clientSecret = 'amzn1.oa2-cs.v1.00000000000000000000000000000000'
const simulator = await startSimulator({ applications: [{ status: 'published', clientSecret }] })
afterAll(() => simulator.close())
const application = simulator.control.applications()[0]
if (application === undefined) throw new Error('the simulator has no application')
const amazon = createAmazon(
  send,
  createOrigins(simulator.origin),
  'Test/1 (Language=TypeScript)',
  () => new Date(),
)
const clientAt = (tokenEndpoint: string) => ({
  clientId: application.lwaClientId,
  clientSecret: new Secret(clientSecret),
  tokenEndpoint,
})
const client = clientAt('https://api.amazon.com/auth/o2/token')

async function refused(operation: Operation, token: Secret): Promise<unknown> {
  const { response } = await amazon.call(operation, { region: 'na' }, token)
  try {
    return parseOperationResponse(response)
  } catch (error) {
    if (isAmazonError(error)) return error.message
    throw error
  }
}

test.each(tokenEndpoints)('all three grants work at %s', async (tokenEndpoint) => {
  const at = clientAt(tokenEndpoint)
  const { code, redirectUri } = simulator.control.issueCode({ sellingPartnerId: 'A1USHARBORPINE' })
  const grant = await amazon.exchangeCode(at, new Secret(code), redirectUri)
  if (grant.refreshToken === null) throw new Error('no refresh token')
  const refreshed = await amazon.refresh(at, grant.refreshToken)
  expect(refreshed.refreshToken?.expose()).toBe(grant.refreshToken.expose())
  const grantless = await amazon.grantless(at, 'sellingpartnerapi::notifications')
  expect(grantless.refreshToken).toBeNull()
  expect(grantless.accessToken.expose()).toMatch(/^Atc\|/)
})

test('a grantless token works for grantless operations, and no others', async () => {
  const { accessToken } = await amazon.grantless(client, 'sellingpartnerapi::notifications')
  expect(await refused(operations.getDestinations, accessToken)).toEqual({ payload: [] })
  expect(await refused(operations.getMarketplaceParticipations, accessToken)).toContain('403')
  expect(await refused(operations.rotateApplicationClientSecret, accessToken)).toContain('403')
})

test('the sandbox of a region is called at its own host', async () => {
  const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: 'A1USHARBORPINE' })
  const { accessToken } = await amazon.refresh(client, new Secret(refreshToken))
  const { response } = await amazon.call(
    operations.getMarketplaceParticipations,
    { region: 'na', sandbox: true },
    accessToken,
  )
  expect(response.status).toBe(200)
  const [received] = simulator.control.received({ host: 'sandbox.sellingpartnerapi-na.amazon.com' })
  expect(received).toBeDefined()
})
