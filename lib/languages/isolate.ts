import { type Language, languages } from './languages.ts'

/** For the placeholders of a message. */
export type Values = Readonly<Record<string, string | number>>

/** The placeholder that chooses between the wordings of a message. It is never shown, so it must not be wrapped. */
const chooser = 'kind'

/** Whether a value becomes part of the visible text. */
export const isShown = (name: string, value: unknown): value is string =>
  typeof value === 'string' && name !== chooser

/**
 * In a right-to-left text, left-to-right names and addresses mustn't move the punctuation and words around them. These
 * characters do in a string what <bdi> does in HTML.
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
