import { randomBytes } from 'node:crypto'
import { Secret } from '../secret.ts'
import { digest } from './digest.ts'
import { randomToken } from './random.ts'

/** The parts of the key that a program presents: the public part finds the row, the digest proves the key. */
export interface PresentedKey {
  readonly prefix: string
  readonly digest: string
}

const shape = /^ghk_[0-9a-f]{12}_[\w-]{43}$/
const prefixLength = 'ghk_'.length + 12

/** `ghk_`, a public part of 12 characters, and 256 random bits. */
export function newApiKey(): PresentedKey & { readonly key: Secret } {
  return newSecretOf(`ghk_${randomBytes(6).toString('hex')}`)
}

/** Another key with the same public part. */
export function newSecretOf(prefix: string): PresentedKey & { readonly key: Secret } {
  const key = `${prefix}_${randomToken()}`
  return { key: new Secret(key), prefix, digest: digest(key) }
}

/** Null for what `newApiKey` can't have made. */
export function readApiKey(text: string): PresentedKey | null {
  return shape.test(text) ? { prefix: text.slice(0, prefixLength), digest: digest(text) } : null
}
