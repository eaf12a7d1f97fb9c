import { createHash, createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { Secret } from '../secret.ts'

/**
 * SHA-256 in base64url. For values of at least 112 random bits only (NIST SP 800-63B, 3.1.2): it has no salt and no
 * cost.
 */
export function digest(value: string): string {
  return hash('sha256', value, 'base64url')
}

/** SHA-256 in hexadecimal digits, of what is no secret: everybody may repeat it. */
export function checksum(text: string): string {
  return hash('sha256', text, 'hex')
}

/** SHA-256 of what comes in parts, in hexadecimal digits. */
export function createRunningDigest(): { update(part: Uint8Array): void; end(): string } {
  const running = createHash('sha256')
  return { update: (part) => void running.update(part), end: () => running.digest('hex') }
}

/** HMAC-SHA-256 in base64url: without the key, a guessed value can't be verified. */
export function keyedDigest(key: Secret, value: Secret): string {
  return createHmac('sha256', key.expose()).update(value.expose()).digest('base64url')
}

/** A key of 256 bits in base64 for one purpose, which tells nothing about the secret or about its other keys. */
export function deriveKey(secret: Secret, purpose: string): string {
  return createHmac('sha256', secret.expose()).update(purpose).digest('base64')
}

/** Compares two digests in constant time, so that the time taken doesn't tell how much of one was right. */
export function sameDigest(left: string | null, right: string | null): boolean {
  if (left === null || right === null) return false
  const a = Buffer.from(left)
  const b = Buffer.from(right)
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Whether both hold the same secret, compared in constant time. A missing secret equals nothing. */
export function sameSecret(left: Secret | null, right: Secret | null): boolean {
  return left !== null && right !== null && sameDigest(digest(left.expose()), digest(right.expose()))
}
