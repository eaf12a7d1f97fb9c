import { describe, expect, test } from 'vitest'
import { gramsOf, occurs, searchFor } from '#lib/amazon/diagnosis/expression-filter.ts'
import { textSigns } from '#lib/amazon/diagnosis/signs/text-signs.ts'
import { measuredThreads, readThreads } from './threads/rounds-1-and-2.ts'

describe('finds what the expression finds', () => {
  const searches = Object.entries(textSigns).map(
    ([sign, expression]) => [sign, expression, searchFor(expression)] as const,
  )
  const threads = [...readThreads, ...measuredThreads].map(({ paste }) => paste)
  const mixtures = threads.map((paste, at) => `${paste.slice(at % 97)}\n${threads.at(-at)?.slice(0, 400)}`)

  test.each([
    ['threads', threads],
    ['mixtures of threads', mixtures],
    ['threads in capitals', threads.map((paste) => paste.toUpperCase())],
  ])('in %s', (_, texts) => {
    const wrong = texts.flatMap((text) => {
      const grams = gramsOf(text)
      return searches
        .filter(([, expression, search]) => occurs(search, grams) !== expression.test(text))
        .map(([sign]) => [sign, text])
    })
    expect(wrong).toEqual([])
  })
})

test.each([
  [/one|two (?:three|four)/, 'two four', true],
  [/one|two (?:three|four)/, 'four two', false],
  [/(["'])word\1|other/, '"word"', true],
  [/(a|b)cde\1|xyz/, 'acdeb', false],
  [/(?<!not )working|^done$/i, 'Done', true],
  [/品牌|ブランド登録/, '没有品牌', true],
  [/İstanbul|word/i, 'İ word', true],
])('searches for %s in “%s”', (expression, text, isFound) => {
  expect(occurs(searchFor(expression), gramsOf(text))).toBe(isFound)
})
