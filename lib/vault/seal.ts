import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { VaultError } from '../errors.ts'
import { Secret } from '../secret.ts'
import type { KeyRing } from './key-ring.ts'

/** The place in the database where a sealed text belongs. It opens nowhere else. */
export interface Binding {
  readonly table: string
  readonly column: string
  readonly rowId: string
}

const ivBytes = 12
const tagBytes = 16

/**
 * Seals a secret with the ring's current key: `v1.<kid>.<iv>.<ciphertext>.<tag>`, AES-256-GCM with a random IV.
 * 96 random bits stay safe for 2^32 texts of one key (NIST SP 800-38D, 8.3).
 */
export function seal(ring: KeyRing, secret: Secret, binding: Binding): string {
  const key = ring.keys.get(ring.currentId)
  if (key === undefined) throw new VaultError('no_such_key')
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
  cipher.setAAD(boundTo(ring, ring.currentId, binding))
  const ciphertext = Buffer.concat([cipher.update(secret.expose(), 'utf8'), cipher.final()])
  return [
    'v1',
    ring.currentId,
    ...[iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url')),
  ].join('.')
}

/** Opens what `seal` made for the same binding. Every failure is the same VaultError: no oracle. */
export function open(ring: KeyRing, sealed: string, binding: Binding): Secret {
  const [version, keyId = '', ...parts] = sealed.split('.')
  const [iv, ciphertext, tag] = parts.map((part) => Buffer.from(part, 'base64url'))
  const key = ring.keys.get(keyId)
  // Base64url has several spellings of the same bytes; only ours is taken, so that every changed character shows.
  const spelling = [iv, ciphertext, tag].map((part) => part?.toString('base64url')).join('.')
  if (
    version !== 'v1' ||
    spelling !== parts.join('.') ||
    !key ||
    !iv ||
    !ciphertext ||
    tag?.length !== tagBytes
  ) {
    throw new VaultError('cannot_open')
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
    decipher.setAAD(boundTo(ring, keyId, binding))
    decipher.setAuthTag(tag)
    return new Secret(Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8'))
  } catch {
    throw new VaultError('cannot_open')
  }
}

/** Lengths in front, so that no two bindings give the same bytes. */
function boundTo(ring: KeyRing, keyId: string, { table, column, rowId }: Binding): Buffer {
  return Buffer.from(
    [ring.environment, table, column, rowId, keyId].map((part) => `${part.length}:${part}`).join(','),
  )
}
