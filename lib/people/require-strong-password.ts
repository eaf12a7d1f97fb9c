import { AppError } from '../errors.ts'
import type { Secret } from '../secret.ts'

export const shortestPassword = 12
const most = 128
/** A score of zxcvbn's, from 0 to 4: at least 10^8 guesses. */
const leastScore = 3
/** Only this many characters are checked: 128 characters of l33t would block the process for most of a second. */
const mostChecked = 40

/**
 * `about` are words that a guesser of this person's password would try first. No rules of composition: NIST SP 800-63B,
 * 3.1.1.2.
 */
export async function requireStrongPassword(password: Secret, about: readonly string[]): Promise<void> {
  const text = password.expose().normalize('NFC')
  const { length } = [...text]
  if (length < shortestPassword) throw new AppError('password_too_short')
  if (length > most) throw new AppError('password_too_long')
  const zxcvbn = await loadZxcvbn()
  const words = about
    .flatMap(variants)
    .map((word) => word.slice(0, mostChecked))
    .filter((word) => word.length > 2)
  if (zxcvbn.check(text, words).score < leastScore) throw new AppError('password_too_common')
}

/** As a whole, in one word, and word by word. */
function variants(phrase: string): string[] {
  const parts = phrase.split(/[^\p{L}\p{N}]+/u)
  return [phrase, parts.join(''), ...parts]
}

let loading: ReturnType<typeof load> | undefined

/** Loaded on first use: its dictionaries take 20 MB, which a process that sets no password can do without. */
function loadZxcvbn() {
  loading ??= load()
  return loading
}

async function load() {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core')
  const { adjacencyGraphs, dictionary } = await import('@zxcvbn-ts/language-common')
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: mostChecked })
}
