import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { catalogs } from '#lib/languages/catalogs.ts'
import { type Language, languageCodes } from '#lib/languages/languages.ts'
import { messagesOf } from './messages.ts'

const root = join(import.meta.dirname, '../..')

/** Punctuation of Latin letters after a character of Chinese or Japanese. */
const halfWidth = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー}>] ?[:;?!,]/u

/**
 * What readers of a language would notice: punctuation that isn't theirs, familiar forms of address, and second names
 * for a thing that has one.
 */
const slips: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [words('main user')],
  de: [
    words('du', 'dich', 'dir', 'dein\\p{L}*', 'verbinde', 'öffne', 'wähle'),
    words('Hauptbenutzer', 'Verkaufskonto', 'Professional-Tarif', 'Einzelanbieter-Tarif', 'Ihre Erlaubnis'),
    /[«»”]|"/u,
  ],
  fr: [
    words('tu', 'ton', 'ta', 'tes', 'toi'),
    words('compte vendeur', 'plan individuel', 'plan professionnel', 'plan de vente'),
    /[^\u00a0][:;?!»]|«[^\u00a0]/u,
    /avant le \{/u,
  ],
  es: [
    words('tú', 'tu', 'tus', 'ti', 'contigo'),
    words('plan individual', 'plan profesional', 'plan de vendedor profesional'),
    /^[^¿]*\?|^[^¡]*!/u,
    /antes del \{/u,
  ],
  it: [
    words('tuo', 'tua', 'tuoi', 'tue', 'lei', 'al suo posto', 'la sua autorizzazione', 'suo unico'),
    words('account venditore', 'piano professionale', 'piano individuale'),
  ],
  ja: [
    halfWidth,
    /あなた|アマゾン|認可|(?:出品用|出品者|セラー)アカウント|プライマリユーザー|(?:ブラウザ|ユーザ|サーバ)(?!ー)/u,
    /(?:Seller|Vendor) Central|Amazon (?=[ぁ-ん])/u,
  ],
  zh: [halfWidth, /你|Amazon|续订|电子邮箱|(?<!（)(?:Seller|Vendor) Central/u, /\{date\} 之前续期/u],
  ar: [
    /\p{sc=Arabic} ?[?,;]|اً|Amazon/u,
    words('تحتاج أمازون', 'ترفض أمازون', 'تطلب أمازون', 'تعرض أمازون', 'تسمح أمازون'),
    /قبل \{da/u,
  ],
}

/** These words, whole and in small letters or large as they are written here. */
function words(...some: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${some.join('|')})(?!\\p{L})`, 'u')
}

/** Every text that sellers read in a language, except for the English errors. */
function textsIn(language: Language): readonly string[] {
  const messages = [...messagesOf(catalogs[language]).values()]
  if (language === 'en') return messages
  const file = readFileSync(join(root, `lib/languages/errors/${language}.json`), 'utf8')
  return [...messages, ...messagesOf(JSON.parse(file)).values()]
}

test.each(languageCodes)(
  'the texts in %s have its punctuation, one name for each thing, and polite forms',
  (language) => {
    const wrong = textsIn(language).filter((text) =>
      [...slips[language], / {2}|^\s|\s$/].some((slip) => slip.test(text)),
    )
    expect(wrong).toEqual([])
  },
)

test.each<[Language, string, string]>([
  ['de', 'Bitte verbinde unser Konto', 'Bitte unser Konto verbinden'],
  ['fr', 'Pas encore de compte ?', 'Pas encore de compte\u00a0?'],
  ['es', 'Tiene preguntas?', '¿Tiene preguntas?'],
  ['it', 'Confermi che è lei', 'Confermi che è Lei'],
  ['ja', '次: {name}', '次：{name}'],
  ['zh', '下次续期截止日期:{day}。', '下次续期截止日期：{day}。'],
  ['ar', 'هل لديك أسئلة?', 'هل لديك أسئلة؟'],
])('tells a slip in %s from the right form', (language, wrong, right) => {
  const isWrong = (text: string) => slips[language].some((slip) => slip.test(text))
  expect([isWrong(wrong), isWrong(right)]).toEqual([true, false])
})
