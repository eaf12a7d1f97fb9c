import { describe, expect, test } from 'vitest'
import { gramsOf, mayMatch, neededWords } from '#lib/amazon/diagnosis/expression-filter.ts'
import { textSigns } from '#lib/amazon/diagnosis/signs/text-signs.ts'
import { measuredThreads, readThreads } from './threads/rounds-1-and-2.ts'
import { otherWords } from './variations/other-words.ts'

describe('finds the words that an expression needs', () => {
  test.each([
    [/access denied/, ['access denied']],
    [/Access Denied/i, ['access denied']],
    [/one|two|three/, ['one', 'two', 'three']],
    [/(?:not )?allowed/, ['allowed']],
    [/refresh_?token/, ['refresh']],
    [/colou?r scheme/, ['r scheme']],
    [/rotat(?:ed|ing)/, ['rotat']],
    [/(?<!not )working/, ['working']],
    [/error (?=code)/, ['error ']],
    [/a{3,}bcd/, ['bcd']],
    [/(?:abc)*defg/, ['defg']],
    [/(?:abc){2}de/, ['abc']],
    [/\bHTTP\/2\b/, ['http/2']],
    [/[)\]]text/, ['text']],
    [/品牌|ブランド/, ['品牌', 'ブランド']],
  ])('of %s', (expression, words) => {
    expect(neededWords(expression)).toEqual(words)
  })

  test.each([/\d{3}/, /a|word/, /.*/, /(?:one|\w)/, /[abc]{4}/, /x?y?z?/])(
    'can’t be said of %s',
    (expression) => {
      expect(neededWords(expression)).toBeNull()
    },
  )
})

test('never skips an expression that matches', () => {
  const told = Object.values(otherWords).flatMap((all) => all.map(([paste]) => paste))
  const texts = [...readThreads, ...measuredThreads].map(({ paste }) => paste).concat(told)
  const wrong = texts.flatMap((text) => {
    const grams = gramsOf(text)
    return Object.entries(textSigns)
      .filter(([, expression]) => expression.test(text) && !mayMatch(neededWords(expression), grams))
      .map(([sign]) => [sign, text])
  })
  expect(wrong).toEqual([])
})

test('skips most expressions for a text about something else', () => {
  const grams = gramsOf('The quick brown fox jumps over the lazy dog. 素早い茶色の狐')
  const run = Object.values(textSigns).filter((expression) => mayMatch(neededWords(expression), grams))
  expect(run.length).toBeLessThan(10)
})
