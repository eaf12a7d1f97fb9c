import { expect, test } from 'vitest'
import { z } from 'zod'
import { problemDetails } from '#api/openapi.ts'
import { routes } from '#api/v1/routes.ts'
import { addGrant } from '#bench/grant.ts'
import { application } from '#drizzle/schema.ts'
import { errors } from '#lib/errors.ts'
import { apiScopes } from '#lib/keys/choices.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database, { roles: ['Tax Invoicing (Restricted)'] })
const api = await serveApi(world.services)
const admin = await addAdmin(world.services, world.as)
const { key } = await makeKey(admin, { scopes: apiScopes.map(({ id }) => id) })
const authorizationId = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
const [own] = await database.db.select().from(application)
interface Response {
  readonly content: Record<string, { readonly schema: { readonly properties?: object } }>
}

const document = (await api.ask('/api/v1/openapi.json')).body as {
  openapi: string
  paths: Record<string, Record<string, { responses: Record<string, Response> }>>
  components: { schemas: { ProblemDetails: object } }
}

/** What to send to each door. */
const bodies: Readonly<Record<string, object>> = {
  vendAccessToken: { min_ttl: 300 },
  createRestrictedDataToken: { restrictedResources: [{ method: 'GET', path: '/orders/v0/orders' }] },
  vendGrantlessToken: { scope: 'sellingpartnerapi::notifications' },
}

test('the document of the API is OpenAPI 3.1 and names every door', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths).sort()).toEqual(routes.map(({ path }) => path).sort())
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([\w/]+)"/g)].map(([, path = '']) => path)
  for (const ref of new Set(refs)) {
    expect(
      ref.split('/').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], document),
    ).toBeTypeOf('object')
  }
})

test.each(routes.map((route) => [route.id, route] as const))(
  'what %s answers has exactly the fields that the document names',
  async (id, route) => {
    const owner = route.path.includes('applications') ? own?.id : authorizationId
    const answer = await api.ask(route.path.replace('{id}', owner ?? ''), {
      method: route.method.toUpperCase(),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(bodies[id] && { body: JSON.stringify(bodies[id]) }),
    })
    expect(answer.status).toBe(200)
    expect(strict(route.answer).safeParse(answer.body).error).toBeUndefined()
    const written = document.paths[route.path]?.[route.method]?.responses[200]?.content['application/json']
    expect(Object.keys(written?.schema.properties ?? {}).sort()).toEqual(Object.keys(answer.body).sort())
  },
)

test.each(routes.map((route) => [route.id, route] as const))(
  'C9: a refusal of %s is one that the document names',
  async (_, route) => {
    const documented = document.paths[route.path]?.[route.method]?.responses ?? {}
    for (const owner of ['not-an-id', authorizationId]) {
      for (const body of ['{', '{"surplus":1}']) {
        for (const bearer of [key, 'nonsense']) {
          const {
            status,
            headers,
            body: refusal,
          } = await api.ask(`${route.path.replace('{id}', owner)}?surplus=1`, {
            method: route.method.toUpperCase(),
            headers: { authorization: `Bearer ${bearer}` },
            ...(route.method === 'post' && { body }),
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
        }
      }
    }
  },
)

test('a failure of Amazon’s is told in the shape that the document names', async () => {
  world.simulator.addFault({ kind: 'refuse', row: 'L5', at: 'token' })
  const cold = await addGrant(world.system, world.simulator, 'A8TWOREGIONS')
  const { status, body } = await api.vend(cold, key)
  world.simulator.clearFaults()
  expect(status).toBe(503)
  expect(body).toMatchObject({ diagnosis: {}, retry_at: expect.any(String) })
  expect(strict(problemDetails).safeParse(body).error).toBeUndefined()
})

test('C13: whoever asks a door by another method is told which one it takes', async () => {
  for (const { path, method } of [...routes, { path: '/api/v1/openapi.json', method: 'get' }]) {
    const answer = await api.ask(path.replace('{id}', authorizationId), {
      method: method === 'get' ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}`, origin: 'https://evil.example' },
    })
    expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
    expect(answer.headers.get('allow')).toBe(method === 'get' ? 'GET, HEAD' : 'POST')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  }
})

/** Whatever the document does not name is a fault, at any depth. */
function strict(shape: z.ZodType): z.ZodType {
  if (shape instanceof z.ZodArray) return z.array(strict(shape.element as z.ZodType))
  if (shape instanceof z.ZodOptional) return strict(shape.unwrap() as z.ZodType).optional()
  if (!(shape instanceof z.ZodObject)) return shape
  const fields = Object.entries(shape.shape).map(([name, field]) => [name, strict(field as z.ZodType)])
  return z.strictObject(Object.fromEntries(fields))
}
