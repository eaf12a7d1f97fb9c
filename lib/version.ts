import { AppError } from './errors.ts'
import { checksum } from './vault/digest.ts'

/** Names the stored values that a form shows, so that saving it can't undo a change that it never showed. */
export function versionOf(stored: object): string {
  return checksum(JSON.stringify(stored)).slice(0, 32)
}

/** Throws `settings_changed` unless `seenAt` is the version of these values. Null: the caller hasn't seen any. */
export function requireVersion(seenAt: string | null, stored: object): void {
  if (seenAt !== null && seenAt !== versionOf(stored)) throw new AppError('settings_changed')
}
