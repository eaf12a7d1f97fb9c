/** Public clients, unmodified, with Gatehouse in place of Login with Amazon. Prints each one's result as JSON. */
import { NotificationsSpApi, SellersSpApi } from '@amazon-sp-api-release/amazon-sp-api-sdk-js'
import { SellingPartnerApiAuth } from '@sp-api-sdk/auth'
import { SellingPartner } from 'amazon-sp-api'
import * as oauth from 'oauth4webapi'
import * as openid from 'openid-client'
import { AuthorizationCode, ClientCredentials } from 'simple-oauth2'

const { GATEHOUSE_URL, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, HANDLE: handle } = process.env
const scope = 'sellingpartnerapi::notifications'
const endpoint = 'https://sellingpartnerapi-na.amazon.com'

/** The prefix of a token. */
const kindOf = (token) => token.slice(0, token.indexOf('|') + 1)

async function amazonSpApi() {
  const partner = new SellingPartner({
    region: 'na',
    credentials: {
      SELLING_PARTNER_APP_CLIENT_ID: clientId,
      SELLING_PARTNER_APP_CLIENT_SECRET: clientSecret,
    },
    refresh_token: handle,
  })
  const [first] = await partner.callAPI({ operation: 'getMarketplaceParticipations', endpoint: 'sellers' })
  await partner.refreshAccessToken(scope)
  const destinations = await partner.callAPI({ operation: 'getDestinations', endpoint: 'notifications' })
  return { store: first.storeName, destinations }
}

async function bizon() {
  const auth = new SellingPartnerApiAuth({ clientId, clientSecret, refreshToken: handle })
  const grantless = new SellingPartnerApiAuth({ clientId, clientSecret, scopes: [scope] })
  return {
    token: kindOf(await auth.getAccessToken()),
    grantless: kindOf(await grantless.getAccessToken()),
  }
}

async function official() {
  const sellers = new SellersSpApi.ApiClient(endpoint)
  sellers.enableAutoRetrievalAccessToken(clientId, clientSecret, handle, null)
  const { payload } = await new SellersSpApi.SellersApi(sellers).getMarketplaceParticipations()
  const notifications = new NotificationsSpApi.ApiClient(endpoint)
  notifications.enableAutoRetrievalAccessToken(clientId, clientSecret, null, scope)
  const destinations = await new NotificationsSpApi.NotificationsApi(notifications).getDestinations()
  return { store: payload[0].storeName, destinations: destinations.payload }
}

async function simpleOAuth2(options) {
  const config = {
    client: { id: clientId, secret: clientSecret },
    auth: { tokenHost: GATEHOUSE_URL, tokenPath: '/auth/o2/token' },
    options,
  }
  const stored = new AuthorizationCode(config).createToken({ refresh_token: handle })
  const { token } = await stored.refresh()
  const grantless = await new ClientCredentials(config).getToken({ scope })
  return { token: kindOf(token.access_token), grantless: kindOf(grantless.token.access_token) }
}

async function openidClient(authentication) {
  const server = { issuer: GATEHOUSE_URL, token_endpoint: `${GATEHOUSE_URL}/auth/o2/token` }
  const config = new openid.Configuration(server, clientId, undefined, authentication(clientSecret))
  openid.allowInsecureRequests(config)
  const token = await openid.refreshTokenGrant(config, handle)
  const grantless = await openid.clientCredentialsGrant(config, { scope })
  return {
    token: kindOf(token.access_token),
    refreshToken: token.refresh_token === handle,
    lasts: token.expiresIn() > 300,
    grantless: kindOf(grantless.access_token),
  }
}

async function oauth4webapi(authentication) {
  const server = { issuer: GATEHOUSE_URL, token_endpoint: `${GATEHOUSE_URL}/auth/o2/token` }
  const client = { client_id: clientId }
  const insecure = { [oauth.allowInsecureRequests]: true }
  const answered = await oauth.refreshTokenGrantRequest(server, client, authentication, handle, insecure)
  const token = await oauth.processRefreshTokenResponse(server, client, answered)
  const refused = await oauth.refreshTokenGrantRequest(server, client, authentication, 'gha_none', insecure)
  const error = await oauth.processRefreshTokenResponse(server, client, refused).catch((reason) => reason)
  return { token: kindOf(token.access_token), error: error.error, status: error.status }
}

const form = { bodyFormat: 'form', authorizationMethod: 'body' }
const json = { bodyFormat: 'json', authorizationMethod: 'body' }
const header = { bodyFormat: 'form', authorizationMethod: 'header' }
const result = {
  'amazon-sp-api': await amazonSpApi(),
  '@sp-api-sdk/auth': await bizon(),
  'amazon-sp-api-sdk-js': await official(),
  'simple-oauth2, form': await simpleOAuth2(form),
  'simple-oauth2, JSON': await simpleOAuth2(json),
  'simple-oauth2, Basic': await simpleOAuth2(header),
  'openid-client, form': await openidClient(openid.ClientSecretPost),
  'openid-client, Basic': await openidClient(openid.ClientSecretBasic),
  'oauth4webapi, form': await oauth4webapi(oauth.ClientSecretPost(clientSecret)),
  'oauth4webapi, Basic': await oauth4webapi(oauth.ClientSecretBasic(clientSecret)),
}
process.stdout.write(JSON.stringify(result))
