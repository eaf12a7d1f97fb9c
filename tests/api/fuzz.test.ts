import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Route } from '#api/route.ts'
import { routes } from '#api/v1/routes.ts'
import { addGrant } from '#bench/grant.ts'
import { application } from '#drizzle/schema.ts'
import { programScopes } from '#lib/keys/choices.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database, { roles: ['Tax Invoicing (Restricted)'] })
const api = await serveApi(world.services)
const admin = await addAdmin(world.services, world.as)
const { key } = await makeKey(admin, { scopes: programScopes.map(({ id }) => id) })
const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')
const [own] = await database.db.select().from(application)
const document = (await api.ask('/api/v1/openapi.json')).body as {
  paths: Record<string, Record<string, { responses: Record<string, object> }>>
}

const scraps = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(id, own?.id ?? '', '', '0', 'true', '2026-11-22', '2026-11-22T00:00:00Z', 'x'.repeat(500)),
  fc.constantFrom('na', 'self', 'seller', 'sellingpartnerapi::notifications', '\u0000', '%00', "' or 1=1 --"),
)
/** Node itself refuses addresses beyond 16 KiB, so only bodies hold long texts. */
const values = fc.oneof(
  scraps,
  fc.constant('x'.repeat(5_000)),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue(),
)

/** Requests to a route that are nearly valid, so that they get far. */
function requestOf(route: Route) {
  const record = (shape: Route['body'], of: fc.Arbitrary<unknown>) =>
    fc.record(Object.fromEntries(Object.keys(shape?.shape ?? {}).map((name) => [name, of])), {
      requiredKeys: [],
    })
  return fc.record({
    route: fc.constant(route),
    parameter: fc.oneof(fc.constantFrom(id, own?.id ?? ''), scraps),
    query: record(route.query, scraps) as fc.Arbitrary<Record<string, string>>,
    body: fc.oneof(record(route.body, values), fc.jsonValue()),
    idempotencyKey: fc.option(scraps, { nil: undefined }),
  })
}

test('five thousand requests of any kind get documented answers, and none causes a server error', async () => {
  const seen = new Map<number, number>()
  // Revoking would end the records that the others are about.
  const safe = routes.filter((route) => route.id !== 'revokeAuthorization')
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(...safe.map(requestOf)),
      async ({ route, parameter, query, body, idempotencyKey }) => {
        const path = route.path.replaceAll(/\{\w+\}/g, encodeURIComponent(parameter) || '-')
        const search = new URLSearchParams(query)
        const sent = route.method === 'get' ? undefined : JSON.stringify(body)
        const isHeader = idempotencyKey !== undefined && /^[\x20-\x7e]*$/.test(idempotencyKey)
        const answer = await api.ask(`${path}${search.size > 0 ? `?${search}` : ''}`, {
          method: route.method.toUpperCase(),
          headers: { authorization: `Bearer ${key}`, ...(isHeader && { 'idempotency-key': idempotencyKey }) },
          ...(sent !== undefined && { body: sent }),
        })
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
        expect(answer.status).toBeLessThan(500)
        // A path that matches no route, such as one with a dot as its parameter.
        if (answer.body.code === 'not_found' || answer.body.code === 'method_not_allowed') return
        const documented = document.paths[route.path]?.[route.method]?.responses[answer.status]
        expect(documented, `${route.id} ${answer.status} ${answer.body.code}`).toBeDefined()
        if (answer.status >= 400) expect(JSON.stringify(documented)).toContain(`${answer.body.code}:`)
      },
    ),
    { numRuns: 5_000 },
  )
  expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 404]))
})
