import { randomBytes } from 'node:crypto'
import { Secret } from '../secret.ts'
import { digest } from './digest.ts'

/** Crockford's base32: without the letters that look like digits. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const length = 24

/** 120 random bits, in groups of four. */
export function newRecoveryCode(): Secret {
  const characters = [...randomBytes(length)].map((byte) => alphabet[byte & 31])
  return new Secret((characters.join('').match(/.{4}/g) ?? []).join('-'))
}

/** The digest of a typed code; null for any other text. */
export function recoveryCodeDigest(typed: Secret): string | null {
  const code = typed.expose().toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1')
  return code.length === length && [...code].every((letter) => alphabet.includes(letter))
    ? digest(code)
    : null
}
