/** Three public clients of SP-API, unmodified. Prints each one's result as JSON. */
import { NotificationsSpApi, SellersSpApi } from '@amazon-sp-api-release/amazon-sp-api-sdk-js'
import { SellingPartnerApiAuth } from '@sp-api-sdk/auth'
import { SellingPartner } from 'amazon-sp-api'

const [clientId, clientSecret, code, refreshToken] = process.argv.slice(2)
const scope = 'sellingpartnerapi::notifications'

const credentials = {
  SELLING_PARTNER_APP_CLIENT_ID: clientId,
  SELLING_PARTNER_APP_CLIENT_SECRET: clientSecret,
}
const exchanger = new SellingPartner({
  region: 'na',
  credentials,
  options: { only_grantless_operations: true },
})
const exchanged = await exchanger.exchange(code)
const partner = new SellingPartner({ region: 'na', credentials, refresh_token: refreshToken })
const participations = await partner.callAPI({
  operation: 'getMarketplaceParticipations',
  endpoint: 'sellers',
})
await partner.refreshAccessToken(scope)
const destinations = await partner.callAPI({ operation: 'getDestinations', endpoint: 'notifications' })

const bizon = await new SellingPartnerApiAuth({ clientId, clientSecret, refreshToken }).getAccessToken()
const bizonGrantless = await new SellingPartnerApiAuth({
  clientId,
  clientSecret,
  scopes: [scope],
}).getAccessToken()

const endpoint = 'https://sellingpartnerapi-na.amazon.com'
const sellers = new SellersSpApi.ApiClient(endpoint)
sellers.enableAutoRetrievalAccessToken(clientId, clientSecret, refreshToken, null)
const official = await new SellersSpApi.SellersApi(sellers).getMarketplaceParticipations()
const notifications = new NotificationsSpApi.ApiClient(endpoint)
notifications.enableAutoRetrievalAccessToken(clientId, clientSecret, null, scope)
const officialDestinations = await new NotificationsSpApi.NotificationsApi(notifications).getDestinations()

const result = {
  'amazon-sp-api': {
    exchanged: exchanged.refresh_token.slice(0, 5),
    store: participations[0].storeName,
    destinations,
  },
  '@sp-api-sdk/auth': { refreshed: bizon.slice(0, 5), grantless: bizonGrantless.slice(0, 4) },
  'amazon-sp-api-sdk-js': {
    marketplace: official.payload[0].marketplace.id,
    destinations: officialDestinations.payload,
  },
}
process.stdout.write(JSON.stringify(result))
