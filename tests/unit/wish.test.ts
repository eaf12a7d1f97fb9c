import { expect, test } from 'vitest'
import { readWish, wishHref } from '#components/connect/wish.ts'
import { parseQuery } from '#lib/amazon/query.ts'

test('a link from elsewhere proposes what it names once; everything else is left out', () => {
  const wish = readWish(
    '?application=0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10&marketplace=A1PA6795UKMFR9&marketplace=ATVPDKIKX0DER&partner=' +
      '&return_to=https%3A%2F%2Fapp.example.com%2Fdone%3Forder%3D7%26x%3D1&next=//evil.example&authorization=x&%ZZ',
  )
  expect(wish).toEqual({
    application: '0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10',
    return_to: 'https://app.example.com/done?order=7&x=1',
  })
  const { pathname, search } = new URL(wishHref(wish), 'https://gatehouse.example.com')
  expect(pathname).toBe('/')
  expect(readWish(search)).toEqual(wish)
})

test('nothing proposed is the start page alone', () => {
  expect(wishHref(readWish(''))).toBe('/')
})

test.each([
  ['escaped, as it should be', 'https%3A%2F%2Fapp.example.com%2Fdone%3Fq%3Da%2520b%252Bc%2Bd', 'a%20b%2Bc+d'],
  ['unescaped', 'https://app.example.com/done?q=a%20b%2Bc+d', 'a%20b+c+d'],
  ['with letters of other alphabets', 'https://app.example.com/done?q=%C3%BC', '%C3%BC'],
])('a way back is proposed byte for byte: %s', (_how, sent, query) => {
  const wish = readWish(`?return_to=${sent}`)
  expect(wish.return_to).toBe(`https://app.example.com/done?q=${query}`)
  expect(readWish(wishHref(wish).slice(1))).toEqual(wish)
  // As the form of the start page sends it.
  const form = new URLSearchParams(wish as Record<string, string>)
  expect(parseQuery(`?${form}`).required('return_to')).toBe(wish.return_to)
})
