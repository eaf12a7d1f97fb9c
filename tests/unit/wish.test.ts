import { expect, test } from 'vitest'
import { readWish, wishHref } from '#components/connect/wish.ts'

test('a link from elsewhere proposes what it names once; everything else is left out', () => {
  const wish = readWish({
    application: '0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10',
    marketplace: ['A1PA6795UKMFR9', 'ATVPDKIKX0DER'],
    partner: '',
    return_to: 'https://app.example.com/done?order=7&x=1',
    next: '//evil.example',
    authorization: 'x',
  })
  expect(wish).toEqual({
    application: '0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10',
    return_to: 'https://app.example.com/done?order=7&x=1',
  })
  const { pathname, searchParams } = new URL(wishHref(wish), 'https://gatehouse.example.com')
  expect(pathname).toBe('/')
  expect(readWish(Object.fromEntries(searchParams))).toEqual(wish)
})

test('nothing proposed is the start page alone', () => {
  expect(wishHref(readWish({}))).toBe('/')
})
