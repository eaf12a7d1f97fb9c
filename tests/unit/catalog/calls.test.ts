import { describe, expect, test } from 'vitest'
import { readEntered, runnerHref } from '#components/calls/calls-view.ts'
import { languages, toCode } from '#components/calls/request-code.ts'
import {
  enteredForNextPage,
  findNextPage,
  findRows,
  parseJson,
  tableOf,
} from '#components/calls/response-data.ts'
import { startValues } from '#components/calls/start-values.ts'
import { buildCall } from '#lib/amazon/catalog/build-call.ts'
import { findOperation } from '#lib/amazon/catalog/catalog.ts'
import { bucketAfter } from '#lib/calls/bucket.ts'
import { compareJson } from '#lib/calls/compare.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 29) + seconds * 1_000)
const calls = (...seconds: number[]) => seconds.map((second) => ({ calledAt: at(second), status: 200 }))
const limits = { rate: 0.5, burst: 2 }

describe('a bucket', () => {
  test.each([
    ['is full without calls', [], 0, { left: 2, readyAt: null }],
    ['loses one for each call', calls(0), 0, { left: 1, readyAt: null }],
    ['is empty after its burst', calls(0, 0), 0, { left: 0, readyAt: at(2) }],
    ['fills again at its rate', calls(0, 0), 2, { left: 1, readyAt: null }],
    ['never holds more than its burst', calls(0, 0), 3_600, { left: 2, readyAt: null }],
    ['is empty after a 429', [{ calledAt: at(0), status: 429 }], 1, { left: 0, readyAt: at(2) }],
    ['survives a clock that went back', calls(10, 10), 0, { left: 0, readyAt: at(2) }],
  ])('%s', (_, made, now, expected) => {
    expect(bucketAfter(made, limits, at(now))).toMatchObject(expected)
  })
})

describe('the code of a request', () => {
  const request = {
    method: 'POST',
    url: "https://example.com/a?b='c'",
    body: '{"d":"it\'s $HOME"}',
    headers: {
      accept: 'application/json',
      'x-amz-access-token': 'Atza|••••',
      'user-agent': 'G',
      'x-amz-date': '2',
    },
  }

  test.each(languages)('in %s refers to the token without containing one', (language) => {
    const code = toCode(language, request)
    expect(code).toContain('TOKEN')
    expect(code).not.toContain('Atza')
    expect(code).not.toMatch(/user-agent|x-amz-date/)
  })

  test('for a shell is quoted', () => {
    expect(toCode('curl', request)).toContain(`-d '{"d":"it'\\''s $HOME"}'`)
  })
})

describe('the address of the runner', () => {
  test('contains the entered values, and can be parsed again', () => {
    const entered = {
      values: { marketplaceIds: ['A', 'B'], keywords: ['<img onerror> & مرحبا'] },
      body: '{"a":1}',
      extraQuery: 'x=1&y=2',
    }
    const href = runnerHref({ operation: 'catalogItems.2022-04-01.searchCatalogItems' }, entered)
    const parameters: Record<string, string[]> = {}
    for (const [name, value] of new URL(href, 'http://x').searchParams) {
      parameters[name] = [...(parameters[name] ?? []), value]
    }
    expect(readEntered(parameters)).toEqual({ ...entered, isGiven: true })
    expect(readEntered({ operation: 'x' }).isGiven).toBe(false)
  })
})

describe('a response', () => {
  test('is shown as a table of its longest list', () => {
    const json = parseJson(
      '{"payload":{"orders":[{"id":1,"total":{"amount":"2","currency":"EUR"},"tags":["a","b"]},{"id":2}],"x":[1]}}',
    )
    const found = findRows(json)
    expect(found?.path).toBe('payload.orders')
    expect(tableOf(found?.rows ?? [])).toEqual({
      columns: ['id', 'total.amount', 'total.currency', 'tags'],
      cells: [
        ['1', '2', 'EUR', 'a, b'],
        ['2', '', '', ''],
      ],
    })
    expect(findRows(parseJson('{"a":1}'))).toBeNull()
    expect(findRows(parseJson('<html>'))).toBeNull()
  })

  test.each([
    ['{"pagination":{"nextToken":"t"}}', 't'],
    ['{"payload":{"NextToken":"t"}}', 't'],
    ['{"pagination":{"nextToken":""}}', null],
    ['{}', null],
  ])('%s leads to the next page %o', (text, token) => {
    const [other, parameter] = ['a', 'nextToken'].map((name) => ({ name, alone: false })) as [never, never]
    expect(findNextPage(parseJson(text), [other, parameter])).toEqual(token && { parameter, token })
    expect(findNextPage(parseJson(text), [other])).toBeNull()
  })

  test.each([
    ['reports.2021-06-30.getReports', { nextToken: 't' }],
    ['feeds.2021-06-30.getFeeds', { nextToken: 't' }],
    ['orders.2026-01-01.searchOrders', { marketplaceIds: 'ATVPDKIKX0DER', paginationToken: 't' }],
  ])('the next page of %s is asked for as Amazon accepts it', (key, query) => {
    const operation = findOperation(key)
    if (operation === null) throw new Error(`no ${key}`)
    const first = { values: { marketplaceIds: ['ATVPDKIKX0DER'] }, body: '', extraQuery: '' }
    const next = findNextPage(parseJson('{"nextToken":"t"}'), operation.parameters)
    if (next === null) throw new Error('no page')
    const built = buildCall(operation, enteredForNextPage(first, next))
    expect('input' in built && built.input.query).toEqual(query)
  })

  test('is compared with another by value', () => {
    expect(compareJson({ a: [1, { b: 2 }], c: 'x' }, { a: [1, { b: 3 }, 4], c: 'x' })).toEqual([
      { path: 'a[1].b', before: '2', after: '3' },
      { path: 'a[2]', before: null, after: '4' },
    ])
    expect(compareJson([], {})).toEqual([{ path: '(everything)', before: '[]', after: '{}' }])
  })
})

test('a form starts with the seller’s marketplaces, up to the parameter’s maximum', () => {
  const partner = {
    sellingPartnerId: 'A1',
    marketplaces: [
      { id: 'M1', country: 'United States' },
      { id: 'M2', country: 'Canada' },
    ],
  }
  const start = (key: string) => startValues(findOperation(key), partner).values
  expect(start('catalogItems.2022-04-01.searchCatalogItems')).toMatchObject({ marketplaceIds: ['M1'] })
  expect(start('orders.2026-01-01.searchOrders')).toEqual({ marketplaceIds: ['M1', 'M2'] })
  expect(start('productPricing.v0.getItemOffers')).toEqual({ MarketplaceId: ['M1'] })
  expect(start('listingsItems.2021-08-01.searchListingsItems')).toMatchObject({ sellerId: ['A1'] })
})
