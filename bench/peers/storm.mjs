/**
 * Many concurrent callers for one seller's token, with a public client used as documented, cold: `node storm.mjs
 * <client> <callers> <client id> <client secret> <refresh token>`. Prints the milliseconds.
 */
const [peer, callers, clientId, clientSecret, refreshToken] = process.argv.slice(2)
const tokenEndpoint = 'https://api.amazon.com/auth/o2/token'

/** Each returns the function with which every caller gets a token. */
const peers = {
  'amazon-sp-api': async () => {
    const { SellingPartner } = await import('amazon-sp-api')
    const credentials = {
      SELLING_PARTNER_APP_CLIENT_ID: clientId,
      SELLING_PARTNER_APP_CLIENT_SECRET: clientSecret,
    }
    const partner = new SellingPartner({ region: 'na', credentials, refresh_token: refreshToken })
    // The check that each of its calls begins with.
    return async () => {
      if (!partner.access_token) await partner.refreshAccessToken()
      return partner.access_token
    }
  },
  '@sp-api-sdk/auth': async () => {
    const { SellingPartnerApiAuth } = await import('@sp-api-sdk/auth')
    const auth = new SellingPartnerApiAuth({ clientId, clientSecret, refreshToken })
    return () => auth.getAccessToken()
  },
  '@amazon-sp-api-release/amazon-sp-api-sdk-js': async () => {
    // Its ApiClient asks this helper before each call; the package itself exports only whole APIs.
    const helper = './node_modules/@amazon-sp-api-release/amazon-sp-api-sdk-js/helper/LwaAuthClient.mjs'
    const { LwaAuthClient } = await import(new URL(helper, import.meta.url).href)
    const client = new LwaAuthClient(clientId, clientSecret, refreshToken)
    return () => client.getAccessToken()
  },
  'simple-oauth2': async () => {
    const { AuthorizationCode } = await import('simple-oauth2')
    const { origin, pathname } = new URL(tokenEndpoint)
    const client = new AuthorizationCode({
      client: { id: clientId, secret: clientSecret },
      auth: { tokenHost: origin, tokenPath: pathname },
      options: { authorizationMethod: 'body' },
    })
    let kept = client.createToken({ refresh_token: refreshToken, expires_at: new Date(0).toISOString() })
    return async () => {
      if (kept.expired()) kept = await kept.refresh()
      return kept.token.access_token
    }
  },
  'openid-client': async () => {
    const { ClientSecretPost, Configuration, refreshTokenGrant } = await import('openid-client')
    const server = { issuer: 'https://www.amazon.com', token_endpoint: tokenEndpoint }
    const configuration = new Configuration(server, clientId, undefined, ClientSecretPost(clientSecret))
    let kept = null
    return async () => {
      if (!kept?.expiresIn()) kept = await refreshTokenGrant(configuration, refreshToken)
      return kept.access_token
    }
  },
}

const ask = await peers[peer]()
const startedAt = performance.now()
const tokens = await Promise.all(Array.from({ length: Number(callers) }, ask))
const ms = performance.now() - startedAt
if (!tokens.every((token) => token?.startsWith('Atza|'))) throw new Error('somebody got no token')
process.stdout.write(String(ms))
