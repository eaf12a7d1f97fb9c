import { type Language, languages } from './languages.ts'

/** For the placeholders of a message. */
export type Values = Readonly<Record<string, string | number>>

/** The placeholder that chooses between the wordings of a message. It is never shown, so nothing may be put around it. */
const chooser = 'kind'

/** Whether a value becomes a part of the text that people read. */
export const isShown = (name: string, value: unknown): value is string =>
  typeof value === 'string' && name !== chooser

/**
 * Where a text runs from right to left, names and addresses from left to right mustn't carry punctuation or other words
 * along. These characters do in a string what <bdi> does in HTML.
 */
export function isolate(language: Language, values: Values | undefined): Values | undefined {
  if (values === undefined || languages[language].direction === 'ltr') return values
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isShown(name, value) ? `\u2068${value}\u2069` : value,
    ]),
  )
}
