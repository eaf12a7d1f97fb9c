import { createParser } from 'nuqs/server'
import { isRowId } from '#lib/row-id.ts'
import { isOneLine } from '#lib/storable-text.ts'

/*
 * The parameters in the URL of a list. A parser that returns null means the default: the URL may have passed through a
 * mail program, so a page never fails because of its parameters.
 */

const parameter = <T extends string>(isValid: (text: string) => text is T) =>
  createParser<T>({ parse: (text) => (isValid(text) ? text : null), serialize: String })

/** Text that matches `pattern`. */
export const matching = (pattern: RegExp) => parameter((text): text is string => pattern.test(text))

/** One of a few words. */
export const oneOf = <T extends string>(words: readonly T[]) =>
  parameter((text): text is T => (words as readonly string[]).includes(text))

/** Several of a few words, separated by commas. */
export const someOf = <T extends string>(words: readonly T[]) =>
  createParser<readonly T[]>({
    parse: (text) =>
      [...new Set(text.split(','))].filter((word): word is T => (words as readonly string[]).includes(word)),
    serialize: (chosen) => chosen.join(','),
    eq: (one, other) => one.join() === other.join(),
  }).withDefault([])

/** Words to search for. Postgres accepts no NUL, and control characters are never searched for. */
export const search = createParser({
  parse: (text) => (text.length <= 200 && isOneLine(text) ? text.trim() : null),
  serialize: String,
}).withDefault('')

/** Text to compare with; null for none. */
export const text = createParser<string>({
  parse: (written) =>
    written.length <= 300 && written.trim() !== '' && isOneLine(written) ? written.trim() : null,
  serialize: String,
})

/** The cursor that the previous page ended with. The server checks that the list made it. */
export const after = createParser({
  parse: (text) => (text.length <= 8_000 ? text : null),
  serialize: String,
})

/** A number of days, up to ten years. */
export const days = createParser<number>({
  parse: (written) => (/^[1-9]\d{0,3}$/.test(written) && Number(written) <= 3_650 ? Number(written) : null),
  serialize: String,
})

export const rowId = parameter((text): text is string => isRowId(text))

/** The row whose panel is open. */
export const openRow = matching(/^[\w-]{1,40}$/)

/** A day of this century, ISO 8601. */
export const day = parameter((text): text is string => {
  const at = /^20\d\d-\d\d-\d\d$/.test(text) ? new Date(text) : null
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
})
