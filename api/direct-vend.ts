import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '#lib/services.ts'
import type { Vend } from '#lib/tokens/vend.ts'
import type { VendCounts } from '#lib/tokens/vend-counts.ts'
import { type AnyRequest, type ApiEnv, presentedKey, type Reply, toProblemReply, toReply } from './http.ts'
import type { RefusedKeys } from './refused-keys.ts'
import { toWire, vendTo } from './v1/vend.ts'

type Variables = ApiEnv['Variables']

export interface DirectSettings {
  readonly services: Services
  readonly counts: VendCounts
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
    vend = await vendTo(c, services, { key, authorizationId, minTtlSeconds: undefined })
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
