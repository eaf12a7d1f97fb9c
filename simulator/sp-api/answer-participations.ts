import type { Answer, Call } from '../call.ts'
import type { ApiHost } from '../hosts.ts'
import type { World } from '../world/world.ts'
import { admitSeller, presentedToken, refuseToken, throttle } from './admit.ts'
import { refuseApi } from './errors.ts'
import { apiHeaders } from './headers.ts'
import { getMarketplaceParticipations as operation } from './operations.ts'
import { participationsOf } from './participations.ts'

/** `GET /sellers/v1/marketplaceParticipations`. */
export function answerParticipations(world: World, call: Call, host: ApiHost): Answer {
  const token = presentedToken(world, call)
  const refusal = refuseToken(world, call, token)
  if (refusal !== null || token === null) return refusal ?? refuseApi('S2', 'no token')
  const caller = admitSeller(world, host, token, operation)
  if ('status' in caller) return caller
  const { seller, grant, application } = caller
  const isForeign = grant.authorization.region !== host.region && !host.sandbox
  if (isForeign && world.settings.otherRegion === 'forbidden') {
    return refuseApi(
      'S6',
      `the authorization is for ${grant.authorization.region}, this host is ${host.region}`,
    )
  }
  const throttled = throttle(world, host, operation, application, seller.sellingPartnerId)
  if (throttled !== null) return throttled
  if (call.body !== '') return refuseApi('S12', 'a GET request with a body')
  if (host.sandbox)
    return call.query === '' ? ok(sandboxExample, '5.0') : refuseApi('S11', 'it takes no parameters')
  return ok({ payload: isForeign ? [] : participationsOf(seller, grant.authorization) }, '0.016')
}

const ok = (body: object, rateLimit: string): Answer => ({
  status: 200,
  headers: { ...apiHeaders(), 'x-amzn-RateLimit-Limit': rateLimit },
  body: JSON.stringify(body),
})

/** The static example of Amazon's model. */
const sandboxExample = {
  payload: [
    {
      marketplace: {
        id: 'ATVPDKIKX0DER',
        countryCode: 'US',
        name: 'Amazon.com',
        defaultCurrencyCode: 'USD',
        defaultLanguageCode: 'en_US',
        domainName: 'www.amazon.com',
      },
      storeName: 'BestSellerStore',
      participation: { isParticipating: true, hasSuspendedListings: false },
    },
  ],
}
