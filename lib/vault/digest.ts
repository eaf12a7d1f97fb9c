import { hash, timingSafeEqual } from 'node:crypto'

/** SHA-256 in base64url. For values of at least 128 random bits only: it has no salt and no cost. */
export function digest(value: string): string {
  return hash('sha256', value, 'base64url')
}

/** Compares in constant time. */
export function sameDigest(left: string, right: string): boolean {
  const a = Buffer.from(left)
  const b = Buffer.from(right)
  return a.length === b.length && timingSafeEqual(a, b)
}
