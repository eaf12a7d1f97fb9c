import { desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { freePort } from '#bench/free-port.ts'
import { audit, call } from '#drizzle/schema.ts'
import { catalog } from '#lib/amazon/catalog/catalog.ts'
import type { ParameterFacts } from '#lib/amazon/catalog/facts.ts'
import { obstacleOf } from '#lib/amazon/catalog/obstacle.ts'
import { createAmazon } from '#lib/amazon/client.ts'
import { createOrigins } from '#lib/amazon/origins.ts'
import { compareCalls } from '#lib/calls/compare.ts'
import { listCalls, readCall } from '#lib/calls/history.ts'
import { listOperations, readOperation } from '#lib/calls/list-operations.ts'
import { pruneCallBodies } from '#lib/calls/prune.ts'
import { send } from '#lib/http.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { participationsKey, runCall } from './run-call.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database, {
  roles: ['Selling Partner Insights', 'Product Listing', 'Direct-to-Consumer Shipping (Restricted)'],
})
const { operator } = world
const admin = world.as({ kind: 'operator', personId: newId(), role: 'admin', sessionId: newId() })
const viewer = world.as({ kind: 'operator', personId: newId(), role: 'viewer', sessionId: newId() })
const { outcome } = await world.authorize(
  await world.addAccount('Harbor Pine'),
  websiteStart(marketplaceIds.us),
  'A1USHARBORPINE',
)
const id = outcome.kind === 'completed' ? outcome.authorizationId : ''
const seller = { partnerType: 'seller', region: 'na' } as const
const hourMs = 3_600_000
const addressKey = 'orders.v0.getOrderAddress'
const tokensPath = '/tokens/2021-03-01/restrictedDataToken'
const ofOrder = { values: { orderId: ['902-1845936-5435065'] } }

test('a call stores its request and its answer, without the token', async () => {
  const ran = await runCall(operator, id)
  expect(ran).toMatchObject({
    status: 200,
    problem: null,
    operation: 'getMarketplaceParticipations',
    sandbox: false,
    operationKey: participationsKey,
    request: { method: 'GET', headers: { 'x-amz-access-token': 'Atza|••••' } },
    responseHeaders: { 'x-amzn-ratelimit-limit': '0.016' },
  })
  expect(await readCall(viewer, ran.id)).toEqual(ran)
  const { rows } = await listCalls(viewer, { authorizationId: id, operation: participationsKey })
  expect(rows[0]).toMatchObject({ id: ran.id, status: 200 })
  expect(rows[0]).not.toHaveProperty('response')
  expect(await world.details(id)).toMatchObject({ operation: 'getMarketplaceParticipations', callId: ran.id })
})

test('every operation in the list is sent, and every other is refused without a request', async () => {
  for (const entry of listOperations(operator)) {
    const facts = catalog().get(entry.key)
    if (facts === undefined) throw new Error(entry.key)
    const before = world.simulator.received().length
    const result = await runCall(operator, id, {
      operation: entry.key,
      entered: {
        values: Object.fromEntries(
          facts.parameters.filter(({ required }) => required).map((one) => [one.name, [valueFor(one)]]),
        ),
        body: facts.body ? '{}' : '',
      },
    }).catch((error) => error.code)
    const isOffered = obstacleOf(entry, seller, { mayReadPersonalData: false }) === null
    const wasSent = world.simulator.received().length > before
    expect({ key: entry.key, wasSent, refused: typeof result === 'string' }).toEqual({
      key: entry.key,
      wasSent: isOffered,
      refused: !isOffered,
    })
  }
})

function valueFor({ type, format, enum: listed, name }: ParameterFacts): string {
  if (listed !== null) return listed[0] ?? ''
  if (/^marketplaceIds?$/i.test(name)) return marketplaceIds.us
  if (format === 'date-time') return '2026-11-20T00:00:00Z'
  if (format === 'date') return '2026-11-20'
  if (format?.startsWith('[')) return 'US'
  if (type === 'boolean' || format === 'boolean') return 'true'
  return type === 'integer' || type === 'number' ? '1' : 'x1'
}

test('unknown operations, invalid parameters and viewers are refused without asking Amazon', async () => {
  const before = world.simulator.received().length
  const searchOrders = 'orders.2026-01-01.searchOrders'
  await expect(runCall(operator, id, { operation: 'orders.v9.nothing' })).rejects.toThrow(
    refusal('operation_unknown'),
  )
  await expect(runCall(operator, id, { operation: 'constructor' })).rejects.toThrow(
    refusal('operation_unknown'),
  )
  await expect(runCall(viewer, id)).rejects.toThrow(refusal('not_allowed'))
  await expect(
    runCall(operator, id, { operation: searchOrders, entered: { values: { maxResultsPerPage: ['many'] } } }),
  ).rejects.toThrow(refusal('call_input_invalid'))
  await expect(
    runCall(operator, id, { operation: searchOrders, entered: { extraQuery: 'a=1&a=2' } }),
  ).rejects.toThrow(refusal('call_input_invalid'))
  await expect(runCall(operator, newId())).rejects.toThrow(refusal('authorization_not_found'))
  expect(world.simulator.received().length).toBe(before)
})

test('Amazon’s refusal is stored with its diagnosis', async () => {
  const ran = await runCall(operator, id, {
    operation: 'finances.2024-06-19.listTransactions',
    entered: { values: { postedAfter: ['2026-11-20'] } },
  })
  expect(ran).toMatchObject({
    status: 403,
    problem: expect.stringContaining('Access to requested resource is denied'),
  })
  expect(ran.diagnosis).toMatchObject({
    id: 'access-denied',
    cause: expect.stringContaining('the role Finance and Accounting'),
  })
})

test('personal data needs an administrator and a reason, is returned once, and is never stored', async () => {
  const params = { operation: addressKey, entered: ofOrder }
  await expect(runCall(operator, id, { ...params, reason: 'Ticket 7' })).rejects.toThrow(
    refusal('operation_not_offered'),
  )
  await expect(runCall(admin, id, { ...params, reason: ' ' })).rejects.toThrow(refusal('call_reason_missing'))
  await expect(
    runCall(operator, id, { operation: 'orders.v0.getOrder', entered: ofOrder, reason: 'x' }),
  ).rejects.toThrow(refusal('not_allowed'))
  const ran = await runCall(admin, id, { ...params, reason: 'Ticket 7' })
  expect(ran.reason).toBe('Ticket 7')
  const stored = await readCall(admin, ran.id)
  expect(stored).toMatchObject({ response: null, responseHeaders: null, reason: 'Ticket 7' })
  expect(await world.details(id)).toMatchObject({ personalDataFor: 'Ticket 7' })
  await expect(compareCalls(admin, ran.id, ran.id)).rejects.toThrow(refusal('call_not_comparable'))
})

test('a refused restricted data token is explained, and shown as it was requested', async () => {
  const params = { operation: addressKey, entered: ofOrder, reason: 'Ticket 7' }
  world.simulator.addFault({ kind: 'refuse', row: 'S6', times: 1 })
  expect(await runCall(admin, id, params)).toMatchObject({
    status: null,
    reached: 'tokens',
    problem: expect.stringMatching(/^SP-API 403/),
    request: {
      method: 'POST',
      url: expect.stringContaining(tokensPath),
      headers: { 'x-amz-access-token': 'Atza|••••' },
    },
    diagnosis: { title: 'The application lacks a role for restricted data tokens' },
  })
  world.simulator.addFault({ kind: 'reset', at: 'sp-api', times: 1 })
  expect(await runCall(admin, id, params)).toMatchObject({
    status: null,
    reached: 'tokens',
    request: { method: 'POST', url: tokensPath, headers: {} },
  })
})

test('a restricted data token that was refused before Gatehouse recorded that step is explained, also after 30 days', async () => {
  const refused = {
    source: 'sp-api',
    status: 403,
    code: 'Unauthorized',
    detail: 'Access to requested resource is denied.',
  } as const
  const old = {
    authorizationId: id,
    operation: addressKey,
    reason: 'Ticket 6',
    durationMs: 9,
    calledAt: admin.now(),
    request: { method: 'POST', url: `https://sellingpartnerapi-na.amazon.com${tokensPath}`, headers: {} },
    problem: `SP-API 403 Unauthorized: ${refused.detail}`,
    failure: refused,
  }
  const blanked = { request: { method: '', url: '', headers: {} }, bodiesDeletedAt: admin.now() }
  const silent = { source: 'network', status: null, code: 'timeout', detail: 'no answer' } as const
  const withoutToken = { source: 'lwa', status: 400, code: 'invalid_grant', detail: 'revoked' } as const
  const unread = { source: 'answer', status: 200, code: 'unreadable', detail: 'it is not JSON' } as const
  const rows = [
    [{}, 'tokens'],
    [blanked, 'tokens'],
    [{ failure: null }, 'tokens'],
    [{ failure: withoutToken }, 'lwa'],
    [{ failure: unread }, 'tokens'],
    [{ failure: unread, reason: null }, 'lwa'],
    [{ failure: silent }, 'operation'],
    [{ status: 403 }, 'operation'],
  ] as const
  const ids: string[] = []
  for (const [change, reached] of rows) {
    const row = { ...old, ...change, id: newId() }
    ids.push(row.id)
    await database.db.insert(call).values(row)
    expect((await readCall(admin, row.id)).reached).toBe(reached)
    const { rows: listed } = await listCalls(admin, { authorizationId: id, operation: addressKey })
    expect(listed.find((one) => one.id === row.id)?.reached).toBe(reached)
  }
  expect(await readCall(admin, ids[0] ?? '')).toMatchObject({
    diagnosis: { title: 'The application lacks a role for restricted data tokens' },
  })
})

test('a response without a restricted data token is a failed call', async () => {
  const params = { operation: addressKey, entered: ofOrder, reason: 'Ticket 7' }
  world.simulator.addFault({ kind: 'changed-body', fields: { restrictedDataToken: null }, times: 1 })
  expect(await runCall(admin, id, params)).toMatchObject({
    status: null,
    reached: 'tokens',
    problem: expect.stringContaining('it contains no restricted data token'),
  })
  const [last] = await database.db.select().from(audit).orderBy(desc(audit.id)).limit(1)
  expect(last?.action).toBe('call.failed')
  const ran = await runCall(admin, id, params)
  expect(ran.request.headers['x-amz-access-token']).toBe('Atz.sprdt|••••')
})

test('a grantless call is shown with a grantless token', async () => {
  const ran = await runCall(operator, id, { operation: 'notifications.v1.getDestinations' })
  expect(ran.request.headers['x-amz-access-token']).toBe('Atc|••••')
})

/** They return buyers' names, addresses or documents with an ordinary access token. */
const buyersData = [
  'externalFulfillmentShipments.2024-09-11.getShipment',
  'externalFulfillmentShipments.2024-09-11.getShipments',
  'externalFulfillmentShipments.2024-09-11.retrieveInvoice',
  'invoices.2024-06-19.getInvoicesDocument',
  'services.v1.getServiceJobByServiceJobId',
  'services.v1.getServiceJobs',
  'shipping.v1.retrieveShippingLabel',
  'shipping.v2.getShipmentDocuments',
]

test('neither an operator nor an agent reads buyers’ data of shipments, invoices and service jobs', async () => {
  const agent = world.as({
    kind: 'api-key',
    keyId: newId(),
    scopes: ['authorizations:read', 'calls:run'],
    agent: 'Agent',
    applicationId: null,
    accountId: null,
  })
  const before = world.simulator.received().length
  for (const operation of buyersData)
    for (const [who, ctx] of Object.entries({ operator, agent }))
      await expect(runCall(ctx, id, { operation }), `${who}, ${operation}`).rejects.toThrow(
        refusal('operation_not_offered'),
      )
  expect(world.simulator.received().slice(before)).toEqual([])
})

test('personal data that needs no restricted data token is guarded, too', async () => {
  world.passMs(hourMs)
  const search = (includedData: string[]) => ({
    operation: 'orders.2026-01-01.searchOrders',
    entered: {
      values: { createdAfter: ['2026-01-01T00:00:00Z'], marketplaceIds: [marketplaceIds.us], includedData },
      body: '',
      extraQuery: '',
    },
  })
  const plain = await runCall(operator, id, search(['FULFILLMENT']))
  expect((await readCall(operator, plain.id)).response).not.toBeNull()
  const personal = search(['FULFILLMENT', 'RECIPIENT'])
  await expect(runCall(operator, id, { ...personal, reason: 'x' })).rejects.toThrow(refusal('not_allowed'))
  await expect(runCall(admin, id, personal)).rejects.toThrow(refusal('call_reason_missing'))
  const ran = await runCall(admin, id, { ...personal, reason: 'Ticket 8' })
  expect(ran.request.headers['x-amz-access-token']).toBe('Atza|••••')
  expect(await readCall(operator, ran.id)).toMatchObject({ response: null, reason: 'Ticket 8' })
  await expect(
    runCall(operator, id, { operation: 'fulfillmentOutbound.2026-07-04.getOrder', reason: 'x' }),
  ).rejects.toThrow(refusal('operation_not_offered'))
})

test('a call that would find Amazon’s bucket empty is held back until it holds a request', async () => {
  world.passMs(hourMs)
  const call = () => runCall(operator, id)
  for (let sent = 0; sent < 15; sent += 1) expect((await call()).status).toBe(200)
  const before = world.simulator.received().length
  await expect(call()).rejects.toThrow(refusal('call_held_back'))
  expect(world.simulator.received().length).toBe(before)
  const detail = await readOperation(operator, participationsKey, { authorizationId: id, sandbox: false })
  expect(detail?.bucket).toMatchObject({ rate: 0.016, burst: 15, left: 0 })
  world.passMs(63_000)
  expect((await call()).status).toBe(200)
})

test('of many concurrent calls, no more are sent than Amazon’s bucket holds', async () => {
  world.passMs(2 * hourMs)
  const before = world.simulator.received().length
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => runCall(operator, id)))
  const sent = results.filter(({ status }) => status === 'fulfilled')
  expect(sent).toHaveLength(15)
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'call_held_back' })
  const calls = world.simulator.received().slice(before)
  expect(calls.filter(({ host }) => host?.startsWith('sellingpartnerapi'))).toHaveLength(15)
})

test('calls that never reached the operation leave its rate limit as it is', async () => {
  world.passMs(2 * hourMs)
  const personal = { operation: addressKey, entered: ofOrder, reason: 'Ticket 9' }
  const bucketOf = async (operation: string) =>
    (await readOperation(admin, operation, { authorizationId: id, sandbox: false }))?.bucket
  const full = [await bucketOf(participationsKey), await bucketOf(addressKey)]
  const refused = world.simulator.addFault({ kind: 'refuse', row: 'S6', at: 'sp-api' })
  for (let sent = 0; sent < 3; sent += 1) expect((await runCall(admin, id, personal)).reached).toBe('tokens')
  world.simulator.removeFault(refused.id)
  world.passMs(2 * hourMs)
  const down = world.simulator.addFault({ kind: 'status', status: 503, at: 'token' })
  for (let sent = 0; sent < 3; sent += 1) expect((await runCall(admin, id)).reached).toBe('lwa')
  world.simulator.removeFault(down.id)
  expect([await bucketOf(participationsKey), await bucketOf(addressKey)]).toEqual(full)
  world.passMs(hourMs)
  const hanging = world.simulator.addFault({ kind: 'reset', at: 'sp-api', when: 'after', times: 1 })
  expect(await runCall(admin, id)).toMatchObject({ status: null, reached: 'operation' })
  world.simulator.removeFault(hanging.id)
  expect((await bucketOf(participationsKey))?.left).toBe(14)
  const origins = createOrigins(`http://127.0.0.1:${await freePort()}`)
  const offline = { ...admin, amazon: createAmazon(send, origins, 'Test/1', admin.now) }
  for (let sent = 0; sent < 3; sent += 1)
    expect(await runCall(offline, id)).toMatchObject({
      status: null,
      reached: 'operation',
      problem: expect.stringContaining('not-sent'),
    })
  expect((await bucketOf(participationsKey))?.left).toBe(14)
})

test('the sandbox is called on request', async () => {
  const ran = await runCall(operator, id, { sandbox: true })
  expect(ran).toMatchObject({ sandbox: true, status: 200 })
  expect(ran.request.url).toContain('sandbox')
  expect(ran.response).toContain('BestSellerStore')
})

test('two runs of an operation are compared value by value', async () => {
  world.passMs(hourMs)
  const [one, other] = [await runCall(operator, id, { sandbox: true }), await runCall(operator, id)]
  const { differences, before, after } = await compareCalls(operator, other.id, one.id)
  expect([before.id, after.id].sort()).toEqual([one.id, other.id].sort())
  expect(differences.map(({ path }) => path)).toContain('payload[0].storeName')
  expect((await compareCalls(operator, one.id, one.id)).differences).toEqual([])
})

test('requests and answers are deleted after 30 days, and the call stays on record', async () => {
  const ran = await runCall(operator, id, { sandbox: true })
  await pruneCallBodies(world.system)
  expect((await readCall(operator, ran.id)).response).not.toBeNull()
  world.passMs(31 * 24 * hourMs)
  await pruneCallBodies(world.system)
  expect(await readCall(operator, ran.id)).toMatchObject({
    status: 200,
    response: null,
    responseHeaders: null,
    entered: null,
    bodiesDeletedAt: expect.any(Date),
  })
  const kept = await database.db.select().from(call).where(eq(call.id, ran.id))
  expect(JSON.stringify(kept)).not.toContain('BestSellerStore')
  await expect(pruneCallBodies(operator)).rejects.toThrow(refusal('not_allowed'))
})
