/** A language of sellers' pages and emails. */
export type Language = 'en' | 'de' | 'fr' | 'es' | 'it' | 'ja' | 'zh' | 'ar'

export interface LanguageFacts {
  /** For `lang` in HTML (BCP 47). */
  readonly tag: string
  readonly direction: 'ltr' | 'rtl'
  /** The language's name in that language. */
  readonly name: string
}

export const defaultLanguage: Language = 'en'

/** The languages of sellers' pages, in the order of the menu. */
export const languages: Readonly<Record<Language, LanguageFacts>> = {
  en: { tag: 'en', direction: 'ltr', name: 'English' },
  de: { tag: 'de', direction: 'ltr', name: 'Deutsch' },
  fr: { tag: 'fr', direction: 'ltr', name: 'Français' },
  es: { tag: 'es', direction: 'ltr', name: 'Español' },
  it: { tag: 'it', direction: 'ltr', name: 'Italiano' },
  ja: { tag: 'ja', direction: 'ltr', name: '日本語' },
  zh: { tag: 'zh-Hans', direction: 'ltr', name: '简体中文' },
  ar: { tag: 'ar', direction: 'rtl', name: 'العربية' },
}

export const languageCodes = Object.keys(languages) as readonly Language[]

/** Anything else, including a missing cookie, counts as no choice. */
export function parseLanguage(value: unknown): Language | null {
  return languageCodes.find((code) => code === value) ?? null
}

/** The supported language that a browser's `Accept-Language` prefers; the first one of equals. */
export function negotiateLanguage(header: string | null): Language | null {
  const wanted = (header ?? '')
    .split(',')
    .slice(0, mostRanges)
    .map(readRange)
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  for (const { range } of wanted) {
    const found = languageOf(range)
    if (found !== null) return found
  }
  return null
}

/** Browsers send a handful. */
const mostRanges = 50

function readRange(part: string): { readonly range: string; readonly weight: number } {
  const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  return { range, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 }
}

/**
 * The language for a range such as `de-AT`. We don't have Traditional Chinese, so its reader's next preference decides.
 */
function languageOf(range: string): Language | null {
  if (/^zh-(?!hans\b)(?:hant|tw|hk|mo)\b/.test(range)) return null
  return parseLanguage(range.split('-', 1)[0])
}
