import { createHmac, type KeyObject } from 'node:crypto'
import { VaultError } from '../errors.ts'
import { sameDigest } from './digest.ts'
import type { KeyRing } from './key-ring.ts'

/** Proves that an archive was made with this key. */
export interface ArchiveMac {
  readonly keyId: string
  /** HMAC-SHA-256 in base64url. */
  readonly mac: string
}

/** Authenticates an archive by its digest, with the key that seals. The key of the MAC is used for nothing else. */
export function authenticateArchive(ring: KeyRing, digest: string): ArchiveMac {
  const key = ring.keys.get(ring.currentId)
  if (key === undefined) throw new VaultError('no_such_key')
  return { keyId: ring.currentId, mac: macOf(ring, key, digest) }
}

/** `unknown`: the ring lacks the key. `altered`: the archive, or the key of that name, is another one. */
export function checkArchiveMac(
  ring: KeyRing,
  digest: string,
  { keyId, mac }: ArchiveMac,
): 'authentic' | 'altered' | 'unknown' {
  const key = ring.keys.get(keyId)
  if (key === undefined) return 'unknown'
  return sameDigest(macOf(ring, key, digest), mac) ? 'authentic' : 'altered'
}

function macOf({ environment }: KeyRing, key: KeyObject, digest: string): string {
  const own = createHmac('sha256', key).update(`gatehouse archive of ${environment}`).digest()
  return createHmac('sha256', own).update(digest).digest('base64url')
}
