import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import { type ApiSettings, createApi } from '#api/app.ts'
import { serveApi as listen } from '#api/serve.ts'
import type { Context } from '#lib/context.ts'
import { type ApiKeyRequest, createApiKey } from '#lib/keys/api-keys.ts'
import type { Services } from '#lib/services.ts'
import { createVendCounts } from '#lib/tokens/vend-counts.ts'
import { newId } from '#lib/vault/random.ts'
import { addOperator } from '../fixtures/add-operator.ts'
import { untilAnswered } from '../fixtures/until-answered.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

/** The API on its own port, over real HTTP. */
export async function serveApi(services: Services, facts: Partial<ApiSettings> = {}) {
  const counts = createVendCounts(services)
  const server = listen(createApi(services, counts, { trustedProxies: 0, addressMark: null, ...facts }), {
    port: 0,
    hostname: '127.0.0.1',
    keepAliveMs: 5_000,
  })
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  afterAll(() => new Promise<void>((done) => server.close(() => done())))

  async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await untilAnswered(() => fetch(origin + path, init))
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) }
  }
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
  const post = (path: string, key: string, body?: unknown): Promise<Answer> =>
    ask(path, {
      method: 'POST',
      headers: { ...bearer(key), ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })

  return {
    counts,
    origin,
    ask,
    vend: (id: string, key: string, body?: unknown) =>
      post(`/api/v1/authorizations/${id}/access-token`, key, body),
    restrict: (id: string, key: string, body: unknown) =>
      post(`/api/v1/authorizations/${id}/restricted-data-token`, key, body),
    grantless: (id: string, key: string, body: unknown) =>
      post(`/api/v1/applications/${id}/grantless-token`, key, body),
    applications: (key: string, query = ''): Promise<Answer> =>
      ask(`/api/v1/applications${query}`, { headers: bearer(key) }),
    list: (key: string, query = ''): Promise<Answer> =>
      ask(`/api/v1/authorizations${query}`, { headers: bearer(key) }),
  }
}

/** An administrator with a row of their own. */
export async function addAdmin(
  services: Services,
  as: (actor: Context['actor']) => Context,
): Promise<Context> {
  return as(await addOperator(services))
}

export async function makeKey(admin: Context, request: Partial<ApiKeyRequest> = {}) {
  const { id, key } = await createApiKey(admin, {
    id: newId(),
    name: 'Repricer',
    scopes: ['tokens:vend', 'authorizations:read'],
    applicationId: null,
    account: null,
    days: null,
    ...request,
  })
  return { id, key: key.expose() }
}
