import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import type { Services } from '#lib/services.ts'
import { type Vend, type VendRequest, vendAccessToken } from '#lib/tokens/vend.ts'
import {
  type AnyRequest,
  countRequest,
  parseInput,
  presentedKey,
  readBody,
  readQuery,
  respond,
} from '../http.ts'
import { noFields, type Route, readId, requestId } from '../route.ts'
import {
  endpoint,
  expiresAt,
  identity,
  identityToWire,
  marketplaces,
  minTtl,
  nonAmazonMarketplaces,
  region,
  secondsLeft,
} from './fields.ts'

const body = z.strictObject({ min_ttl: minTtl.optional() })
const mostBytes = 1_024

type Asked = Pick<VendRequest, 'key' | 'authorizationId'> & { readonly minTtlSeconds: number | undefined }

/** A token for the program that sent this request, which counts as one more of its key. */
export function vendTo(
  c: AnyRequest,
  services: Services,
  { key, authorizationId, minTtlSeconds }: Asked,
): Promise<Vend> {
  const ctx: Context = {
    ...services,
    actor: { kind: 'visitor' },
    requestId: c.get('requestId'),
    address: c.get('address'),
  }
  return vendAccessToken(ctx, {
    key,
    authorizationId,
    onKey: (keyId) => countRequest(c, keyId, key),
    ...(minTtlSeconds !== undefined && { minTtlSeconds }),
  })
}

export function toWire(c: AnyRequest, vend: Vend): object {
  return {
    access_token: vend.accessToken.expose(),
    expires_at: vend.expiresAt.toISOString(),
    seconds_left: vend.secondsLeft,
    region: vend.region,
    endpoint: vend.endpoint,
    marketplaces: vend.marketplaces,
    non_amazon_marketplaces: vend.nonAmazonMarketplaces,
    ...identityToWire(vend),
    request_id: c.get('requestId'),
  }
}

/** Not one of `defineRoute`: the statement that reads the tokens also identifies the key. */
export const vendRoute: Route = {
  method: 'post',
  path: '/api/v1/authorizations/{id}/access-token',
  id: 'vendAccessToken',
  summary: 'Get an access token for a selling partner',
  description:
    'However many callers ask at the same time, Amazon is asked once. Ask whenever you need a token; you don’t need to cache it.',
  scopes: ['tokens:vend'],
  query: noFields,
  body,
  bodyIsOptional: true,
  answer: z.object({
    access_token: z.string(),
    expires_at: expiresAt,
    seconds_left: secondsLeft,
    region,
    endpoint,
    marketplaces,
    non_amazon_marketplaces: nonAmazonMarketplaces,
    ...identity,
    request_id: requestId,
  }),
  errors: [
    'body_unreadable',
    'body_too_large',
    'min_ttl_invalid',
    'authorization_not_found',
    'authorization_disconnected',
    'authorization_paused',
    'authorization_needs_reauthorization',
    'authorization_in_doubt',
    'application_credentials_refused',
    'refresh_unavailable',
    'token_life_too_short',
    'token_unreadable',
  ],
  handle: async (c, { services, counts }) => {
    const key = presentedKey(c)
    parseInput(noFields, readQuery(c), {}, 'input_invalid')
    const sent = await readBody(c, mostBytes)
    const minTtlSeconds =
      sent === undefined
        ? undefined
        : parseInput(body, sent, { min_ttl: 'min_ttl_invalid' }, 'body_unreadable').min_ttl
    const vend = await vendTo(c, services, { key, authorizationId: readId(c), minTtlSeconds })
    counts.count(vend.keyId, 'access', vend.authorizationId)
    return respond(c, toWire(c, vend))
  },
}
