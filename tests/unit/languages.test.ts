import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogs } from '#lib/languages/catalogs.ts'
import { compareIn, countryIn, dayIn, listIn, longDayIn, relativeTimeIn } from '#lib/languages/formats.ts'
import { isolate } from '#lib/languages/isolate.ts'
import { languageCodes, negotiateLanguage, parseLanguage } from '#lib/languages/languages.ts'
import { textIn } from '#lib/languages/text.ts'
import { translateWording, wordingIn } from '#lib/languages/wording.ts'

describe('Accept-Language', () => {
  test.each<[string | null, string | null]>([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['pt-BR,pt;q=0.9,es;q=0.5,en;q=0.4', 'es'],
    ['en;q=0.2, ja;q=0.9', 'ja'],
    ['fr;q=0, it', 'it'],
    ['nl, en-GB;q=0.5', 'en'],
    ['zh-CN', 'zh'],
    ['zh-Hans-HK', 'zh'],
    ['zh-TW,zh;q=0.9,en-US;q=0.8', 'zh'],
    ['zh-TW,en-US;q=0.8', 'en'],
    ['AR-sa', 'ar'],
    ['nl, pl', null],
    ['*', null],
    ['', null],
    [null, null],
  ])('%s asks for %s', (header, language) => {
    expect(negotiateLanguage(header)).toBe(language)
  })

  test('any header yields one of our languages or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (header) => {
        const found = negotiateLanguage(header)
        expect(found === null || languageCodes.includes(found)).toBe(true)
      }),
    )
  })
})

test('only our codes are languages', () => {
  expect(['en', 'ar', 'EN', 'xx', '', null, 7, 'constructor'].map(parseLanguage)).toEqual([
    ...['en', 'ar'],
    ...[null, null, null, null, null, null],
  ])
})

test('days are written as readers of the language write them, with Latin digits', () => {
  const at = new Date('2026-09-22T23:59:00Z')
  expect(languageCodes.map((language) => dayIn(language, at))).toEqual([
    ...['22 Sep 2026', '22. Sept. 2026', '22 sept. 2026', '22 sept 2026', '22 set 2026'],
    ...['2026年9月22日', '2026年9月22日', '22 سبتمبر 2026'],
  ])
  expect(longDayIn('en', at)).toBe('22 September 2026')
  expect(longDayIn('es', at)).toBe('22 de septiembre de 2026')
})

test('the countries where a seller sells are counted and listed as readers of the language write it', () => {
  const inWords = (language: (typeof languageCodes)[number], ...codes: readonly string[]) => {
    const names = codes.map((code) => countryIn(language, code, code === 'DE' ? 'Germany' : 'France'))
    return textIn(language, 'finish')('countries', { count: names.length, names: listIn(language, names) })
  }
  expect(inWords('en', 'DE')).toBe('1 country: Germany')
  expect(inWords('en', 'DE', 'FR')).toBe('2 countries: Germany, France')
  expect(inWords('de', 'DE', 'FR')).toBe('2 Länder: Deutschland, Frankreich')
  expect(inWords('ja', 'DE', 'FR')).toBe('2か国：ドイツ、フランス')
})

test('a past time is rounded toward now', () => {
  const now = new Date('2026-11-29T12:00:00Z')
  const ago = (minutes: number) => relativeTimeIn('de', new Date(now.getTime() - minutes * 60_000), now)
  expect([0, 5, 119, 60 * 24].map(ago)).toEqual(['jetzt', 'vor 5 Minuten', 'vor 1 Stunde', 'gestern'])
})

test('countries have the names and the order of the language; English keeps Amazon’s names', () => {
  expect(countryIn('en', 'TR', 'Turkey')).toBe('Turkey')
  expect(countryIn('de', 'GB', 'United Kingdom')).toBe('Vereinigtes Königreich')
  expect(countryIn('ja', 'AE', 'United Arab Emirates')).toBe('アラブ首長国連邦')
  expect(['Österreich', 'Polen', 'Ägypten'].toSorted(compareIn('de'))).toEqual([
    'Ägypten',
    'Österreich',
    'Polen',
  ])
})

test('names are isolated in right-to-left text', () => {
  expect(isolate('ar', { name: 'Acme', count: 2 })).toEqual({ name: '\u2068Acme\u2069', count: 2 })
  expect(isolate('de', { name: 'Acme' })).toEqual({ name: 'Acme' })
  expect(textIn('ar', 'finish')('connected', { name: 'Acme!' })).toBe('تم ربط \u2068Acme!\u2069')
})

const choosers = languageCodes.flatMap((language) =>
  Array.from(JSON.stringify(catalogs[language]).matchAll(/\{(\w+), select,/g), ([, name]) => name),
)

test('a placeholder that chooses between wordings is never isolated', () => {
  expect(choosers.length).toBeGreaterThan(0)
  expect(new Set(choosers)).toEqual(new Set(['kind']))
  for (const language of languageCodes) {
    const open = (kind: string) =>
      textIn(language, 'unfinished')('open', { kind, name: 'Acme', country: 'X' })
    expect(new Set(['renewal', 'country', 'other'].map(open)).size, language).toBe(3)
    expect(open('renewal'), language).toContain('Acme')
  }
})

test('Arabic chooses among its plural forms', () => {
  const life = (hours: number) => textIn('ar', 'emails')('resetLife', { hours })
  expect([1, 2, 3, 24].map(life).map((text) => text.split('.')[0])).toEqual([
    'يعمل الرابط مرة واحدة فقط، لمدة ساعة واحدة',
    'يعمل الرابط مرة واحدة فقط، لمدة ساعتين',
    'يعمل الرابط مرة واحدة فقط، لمدة 3 ساعات',
    'يعمل الرابط مرة واحدة فقط، لمدة 24 ساعة',
  ])
})

test('errors are translated into each language, and those for operators stay English', () => {
  expect(wordingIn('fr', 'too_many_tries')).toEqual({
    title: 'Trop de tentatives',
    next: 'Attendez un quart d’heure et réessayez.',
  })
  expect(wordingIn('fr', 'person_not_found').title).toBe('Person not found')
  expect(wordingIn('en', 'application_retired').title).toBe('This application is no longer in use')
})

test('the explanations of Amazon’s error pages are translated, and an unknown sentence stays', () => {
  const told = translateWording('it', { title: 'This connection has expired', next: 'No such sentence.' })
  expect(told).toEqual({ title: 'Questo collegamento è scaduto', next: 'No such sentence.' })
  expect(translateWording('en', told)).toEqual(told)
})
