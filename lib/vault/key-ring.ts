import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Secret } from '../secret.ts'

export interface KeyRing {
  /** Part of what every sealed text is bound to, so that one from another environment can't be opened. */
  readonly environment: string
  /** New texts are sealed with this key. */
  readonly currentId: string
  readonly keys: ReadonlyMap<string, KeyObject>
}

/** The first key seals; all of them open. Keys are 32 bytes in base64url. */
export function createKeyRing(
  environment: string,
  entries: readonly { readonly id: string; readonly key: Secret }[],
): KeyRing {
  const [current] = entries
  if (current === undefined) throw new TypeError('a key ring needs at least one key')
  const keys = entries.map(
    ({ id, key }) => [id, createSecretKey(Buffer.from(key.expose(), 'base64url'))] as const,
  )
  return { environment, currentId: current.id, keys: new Map(keys) }
}
