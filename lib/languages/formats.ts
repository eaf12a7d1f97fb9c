import type { Language } from './languages.ts'

/** "22 Nov 2026": the day of a moment, in UTC. */
export function dayIn(language: Language, at: Date): string {
  return language === 'en' ? englishDay(at) : shortDays(language).format(at)
}

/** "22 November 2026": as `dayIn`, with the month in full. */
export function longDayIn(language: Language, at: Date): string {
  return longDays(language === 'en' ? 'en-GB' : language).format(at)
}

/** "3 hours ago", "in 12 days", "now". */
export function relativeTimeIn(language: Language, at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1_000)
  const [unit, unitSeconds] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
  return relativeTimes(language).format(Math.trunc(seconds / unitSeconds), unit)
}

/** "Germany". `english`: our own table's name, which is Amazon's. */
export function countryIn(language: Language, code: string, english: string): string {
  return language === 'en' ? english : (countries(language).of(code) ?? english)
}

/** "Germany, France". */
export function listIn(language: Language, names: readonly string[]): string {
  return names.join(separators[language] ?? ', ')
}

/** In the order in which readers of the language expect it. */
export function compareIn(language: Language): (one: string, other: string) => number {
  return collators(language).compare
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** As the dashboard writes it, whatever version of Unicode's data the browser and Node have. */
function englishDay(at: Date): string {
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`
}

const separators: Readonly<Partial<Record<Language, string>>> = { ja: '、', zh: '、', ar: '، ' }

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

const shortDays = onePerLanguage(
  (tag) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
)
const longDays = onePerLanguage((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }))
const relativeTimes = onePerLanguage((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }))
const countries = onePerLanguage((tag) => new Intl.DisplayNames([tag], { type: 'region' }))
const collators = onePerLanguage((tag) => new Intl.Collator(tag))

/** Formatters are slow to create. */
function onePerLanguage<Formatter>(create: (tag: string) => Formatter): (tag: string) => Formatter {
  const made = new Map<string, Formatter>()
  return (tag) => {
    const formatter = made.get(tag) ?? create(tag)
    made.set(tag, formatter)
    return formatter
  }
}
