import { expect, type Page } from '@playwright/test'
import type { Partner } from './amazon.ts'
import { authorizationOf, type Sql } from './database.ts'
import { test } from './fixtures.ts'
import { openPartner } from './story.ts'

const participations = 'sellers.v1.getMarketplaceParticipations'
const searchOrders = 'orders.2026-01-01.searchOrders'
const searchCatalog = 'catalogItems.2022-04-01.searchCatalogItems'

const region = (office: Page, name: 'Operation' | 'Parameters' | 'Result') =>
  office.getByRole('region', { name })
const parameter = (office: Page, name: string) =>
  region(office, 'Parameters')
    .getByLabel(new RegExp(`^${name}`))
    .first()
const parametersOf = (office: Page) => new URL(office.url()).searchParams

async function idOf(database: Sql, partner: Partner): Promise<string> {
  return (await authorizationOf(database, partner))?.id ?? ''
}

/** The call runner with these parameters in its address. */
async function openRunner(office: Page, parameters: Readonly<Record<string, string>>): Promise<void> {
  await office.goto(`/ops/calls?${new URLSearchParams(parameters)}`)
  await expect(region(office, 'Parameters')).toBeVisible()
}

/** Runs the shown operation. Resolves with the id of the call. */
async function run(office: Page): Promise<string> {
  const before = parametersOf(office).get('call')
  await office.getByRole('button', { name: 'Run', exact: true }).click()
  await expect.poll(() => parametersOf(office).get('call')).not.toBe(before)
  return parametersOf(office).get('call') ?? ''
}

/** Copies a call, so that the list of its selling partner has several pages. */
async function repeatCall(database: Sql, call: string, times: number): Promise<void> {
  await database`insert into call
    select (jsonb_populate_record(call, jsonb_build_object('id', gen_random_uuid(),
      'called_at', called_at - make_interval(mins => minutes)))).*
    from call, generate_series(1, ${times}) minutes where id = ${call}`
}

/** Holds what this page sends to actions until it is released. */
async function holdActions(office: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await office.route(/\/ops\//, async (route) => {
    if (route.request().method() === 'POST') await promise
    await route.continue()
  })
  return resolve
}

test('the field for the selling partner names the one that is called', async ({
  office,
  connected,
  database,
}) => {
  const partner = await connected()
  const other = await connected()
  await openRunner(office, { authorization: await idOf(database, partner) })
  const field = office.getByRole('combobox', { name: 'Selling partner' })

  await field.fill(other.name)
  await expect(office.getByRole('option', { name: other.name })).toBeVisible()
  const call = await run(office)
  await expect(field).toHaveValue(partner.name)
  const [row] = await database`select authorization_id from call where id = ${call}`
  expect(row?.authorization_id).toBe(await idOf(database, partner))

  await field.fill('')
  await field.press('Tab')
  await expect(field).toHaveValue(partner.name)

  await field.fill(other.name)
  await office.getByRole('option', { name: other.name }).click()
  await expect.poll(() => parametersOf(office).get('authorization')).toBe(await idOf(database, other))
  await expect(field).toHaveValue(other.name)
})

test('an operator pages through earlier calls without losing the form, the result or the page', async ({
  office,
  connected,
  database,
}) => {
  const partner = await connected()
  const other = await connected()
  const authorization = await idOf(database, partner)
  await openRunner(office, { authorization, operation: searchCatalog })
  await parameter(office, 'keywords').fill('mug')
  const call = await run(office)
  await repeatCall(database, call, 30)
  await openRunner(office, { authorization: await idOf(database, other), operation: participations })
  await run(office)

  await openRunner(office, {
    authorization,
    operation: searchOrders,
    'p.createdAfter': '2020-01-01T00:00:00Z',
    'p.includedData': 'RECIPIENT',
  })
  await office.getByLabel('Reason').fill('Ticket 7')
  const personal = await run(office)
  const once = region(office, 'Result').getByText('It is shown once and never stored.')
  await expect(once).toBeVisible()

  await office.getByRole('link', { name: 'Next page' }).click()
  await expect.poll(() => parametersOf(office).get('after')).not.toBeNull()
  await expect(office.getByRole('link', { name: 'First page' })).toBeVisible()
  await expect(once).toBeVisible()
  await expect(office.getByLabel('Reason')).toHaveValue('Ticket 7')
  // Entering something updates the address.
  await parameter(office, 'maxResultsPerPage').fill('2')
  await expect.poll(() => parametersOf(office).get('p.maxResultsPerPage')).toBe('2')
  expect(parametersOf(office).get('after')).not.toBeNull()
  expect(parametersOf(office).get('call')).toBe(personal)
  await expect(office.getByRole('link', { name: 'First page' })).toBeVisible()

  await office.getByRole('link', { name: 'Show all' }).click()
  const earlier = office.getByRole('table', { name: 'Earlier calls' })
  await expect(earlier.getByRole('row', { name: other.name })).toBeVisible()
  await expect(once).toBeVisible()
  await expect(parameter(office, 'maxResultsPerPage')).toHaveValue('2')
  await office.getByRole('link', { name: 'Show only this selling partner' }).click()
  await expect(earlier.getByRole('row', { name: other.name })).toHaveCount(0)
  await expect(once).toBeVisible()

  await office.getByRole('link', { name: 'Next page' }).click()
  await expect(office.getByRole('link', { name: 'First page' })).toBeVisible()
  await office.getByRole('combobox', { name: 'Selling partner' }).fill(other.name)
  await office.getByRole('option', { name: other.name }).click()
  await expect.poll(() => parametersOf(office).get('authorization')).toBe(await idOf(database, other))
  expect(parametersOf(office).get('after')).toBeNull()
})

test('runs whose responses can’t be compared are explained, and cut ones aren’t offered', async ({
  office,
  connected,
  amazon,
  database,
}) => {
  const partner = await connected()
  await openRunner(office, { authorization: await idOf(database, partner) })
  const json = await run(office)
  await amazon.addFault({
    kind: 'html',
    at: 'sp-api',
    status: 503,
    sellingPartnerId: partner.id,
  })
  await run(office)

  await office.goto(`/ops/calls/${json}`)
  const others = office.getByRole('link', { name: '503' })
  await others.click()
  await expect(office.getByText('These calls can’t be compared')).toBeVisible()
  await expect(office.getByRole('heading', { name: 'getMarketplaceParticipations' })).toBeVisible()

  await database`update call set response_cut = true where authorization_id = ${await idOf(database, partner)}
    and id <> ${json}`
  await office.goto(`/ops/calls/${json}`)
  await expect(office.getByText('No other run of this operation')).toBeVisible()
  await expect(others).toHaveCount(0)
})

test('the address of a comparison shows it however many runs there were since', async ({
  office,
  connected,
  database,
}) => {
  const partner = await connected()
  await openRunner(office, { authorization: await idOf(database, partner) })
  const [first, second] = [await run(office), await run(office)]
  await database`update call set called_at = called_at - interval '1 day' where id = ${first}`
  await repeatCall(database, second, 12)
  await office.goto(`/ops/calls/${second}?with=${first}`)
  await expect(office.getByRole('heading', { name: /^(No|\d+) differences?$/ })).toBeVisible()
  await expect(office.locator(`a[href="/ops/calls/${second}"][aria-current]`)).toBeVisible()
  await office.goto(`/ops/calls/${second}?with=${crypto.randomUUID()}`)
  await expect(office.getByText('These calls can’t be compared')).toBeVisible()
})

test('while a call waits for Amazon, an operator opens another operation, which never shows its result', async ({
  office,
  connected,
  database,
}) => {
  const partner = await connected()
  await openRunner(office, { authorization: await idOf(database, partner) })
  const release = await holdActions(office)
  await office.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(office.getByRole('button', { name: 'Calling' })).toBeVisible()

  await region(office, 'Result')
    .getByRole('link', { name: /searchOrders/ })
    .click()
  await expect(region(office, 'Parameters').getByRole('heading', { name: 'searchOrders' })).toBeVisible()
  await expect(office.getByRole('button', { name: 'Run', exact: true })).toBeVisible()

  // Next reads the page again once it has passed on the answer.
  const refreshed = office.waitForRequest((request) => {
    const { rsc, 'next-router-prefetch': prefetch } = request.headers()
    return rsc !== undefined && prefetch === undefined && request.url().includes(searchOrders)
  })
  release()
  await refreshed
  const earlier = office.getByRole('table', { name: 'Earlier calls' })
  await expect(earlier.getByRole('row', { name: partner.name })).toContainText('200')
  await expect(region(office, 'Result').getByText('No result yet')).toBeVisible()
})

for (const name of ['Refresh now', 'Check now']) {
  test(`links work while “${name}” waits for Amazon`, async ({ office, connected }) => {
    const { name: partner } = await connected()
    await openPartner(office, partner)
    const release = await holdActions(office)
    await office.getByRole('button', { name }).click()
    await expect(office.getByRole('button', { name: 'Checking with Amazon' })).toBeVisible()
    await office.getByRole('link', { name: 'Renewals', exact: true }).click()
    await expect(office.getByRole('heading', { level: 1, name: 'Renewals' })).toBeVisible()
    const answered = office.waitForResponse((response) => response.request().method() === 'POST')
    release()
    await answered
  })
}

test('the next page of a result is that of the call, whatever the form says now', async ({
  office,
  connected,
  amazon,
  database,
}) => {
  const partner = await connected()
  const other = await connected()
  const authorization = await idOf(database, partner)
  await openRunner(office, {
    authorization,
    operation: searchOrders,
    'p.createdAfter': '2020-01-01T00:00:00Z',
    'p.maxResultsPerPage': '1',
  })
  const call = await run(office)
  await parameter(office, 'maxResultsPerPage').fill('2')
  await expect.poll(() => parametersOf(office).get('p.maxResultsPerPage')).toBe('2')
  const next = region(office, 'Result').getByRole('button', { name: 'Next page' })
  await next.click()
  await expect.poll(() => parametersOf(office).get('call')).not.toBe(call)
  const sent = (await amazon.received()).filter(({ path }) => path === '/orders/2026-01-01/orders').at(-1)
  const query = new URLSearchParams(sent?.query)
  expect(query.get('maxResultsPerPage')).toBe('1')
  expect(query.get('paginationToken')).not.toBeNull()

  await openRunner(office, { authorization, operation: searchOrders, call })
  await expect(next).toBeVisible()
  await openRunner(office, { authorization: await idOf(database, other), operation: searchOrders, call })
  await expect(region(office, 'Result').getByText('200', { exact: true }).first()).toBeVisible()
  await expect(next).toHaveCount(0)
})

test('the wait for Amazon’s rate limit counts down and ends', async ({ office, connected, database }) => {
  const partner = await connected()
  const authorization = await idOf(database, partner)
  await openRunner(office, { authorization })
  const call = await run(office)
  // Its bucket holds fifteen.
  await database`insert into call
    select (jsonb_populate_record(call, jsonb_build_object('id', gen_random_uuid()))).*
    from call, generate_series(1, 20) where id = ${call}`

  await office.clock.install()
  await openRunner(office, { authorization })
  const note = region(office, 'Parameters').getByText(/0 of \d+ left/)
  const seconds = async () => Number(/in (\d+) s/.exec(await note.innerText())?.[1])
  const first = await seconds()
  expect(first).toBeGreaterThan(20)
  await office.clock.fastForward(20_000)
  await expect.poll(seconds).toBeLessThanOrEqual(first - 20)
  await office.clock.fastForward(first * 1_000)
  await expect(note).toHaveCount(0)
  await expect(region(office, 'Parameters').getByText(/^Rate limit: 1 a minute/)).toBeVisible()
})
