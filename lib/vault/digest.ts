import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { Secret } from '../secret.ts'

/** SHA-256 in base64url. For values of at least 128 random bits only: it has no salt and no cost. */
export function digest(value: string): string {
  return hash('sha256', value, 'base64url')
}

/** HMAC-SHA-256 in base64url: without the key, nobody can tell whether a value of theirs is the one. */
export function keyedDigest(key: Secret, value: Secret): string {
  return createHmac('sha256', key.expose()).update(value.expose()).digest('base64url')
}

/** Compares in constant time. */
export function sameDigest(left: string, right: string): boolean {
  const a = Buffer.from(left)
  const b = Buffer.from(right)
  return a.length === b.length && timingSafeEqual(a, b)
}
