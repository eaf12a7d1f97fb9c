import { describe, expect, test } from 'vitest'
import { buildCall, type Entered } from '#lib/amazon/catalog/build-call.ts'
import { catalog, findOperation } from '#lib/amazon/catalog/catalog.ts'
import type { OperationFacts, ParameterFacts } from '#lib/amazon/catalog/facts.ts'

const nothing: Entered = { values: {}, body: '', extraQuery: '' }

function build(key: string, entered: Partial<Entered>) {
  const operation = findOperation(key)
  if (operation === null) throw new Error(`no ${key}`)
  return buildCall(operation, { ...nothing, ...entered })
}

const oneParameter = (facts: Partial<ParameterFacts>): Pick<OperationFacts, 'parameters' | 'body'> => ({
  body: false,
  parameters: [
    {
      name: 'p',
      in: 'query',
      type: 'string',
      required: false,
      format: null,
      enum: null,
      max: null,
      alone: false,
      ...facts,
    },
  ],
})

const faultOf = (facts: Partial<ParameterFacts>, ...values: string[]) => {
  const built = buildCall(oneParameter(facts), { ...nothing, values: { p: values } })
  return 'problems' in built ? built.problems[0]?.fault : null
}

describe('a call', () => {
  test('gets its path, its query and its headers from the entered values', () => {
    const built = build('catalogItems.2022-04-01.getCatalogItem', {
      values: {
        asin: ['B07N4M94KL'],
        marketplaceIds: ['ATVPDKIKX0DER'],
        includedData: ['images', 'summaries'],
      },
      extraQuery: '?debug=on&x=1%202',
    })
    expect(built).toEqual({
      input: {
        path: { asin: 'B07N4M94KL' },
        query: {
          marketplaceIds: 'ATVPDKIKX0DER',
          includedData: 'images,summaries',
          debug: 'on',
          x: '1 2',
        },
      },
    })
    expect(
      build('shipping.v2.getCarrierAccounts', {
        values: { 'x-amzn-shipping-business-id': ['AmazonShipping_UK'] },
        body: '{"clientReferenceDetails":[]}',
      }),
    ).toEqual({
      input: {
        path: {},
        query: {},
        headers: { 'x-amzn-shipping-business-id': 'AmazonShipping_UK' },
        body: { clientReferenceDetails: [] },
      },
    })
  })

  test('names everything that is missing', () => {
    const built = build('productPricing.v0.getItemOffers', {})
    expect(
      'problems' in built && built.problems.map(({ field, fault }) => `${field} ${fault}`).sort(),
    ).toEqual(['Asin missing', 'ItemCondition missing', 'MarketplaceId missing'])
  })

  test.each<[string, Partial<ParameterFacts>, string[]]>([
    ['not-integer', { type: 'integer' }, ['1.5']],
    ['not-number', { type: 'number' }, ['1e3']],
    ['not-boolean', { type: 'boolean' }, ['yes']],
    ['not-boolean', { format: 'boolean' }, ['1']],
    ['not-date', { format: 'date' }, ['2026-02-30']],
    ['not-date-time', { format: 'date-time' }, ['2026-02-28T10:00']],
    ['not-date-time', { format: 'date-time' }, ['2026-02-30T10:00:00Z']],
    ['not-of-pattern', { format: '[A-Z]{2}' }, ['us']],
    ['not-listed', { enum: ['A', 'B'] }, ['C']],
    ['too-many', { type: 'string[]', max: 2 }, ['a', 'b', 'c']],
    ['has-comma', { type: 'string[]' }, ['a,b']],
    ['not-one', {}, ['a', 'b']],
    ['missing', { required: true }, ['  ']],
    ['too-long', {}, ['x'.repeat(10_000)]],
    ['not-sendable', {}, ['a\nb']],
    ['not-sendable', { in: 'path' }, ['..']],
    ['not-sendable', { in: 'header' }, ['ä']],
  ])('is refused: %s', (fault, facts, values) => {
    expect(faultOf(facts, ...values)).toBe(fault)
  })

  test.each<[Partial<ParameterFacts>, string[]]>([
    [{ format: 'date-time' }, ['2026-02-28T10:00:00Z']],
    [{ format: 'date-time' }, ['2026-02-28T10:00:00.123+01:00']],
    [{ format: 'date-time' }, ['2026-02-28']],
    [{ type: 'integer' }, ['-3']],
    [{ type: 'string[]', max: 2 }, ['a', 'b']],
    [{}, ['<img onerror=alert(1)> مرحبا 🙂, ok']],
    [{}, []],
  ])('is accepted with %o %o', (facts, values) => {
    expect(faultOf(facts, ...values)).toBe(null)
  })

  test.each([
    ['a=1&a=2', 'repeated'],
    ['marketplaceIds=x', 'repeated'],
    ['=1', 'malformed-query'],
    ['a=1#b', 'malformed-query'],
    ['a=1 2', 'malformed-query'],
    ['a='.padEnd(9_000, 'x'), 'too-long'],
  ])('refuses the raw query %s', (extraQuery, fault) => {
    const built = build('orders.2026-01-01.searchOrders', { extraQuery })
    expect('problems' in built && built.problems.map((problem) => problem.fault)).toContain(fault)
  })

  test.each([
    [{ nextToken: ['t'] }, ''],
    [{ nextToken: ['t'], marketplaceIds: ['ATVPDKIKX0DER'] }, 'nextToken not-alone'],
    [{ marketplaceIds: ['ATVPDKIKX0DER'] }, ''],
  ])('sends the token of the next page of reports alone: %o', (values, expected) => {
    const built = build('reports.2021-06-30.getReports', { values })
    const problems = 'problems' in built ? built.problems : []
    expect(problems.map(({ field, fault }) => `${field} ${fault}`).join()).toBe(expected)
  })

  test('refuses unknown names, and a body for an operation without one', () => {
    const built = build('sellers.v1.getMarketplaceParticipations', { values: { x: ['1'] }, body: '{}' })
    expect('problems' in built && built.problems).toEqual([
      { field: 'extraQuery', fault: 'unexpected', about: 'x' },
      { field: 'body', fault: 'unexpected' },
    ])
    const withBody = build('productPricing.v0.getItemOffersBatch', { body: '{"requests":' })
    expect('problems' in withBody && withBody.problems).toEqual([{ field: 'body', fault: 'not-json' }])
  })

  test('of every operation without required parameters and body can be built from nothing', () => {
    for (const operation of catalog().values()) {
      const isFree = !operation.body && operation.parameters.every(({ required }) => !required)
      expect({ key: operation.key, isFree: 'input' in buildCall(operation, nothing) }).toEqual({
        key: operation.key,
        isFree,
      })
    }
  })
})
