import { expect, test } from 'vitest'
import { createImporter } from '#lib/imports/run.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createSelfWorld } from '../flows/self-world.ts'
import { makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const world = await createSelfWorld(database)
const api = await serveApi(world.services)
const importer = createImporter(world.services)
const { key } = await makeKey(world.operator, { scopes: ['tokens:import'] })
const { key: otherKey } = await makeKey(world.operator, { scopes: ['tokens:import'] })

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, by = key) =>
  api.ask('/api/v1/imports', {
    method: 'POST',
    headers: { authorization: `Bearer ${by}`, ...headers },
    body,
  })
const get = (path: string, by = key) => api.ask(path, { headers: { authorization: `Bearer ${by}` } })

test('a program imports CSV, and reads the result of each line page by page', async () => {
  const tokens = ['A1USHARBORPINE', 'A2NANORTHWIND', 'A9USQUOTES'].map(world.mint)
  const rows = [...tokens, 'Atza|wrong', tokens[0]].map((token) => `${token},na`)
  const { status, headers, body } = await post(['refresh_token,region', ...rows].join('\n'), {
    'content-type': 'text/csv',
  })
  expect(status).toBe(201)
  expect(headers.get('location')).toBe(`/api/v1/imports/${body.id}`)
  expect(body).toMatchObject({
    state: 'running',
    source: 'api',
    lines: 5,
    counts: { pending: 3, invalid: 2 },
  })
  await importer.runDue()
  expect((await get(`/api/v1/imports/${body.id}`)).body).toMatchObject({
    state: 'finished',
    counts: { imported: 3, invalid: 2, pending: 0 },
  })
  const first = (await get(`/api/v1/imports/${body.id}/lines?limit=3`)).body
  const second = (await get(`/api/v1/imports/${body.id}/lines?limit=3&cursor=${first.next_cursor}`)).body
  const lines = [...(first.lines as object[]), ...(second.lines as object[])]
  expect(second.next_cursor).toBeNull()
  expect(lines.map((line) => (line as { line: number }).line)).toEqual([2, 3, 4, 5, 6])
  expect(lines[4]).toMatchObject({
    code: 'import_line_repeated',
    reason: 'Line 2 has the same refresh token',
  })
  expect(JSON.stringify([first, second])).not.toContain('Atzr|'.concat(tokens[0]?.slice(5, 20) ?? ''))
  expect((await get(`/api/v1/imports/${body.id}/lines?result=invalid`)).body.lines).toHaveLength(2)
})

test('a line with a text that was cut through an emoji is invalid, and the others are imported', async () => {
  const line = { region: 'na', refresh_token: world.mint('A1USHARBORPINE') }
  const cut = { region: 'na', refresh_token: world.mint('A2NANORTHWIND'), reference: '\ud83d' }
  const { status, body } = await post([line, cut].map((row) => JSON.stringify(row)).join('\n'))
  expect(status).toBe(201)
  expect(body).toMatchObject({ counts: { pending: 1, invalid: 1 } })
  expect((await get(`/api/v1/imports/${body.id}/lines?result=invalid`)).body.lines).toMatchObject([
    { line: 2, code: 'external_reference_invalid', field: 'reference' },
  ])
})

test('a request repeated with its Idempotency-Key starts one import; with another file it is refused', async () => {
  const file = JSON.stringify({ refresh_token: world.mint('A1USHARBORPINE'), region: 'na' })
  const headers = { 'idempotency-key': 'import-1' }
  const [one, two] = await Promise.all([post(file, headers), post(file, headers)])
  const again = await post(file, headers)
  const ids = new Set([one, two, again].flatMap(({ body }) => body.id ?? []))
  expect(ids.size).toBe(1)
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  expect(await post(`${file}\n`, headers)).toMatchObject({
    status: 422,
    body: { code: 'idempotency_key_reused' },
  })
  expect((await post(file, headers, otherKey)).status).toBe(201)
})

test('a key sees only the imports that it started', async () => {
  const { body } = await post('{"refresh_token":"none"}')
  for (const path of ['', '/lines']) {
    expect(await get(`/api/v1/imports/${body.id}${path}`, otherKey)).toMatchObject({
      status: 404,
      body: { code: 'import_not_found' },
    })
  }
  const { imports } = (await get('/api/v1/imports', otherKey)).body as { imports: { id: string }[] }
  expect(imports.map(({ id }) => id)).not.toContain(body.id)
})

test('a key of one application imports for no other', async () => {
  const { key: limited } = await makeKey(world.operator, {
    scopes: ['tokens:import'],
    applicationId: world.applicationId,
  })
  const line = { refresh_token: world.mint('A1USHARBORPINE'), region: 'na' }
  const rows = [line, { ...line, application: 'Other' }].map((row) => JSON.stringify(row)).join('\n')
  const { body } = await post(rows, {}, limited)
  expect(body).toMatchObject({ counts: { pending: 1, invalid: 1 } })
})

test('a file that is too large, empty, or in another encoding is refused as a whole', async () => {
  expect(await post(new Uint8Array(9 * 1_024 * 1_024).fill(97))).toMatchObject({
    status: 413,
    body: { code: 'body_too_large' },
  })
  expect(await post('')).toMatchObject({ status: 400, body: { code: 'import_empty' } })
  const utf16 = new Uint8Array(Buffer.from('\uFEFFrefresh_token;region', 'utf16le'))
  expect(await post(utf16)).toMatchObject({ status: 400, body: { code: 'import_encoding_unknown' } })
  const long = `refresh_token,region\n${'x,na\n'.repeat(10_001)}`
  expect(await post(long)).toMatchObject({ status: 413, body: { code: 'import_too_long' } })
})

test('a program cancels its import once', async () => {
  const { body } = await post(JSON.stringify({ refresh_token: world.mint('A1USHARBORPINE'), region: 'na' }))
  const cancel = () =>
    api.ask(`/api/v1/imports/${body.id}/cancel`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
    })
  expect(await cancel()).toMatchObject({ status: 200, body: { state: 'canceled', counts: { canceled: 1 } } })
  expect(await cancel()).toMatchObject({ status: 200, body: { state: 'canceled' } })
})

test('a grant that an import sets aside is announced as an event', async () => {
  const { key: reader } = await makeKey(world.operator, { scopes: ['events:read'] })
  const line = { refresh_token: world.mint('A2NANORTHWIND'), selling_partner_id: 'A8SOMEONEELSE' }
  const { body } = await post(JSON.stringify({ ...line, country: 'US' }))
  await importer.runDue()
  const ended = (await get(`/api/v1/imports/${body.id}/lines`)).body.lines as { attempt_id?: string }[]
  expect(ended).toMatchObject([{ result: 'quarantined' }])
  // Events are listed once every earlier transaction of the server has ended, those of other tests included.
  const announced = async () => {
    const { events } = (await get('/api/v1/events?limit=200', reader)).body as { events: { type: string }[] }
    return events.filter(({ type }) => type === 'authorization.review_needed')
  }
  await expect
    .poll(announced, { timeout: 60_000 })
    .toMatchObject([{ data: { cause: 'import_seller_differs', sellingPartnerId: 'A8SOMEONEELSE' } }])
})
