import { AppError } from '../errors.ts'
import { maskAndCut } from '../secret.ts'

const maxValueLength = 4_096
const maxParameters = 64
/** Limits unknown names, which could otherwise fill the database. */
const maxReported = 10

/** A query string, percent-decoded once. `+` stays `+`: only forms mean a space by it. */
export interface Query {
  /** The value, or null when absent or empty. Repeated, oversized or undecodable ones throw. */
  optional(name: string): string | null
  /** As `optional`, but absent throws `parameter_missing`. */
  required(name: string): string
  /** As `required`, but the value as it was sent, still percent-encoded: to be sent back byte for byte. */
  requiredAsSent(name: string): string
  /** The first names that are not among `known`: for records, which never contain their values. */
  namesOtherThan(known: ReadonlySet<string>): string[]
}

/** Reads a raw query string, with or without its question mark. */
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

  const asSent = (name: string): string => {
    const [first, second] = pairs.filter((pair) => pair.name === name)
    if (second !== undefined) throw new AppError('parameter_repeated', { parameter: name })
    if (first !== undefined && first.value.length > maxValueLength)
      throw new AppError('parameter_too_long', { parameter: name })
    return first?.value ?? ''
  }
  const optional = (name: string): string | null => {
    const value = decode(asSent(name))
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
    requiredAsSent: (name) => {
      const value = asSent(name)
      if (value === '') throw new AppError('parameter_missing', { parameter: name })
      return escapeUnsafe(value)
    },
    namesOtherThan: (known) =>
      [...new Set(pairs.map((pair) => pair.name))]
        .filter((name) => !known.has(name))
        .slice(0, maxReported)
        .map((name) => maskAndCut(name, 64)),
  }
}

/**
 * Escapes characters that no browser sends unescaped, and `#`, which would end the query. In a raw request target, each
 * character stands for one byte.
 */
function escapeUnsafe(text: string): string {
  return text.replace(/[^\x21-\x7e]|["#<>]/g, (character) =>
    [...Buffer.from(character, 'latin1')].map((byte) => `%${hex(byte)}`).join(''),
  )
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0')
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
