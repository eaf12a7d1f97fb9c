import { autocommit } from '../database/pool.ts'
import { isVaultError } from '../errors.ts'
import { seals } from '../seals.ts'
import { Secret } from '../secret.ts'
import type { Services } from '../services.ts'
import { insertKeyCanary, type KeyCanaryRow, listKeyCanaries } from '../store/key-canaries.ts'
import type { KeyRing } from '../vault/key-ring.ts'
import { open, seal } from '../vault/seal.ts'

const canary = new Secret('gatehouse canary')

/**
 * Compares the key ring with the keys that sealed this database. Returns the faults, one sentence each; an empty list
 * means that everything can be opened, and that every key has left its canary. A ring with a fault leaves none: the
 * fixed ring must not need a key that never sealed anything.
 */
export async function checkKeys(services: Pick<Services, 'db' | 'keyRing' | 'now'>): Promise<string[]> {
  const { db, keyRing, now } = services
  const faults = checkCanaries(keyRing, await listKeyCanaries(db))
  if (faults.length > 0) return faults
  for (const keyId of keyRing.keys.keys()) {
    const sealed = seal({ ...keyRing, currentId: keyId }, canary, seals.keyCanary.sealed({ keyId }))
    await insertKeyCanary(autocommit(db), { keyId, sealed, createdAt: now() })
  }
  // Checked again: another process, with another key of the same name, may have been first.
  return checkCanaries(keyRing, await listKeyCanaries(db))
}

/** As `checkKeys`, with the keys that sealed a database, and without writing anything. */
export function checkCanaries(
  keyRing: KeyRing,
  canaries: readonly Pick<KeyCanaryRow, 'keyId' | 'sealed' | 'retiredAt'>[],
): string[] {
  return canaries.flatMap(({ keyId, sealed, retiredAt }) => {
    if (retiredAt !== null) {
      if (keyId !== keyRing.currentId) return []
      return [
        `The key ${keyId} was retired on ${retiredAt.toISOString().slice(0, 10)}, but is still the first one in GATEHOUSE_KEYS. Put another key first.`,
      ]
    }
    if (!keyRing.keys.has(keyId)) {
      return [
        `GATEHOUSE_KEYS lacks the key ${keyId}, which sealed values of this database. Put it back, after the new one.`,
      ]
    }
    try {
      open(keyRing, sealed, seals.keyCanary.sealed({ keyId }))
      return []
    } catch (error) {
      if (!isVaultError(error)) throw error
      return [
        `The key ${keyId} of GATEHOUSE_KEYS isn't the one that sealed this database, or GATEHOUSE_ENVIRONMENT has changed.`,
      ]
    }
  })
}
