import { expect, test } from 'vitest'
import { z } from 'zod'
import { problemDetails } from '#api/openapi.ts'
import type { Route } from '#api/route.ts'
import { routes } from '#api/v1/routes.ts'
import { addGrant } from '#bench/grant.ts'
import { account as accounts, application } from '#drizzle/schema.ts'
import { errors } from '#lib/errors.ts'
import { programScopes } from '#lib/keys/choices.ts'
import { createConnectLink } from '#lib/links/create.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addOnlyWebhook } from './add-webhook.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database, { roles: ['Tax Invoicing (Restricted)'] })
const api = await serveApi(world.services)
const admin = await addAdmin(world.services, world.as)
const { key } = await makeKey(admin, { scopes: programScopes.map(({ id }) => id) })
const authorizationId = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
const [own] = await database.db.select().from(application)
const [account] = await database.db.select().from(accounts)
const { id: linkId } = await createConnectLink(admin, {
  id: newId(),
  applicationId: own?.id ?? '',
  partnerType: 'seller',
  marketplaceId: null,
  account: null,
  expectedSellingPartnerId: null,
  returnTo: null,
  label: 'Link',
  days: 7,
})
interface Response {
  readonly headers?: object
  readonly content: Record<string, { readonly schema: { readonly properties?: object } }>
}

const document = (await api.ask('/api/v1/openapi.json')).body as {
  openapi: string
  paths: Record<string, Record<string, { responses: Record<string, Response> }>>
  components: { schemas: { ProblemDetails: object } }
}

/** The body for each route. */
const bodies: Readonly<Record<string, object>> = {
  vendAccessToken: { min_ttl: 300 },
  createRestrictedDataToken: { restrictedResources: [{ method: 'GET', path: '/orders/v0/orders' }] },
  vendGrantlessToken: { scope: 'sellingpartnerapi::notifications' },
  updateAuthorization: { external_reference: 'cus_42', tags: { plan: 'pro' } },
  updateAccount: { external_reference: null },
  createConnectLink: { application_id: own?.id, label: 'New seller' },
  createRenewalLink: { days: 7 },
  deliverNotification: { notificationType: 'ORDER_CHANGE', payload: {} },
  startImport: { refresh_token: 'none' },
  diagnoseError: { text: '{"error":"invalid_client","error_description":"Client authentication failed"}' },
  createWebhookEndpoint: { name: 'New', url: 'https://new.example.com/' },
  changeWebhookEndpoint: { name: 'Renamed' },
  replayFailedWebhooks: { since: world.services.realNow().toISOString() },
}

async function addressOf(path: string): Promise<string> {
  if (path.includes('/imports/')) {
    const headers = { authorization: `Bearer ${key}` }
    const { body } = await api.ask('/api/v1/imports', { method: 'POST', headers, body: '{"region":"na"}' })
    return path.replace('{id}', String(body.id))
  }
  if (path.includes('/connect-links/')) return path.replace('{id}', linkId)
  if (!path.includes('webhook')) {
    const ids = { applications: own?.id, accounts: account?.id } as Readonly<
      Record<string, string | undefined>
    >
    return path.replace('{id}', ids[path.split('/')[3] ?? ''] ?? authorizationId)
  }
  const webhook = await addOnlyWebhook(admin, own?.id ?? '')
  return path.replace('{id}', webhook.id).replace('{delivery}', webhook.deliveryId)
}

/** Those of a response that say something about it, and not only how it was sent. */
function ownHeaders(headers: Headers): string[] {
  const told = ['etag', 'location', 'idempotency-replayed', 'ratelimit', 'ratelimit-policy']
  return [...told, 'retry-after', 'www-authenticate'].filter((name) => headers.has(name))
}

function documentedHeaders({ path, method }: Route, status: number): string[] {
  const { headers = {} } = document.paths[path]?.[method]?.responses[status] ?? {}
  return Object.keys(headers).map((name) => name.toLowerCase())
}

test('a response with one resource has an ETag', () => {
  const without = routes.filter(
    ({ method, path, hasEtag, answer }) =>
      method === 'get' && path.includes('{id}') && !('next_cursor' in answer.shape) && hasEtag !== true,
  )
  expect(without.map(({ id }) => id)).toEqual([])
})

test('the document of the API is OpenAPI 3.1 and names every route', () => {
  expect(document.openapi).toBe('3.1.0')
  const named = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )
  expect(named.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort())
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([\w/]+)"/g)].map(([, path = '']) => path)
  for (const ref of new Set(refs)) {
    expect(
      ref.split('/').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], document),
    ).toBeTypeOf('object')
  }
})

test.each(routes.map((route) => [route.id, route] as const))(
  'the response of %s has exactly the documented fields',
  async (id, route) => {
    const answer = await api.ask(await addressOf(route.path), {
      method: route.method.toUpperCase(),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(bodies[id] && { body: JSON.stringify(bodies[id]) }),
    })
    const expected = route.createsAt === undefined ? 200 : 201
    expect(answer.status).toBe(expected)
    expect(answer.headers.has('etag')).toBe(route.hasEtag === true)
    expect(strict(route.answer).safeParse(answer.body).error).toBeUndefined()
    const written =
      document.paths[route.path]?.[route.method]?.responses[expected]?.content['application/json']
    expect(Object.keys(written?.schema.properties ?? {}).sort()).toEqual(Object.keys(answer.body).sort())
    expect(documentedHeaders(route, expected)).toEqual(expect.arrayContaining(ownHeaders(answer.headers)))
  },
)

test.each(routes.map((route) => [route.id, route] as const))(
  'C9: every refusal of %s is documented',
  async (_, route) => {
    const documented = document.paths[route.path]?.[route.method]?.responses ?? {}
    const queries = route.body ? ['', '?surplus=1'] : ['?surplus=1']
    const sent = queries.flatMap((query) => ['{', '{"surplus":1}'].map((body) => ({ query, body })))
    for (const owner of ['not-an-id', authorizationId]) {
      for (const { query, body } of sent) {
        for (const bearer of [key, 'nonsense']) {
          const address = route.path.replace(/\{\w+\}/g, owner) + query
          const {
            status,
            headers,
            body: refusal,
          } = await api.ask(address, {
            method: route.method.toUpperCase(),
            headers: { authorization: `Bearer ${bearer}` },
            ...(route.body && { body }),
          })
          expect(status).toBeGreaterThanOrEqual(400)
          expect(headers.get('content-type')).toBe('application/problem+json')
          expect(strict(problemDetails).safeParse(refusal).error).toBeUndefined()
          const { code, ...members } = refusal as { code: keyof typeof errors; request_id: string }
          expect(members).toMatchObject({
            type: `urn:gatehouse:error:${code}`,
            status,
            instance: `urn:uuid:${members.request_id}`,
          })
          expect(errors[code].status).toBe(status)
          expect(JSON.stringify(documented[status])).toContain(code)
          expect(documentedHeaders(route, status)).toEqual(expect.arrayContaining(ownHeaders(headers)))
        }
      }
    }
  },
)

test.each(routes.map((route) => [route.id, route] as const))(
  'C13: %s refuses unknown query parameters',
  async (_, route) => {
    const { status, body } = await api.ask(`${route.path.replace(/\{\w+\}/g, authorizationId)}?surplus=1`, {
      method: route.method.toUpperCase(),
      headers: { authorization: `Bearer ${key}` },
    })
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'parameter_unknown', field: 'surplus' })
  },
)

test('a failure of Amazon’s is returned in the documented shape', async () => {
  world.simulator.addFault({ kind: 'refuse', row: 'L5', at: 'token' })
  const cold = await addGrant(world.system, world.simulator, 'A8TWOREGIONS')
  const { status, body } = await api.vend(cold, key)
  world.simulator.clearFaults()
  expect(status).toBe(503)
  expect(body).toMatchObject({ diagnosis: {}, retry_at: expect.any(String) })
  expect(strict(problemDetails).safeParse(body).error).toBeUndefined()
})

test('C13: a request with the wrong method gets a 405 that names the right one', async () => {
  const byPath = Map.groupBy([...routes, { path: '/api/v1/openapi.json', method: 'get' }], ({ path }) => path)
  for (const [path, same] of byPath) {
    const answer = await api.ask(path.replace(/\{\w+\}/g, authorizationId), {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, origin: 'https://evil.example' },
    })
    expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
    const methods = same.map(({ method }) => (method === 'get' ? 'GET, HEAD' : method.toUpperCase()))
    expect(answer.headers.get('allow')).toBe(methods.join(', '))
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  }
})

/** Makes every undocumented field an error, at any depth. */
function strict(shape: z.ZodType): z.ZodType {
  if (shape instanceof z.ZodArray) return z.array(strict(shape.element as z.ZodType))
  if (shape instanceof z.ZodOptional) return strict(shape.unwrap() as z.ZodType).optional()
  if (!(shape instanceof z.ZodObject)) return shape
  const fields = Object.entries(shape.shape).map(([name, field]) => [name, strict(field as z.ZodType)])
  return z.strictObject(Object.fromEntries(fields))
}
