import { AppError } from '../errors.ts'
import { maskAndCut } from '../secret.ts'

const maxValueLength = 4_096
const maxParameters = 64
/** Of unknown names, so that nobody fills a database with them. */
const maxTold = 10

/** A query string, percent-decoded once. `+` stays `+`: `amazon_state` must go back byte for byte. */
export interface Query {
  /** The value, or null when absent or empty. Repeated, oversized or undecodable ones throw. */
  optional(name: string): string | null
  /** As `optional`, but absent throws `parameter_missing`. */
  required(name: string): string
  /** The first names that are not among `known`: to be recorded, never their values. */
  namesOtherThan(known: ReadonlySet<string>): string[]
}

/** Reads a raw query string, with or without its question mark. Throws AppError `parameter_…`. */
export function parseQuery(raw: string): Query {
  const pairs = raw
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...rest] = pair.split('=')
      return { name: decode(name) ?? '', value: rest.join('=') }
    })
  if (pairs.length > maxParameters) throw new AppError('parameter_too_long', { parameters: pairs.length })

  const optional = (name: string): string | null => {
    const found = pairs.filter((pair) => pair.name === name)
    const [first] = found
    if (first === undefined) return null
    if (found.length > 1) throw new AppError('parameter_repeated', { parameter: name })
    if (first.value.length > maxValueLength) throw new AppError('parameter_too_long', { parameter: name })
    const value = decode(first.value)
    if (value === null) throw new AppError('parameter_malformed', { parameter: name })
    return value === '' ? null : value
  }

  return {
    optional,
    required: (name) => {
      const value = optional(name)
      if (value === null) throw new AppError('parameter_missing', { parameter: name })
      return value
    },
    namesOtherThan: (known) =>
      [...new Set(pairs.map((pair) => pair.name))]
        .filter((name) => !known.has(name))
        .slice(0, maxTold)
        .map((name) => maskAndCut(name, 64)),
  }
}

function decode(text: string): string | null {
  try {
    const value = decodeURIComponent(text)
    return hasControlCharacter(value) ? null : value
  } catch {
    return null
  }
}

function hasControlCharacter(value: string): boolean {
  return /\p{Cc}/u.test(value)
}
