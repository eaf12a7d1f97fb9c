import { expect, test } from 'vitest'
import { startValues, withoutStart } from '#components/calls/start-values.ts'

const operation = {
  parameters: [
    { name: 'marketplaceIds', type: 'string[]', max: null },
    { name: 'keywords', type: 'string[]', max: null },
  ],
} as never
const sellerIn = (...ids: string[]) =>
  ({ sellingPartnerId: 'A1', marketplaces: ids.map((id) => ({ id, country: id, name: id })) }) as never

test('an example leaves out what the form fills in for each seller', () => {
  const start = startValues(operation, sellerIn('US', 'CA'))
  const entered = { ...start, values: { ...start.values, keywords: ['mug', ''] } }
  expect(withoutStart(entered, start).values).toEqual({ keywords: ['mug', ''] })
  expect(withoutStart(start, start).values).toEqual({})
})

test('an example keeps marketplaces that were chosen', () => {
  const start = startValues(operation, sellerIn('US', 'CA'))
  const entered = { ...start, values: { marketplaceIds: ['CA'], keywords: [''] }, extraQuery: 'a=b' }
  expect(withoutStart(entered, start)).toEqual({
    values: { marketplaceIds: ['CA'] },
    body: '',
    extraQuery: 'a=b',
  })
})
