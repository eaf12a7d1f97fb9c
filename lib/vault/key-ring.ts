import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Secret } from '../secret.ts'

export interface KeyRing {
  /** Part of what every sealed text is bound to, so that one from another environment can't be opened. */
  readonly environment: string
  /** New texts are sealed with this key. */
  readonly currentId: string
  readonly keys: ReadonlyMap<string, KeyObject>
  /** By id: the ARN of the KMS key that wraps it where it is configured. Keys that nothing wraps are missing. */
  readonly wrappedBy: ReadonlyMap<string, string>
}

/** A key of the configuration, ready to be used. */
export interface KeyEntry {
  readonly id: string
  readonly key: Secret
  /** By AWS KMS, where it is configured. */
  readonly wrapped?: { readonly arn: string } | null
}

/** The first key seals; all of them open. Keys are 32 bytes in base64url. */
export function createKeyRing(environment: string, entries: readonly KeyEntry[]): KeyRing {
  const [current] = entries
  if (current === undefined) throw new TypeError('a key ring needs at least one key')
  const keys = entries.map(
    ({ id, key }) => [id, createSecretKey(Buffer.from(key.expose(), 'base64url'))] as const,
  )
  const wrappedBy = entries.flatMap(({ id, wrapped }) => (wrapped ? [[id, wrapped.arn] as const] : []))
  return { environment, currentId: current.id, keys: new Map(keys), wrappedBy: new Map(wrappedBy) }
}
