import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import { type Vend, type VendRequest, vendAccessToken } from '#lib/tokens/vend.ts'
import {
  type AnyRequest,
  type ApiEnv,
  countRequest,
  parseInput,
  presentedKey,
  type Reply,
  readBody,
  readQuery,
  respond,
  toProblemReply,
  toReply,
} from '../http.ts'
import type { RefusedKeys } from '../refused-keys.ts'
import { noFields, type Route, type RouteServices, readId, requestId } from '../route.ts'
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

type Asked = Pick<VendRequest, 'key' | 'authorizationId'> & { readonly minTtlSeconds?: number | undefined }

/** A token for the program that sent this request, which counts as one more of its key, whether it gets one or not. */
export function vendTo(
  c: AnyRequest,
  { services, counts }: RouteServices,
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
    onKey: (keyId) => {
      countRequest(c, keyId, key)
      counts.use(keyId)
    },
    ...(minTtlSeconds !== undefined && { minTtlSeconds }),
  })
}

function toWire(c: AnyRequest, vend: Vend): object {
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
  handle: async (c, using) => {
    const key = presentedKey(c)
    parseInput(noFields, readQuery(c), {}, 'input_invalid')
    const sent = await readBody(c, mostBytes)
    const minTtlSeconds =
      sent === undefined
        ? undefined
        : parseInput(body, sent, { min_ttl: 'min_ttl_invalid' }, 'body_unreadable').min_ttl
    const vend = await vendTo(c, using, { key, authorizationId: readId(c), minTtlSeconds })
    using.counts.count(vend.keyId, 'access', vend.authorizationId)
    return respond(c, toWire(c, vend))
  },
}

type Variables = ApiEnv['Variables']

export interface DirectSettings extends RouteServices {
  readonly refusedKeys: RefusedKeys
  /** Sets what every request has. */
  readonly begin: (c: AnyRequest) => void
}

/** Answers this request, or returns false and leaves it to Hono. */
export type DirectListener = (request: IncomingMessage, response: ServerResponse) => boolean

/**
 * Answers vends without a body, which are nearly all of them, on Node's own objects: passing one through Hono takes
 * about as long as all of our own work for it. A request with anything unusual about it is left to Hono.
 */
export function createDirectVend(settings: DirectSettings): DirectListener {
  return (request, response) => {
    const authorizationId = readVend(request)
    if (authorizationId === null) return false
    answer(new DirectRequest(request), authorizationId, response, settings).catch((error: unknown) => {
      settings.services.log.error({ error }, 'response failed')
      response.destroy()
    })
    return true
  }
}

async function answer(
  c: DirectRequest,
  authorizationId: string,
  response: ServerResponse,
  { services, counts, refusedKeys, begin }: DirectSettings,
): Promise<void> {
  let vend: Vend | null = null
  begin(c)
  try {
    const key = presentedKey(c)
    vend = await vendTo(c, { services, counts }, { key, authorizationId })
    send(response, toReply(c, toWire(c, vend)))
  } catch (error) {
    send(response, toProblemReply(c, refusedKeys.count(c, error), services))
  }
  // What follows is counted once the program has its response and no longer waits.
  if (vend !== null) counts.count(vend.keyId, 'access', authorizationId)
  const keyId = c.get('keyId')
  if (keyId !== undefined) counts.note(keyId, c.get('address'))
}

const shape = /^\/api\/v1\/authorizations\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/access-token$/
const plainHost = /^[a-z0-9._-]+(?::(?:[1-9]\d{3}|[1-5]\d{4}))?$/

/** The id of the authorization; null for any other request. */
function readVend({ method, url = '', headers, rawHeaders }: IncomingMessage): string | null {
  if (method !== 'POST') return null
  const id = shape.exec(url)?.[1]
  if (id === undefined || (headers['content-length'] ?? '0') !== '0') return null
  if (headers['transfer-encoding'] !== undefined || headers.expect !== undefined) return null
  if (!plainHost.test(headers.host ?? '')) return null
  // Of several, Node keeps the first, and Hono all.
  return countOf(rawHeaders, 'authorization') === 1 ? id : null
}

function countOf(rawHeaders: readonly string[], name: string): number {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const written = rawHeaders[at] ?? ''
    if (written.length === name.length && written.toLowerCase() === name) count += 1
  }
  return count
}

function send(response: ServerResponse, { status, headers, text }: Reply): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) }).end(text)
}

class DirectRequest implements AnyRequest {
  readonly env: AnyRequest['env']
  readonly req: AnyRequest['req']
  readonly #variables: { -readonly [Name in keyof Variables]?: Variables[Name] } = {}

  constructor(incoming: IncomingMessage) {
    this.env = { incoming }
    this.req = {
      path: incoming.url ?? '',
      header: (name) => incoming.headers[name] as string | undefined,
    }
  }

  get<Name extends keyof Variables>(name: Name): Variables[Name] {
    return this.#variables[name] as Variables[Name]
  }

  set<Name extends keyof Variables>(name: Name, value: Variables[Name]): void {
    this.#variables[name] = value
  }
}
