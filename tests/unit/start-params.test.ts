import { expect, test } from 'vitest'
import { proposalHref, readStartParams } from '#app/_server/read-start-params.ts'
import { startHref } from '#components/connect/start-params.ts'
import { parseQuery } from '#lib/amazon/query.ts'

test('a link from elsewhere proposes parameters that it names once; all others are left out', () => {
  const params = readStartParams(
    '?application=0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10&marketplace=A1PA6795UKMFR9&marketplace=ATVPDKIKX0DER&partner=' +
      '&return_to=https%3A%2F%2Fapp.example.com%2Fdone%3Forder%3D7%26x%3D1&next=//evil.example&authorization=x&%ZZ',
  )
  expect(params).toEqual({
    application: '0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10',
    return_to: 'https://app.example.com/done?order=7&x=1',
  })
  const { pathname, search } = new URL(startHref(params), 'https://gatehouse.example.com')
  expect(pathname).toBe('/')
  expect(readStartParams(search)).toEqual(params)
})

test('without proposals, it is just the start page', () => {
  expect(startHref(readStartParams(''))).toBe('/')
})

test.each([
  ['escaped, as it should be', 'https%3A%2F%2Fapp.example.com%2Fdone%3Fq%3Da%2520b%252Bc%2Bd', 'a%20b%2Bc+d'],
  ['unescaped', 'https://app.example.com/done?q=a%20b%2Bc+d', 'a%20b+c+d'],
  ['with letters of other alphabets', 'https://app.example.com/done?q=%C3%BC', '%C3%BC'],
])('a return URL is proposed byte for byte: %s', (_how, sent, query) => {
  const params = readStartParams(`?return_to=${sent}`)
  expect(params.return_to).toBe(`https://app.example.com/done?q=${query}`)
  expect(readStartParams(startHref(params).slice(1))).toEqual(params)
  // As the form of the start page sends it.
  const form = new URLSearchParams(params as Record<string, string>)
  expect(parseQuery(`?${form}`).required('return_to')).toBe(params.return_to)
})

test.each([
  ['an arrival is confirmed', 'attempt=0b7e6c1a&marketplace=A1', '/connect/arrival/0b7e6c1a'],
  ['a renewal stays one', 'authorization=0b7e6c1a', '/connect/0b7e6c1a/re-authorize'],
  [
    'a start keeps its choices',
    'marketplace=A1&partner=seller&link=0b7e6c1a',
    '/?marketplace=A1&partner=seller',
  ],
])('a link from another site leads to the page that asks for the same: %s', (_what, query, page) => {
  expect(proposalHref(`?${query}`)).toBe(page)
})
