import { describe, expect, test } from 'vitest'
import { accountKind } from '#components/connect/account-kind.ts'
import { type Language, languageCodes } from '#lib/languages/languages.ts'
import { textIn } from '#lib/languages/text.ts'

/** What each language calls a seller's account, and a vendor's. */
const accounts: Readonly<Record<Language, readonly [RegExp, RegExp]>> = {
  en: [/selling account/, /vendor account/],
  de: [/Verkäuferkonto/, /Vendor-Konto/],
  fr: [/compte de vente/, /compte fournisseur/],
  es: [/cuenta de vendedor/, /cuenta de proveedor/],
  it: [/account di vendita/, /account fornitore/],
  ja: [/販売アカウント/, /ベンダーアカウント/],
  zh: [/销售账户/, /供应商账户/],
  ar: [/حساب البيع/, /حساب المورّد/],
}

const startTexts = ['text', 'allow', 'confirmAsPrimary'] as const

describe.each(languageCodes)('the start page in %s', (language) => {
  const [selling, vendor] = accounts[language]
  const read = (partnerTypes: Parameters<typeof accountKind>[0]) => {
    const text = textIn(language, 'start')
    return startTexts.map((key) => text(key, { company: 'Acme Tools', kind: accountKind(partnerTypes) }))
  }

  test('names a vendor’s account to vendors, and a selling account to sellers', () => {
    for (const sentence of read(['vendor'])) {
      expect(sentence).toMatch(vendor)
      expect(sentence).not.toMatch(selling)
    }
    for (const sentence of read(['seller', 'seller'])) expect(sentence).toMatch(selling)
  })

  test('names neither where the visitor still chooses', () => {
    for (const sentence of read(['seller', 'vendor'])) {
      expect(sentence).not.toMatch(selling)
      expect(sentence).not.toMatch(vendor)
    }
  })

  test('the pages for both kinds name neither', () => {
    const told = [
      textIn(language, 'reauthorize')('sameAccount'),
      textIn(language, 'arrival')('title'),
      textIn(language, 'arrival')('text', { company: 'Acme Tools' }),
      textIn(language, 'arrival')('partner'),
    ]
    expect(told.filter((sentence) => selling.test(sentence))).toEqual([])
  })
})

test('asks vendors where they sell to Amazon', () => {
  expect(textIn('en', 'start')('where', { kind: accountKind(['vendor']) })).toBe(
    'Where do you sell to Amazon?',
  )
})
