import { hash, parseOptions, verify } from '@node-rs/argon2'
import { Secret } from '../secret.ts'
import { createSemaphore } from '../semaphore.ts'
import { randomToken } from './random.ts'

/** Argon2id (the package's default kind) with 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Each hash takes 19 MiB and a thread of libuv's four, which files and name look-ups need, too. */
const hashing = createSemaphore({ limit: () => 2, maxWaiting: 64 })

/** The hash of a password in PHC form. Throws `busy` when too many are waiting. */
export function hashPassword(password: Secret): Promise<string> {
  return hashing.run(() => hash(bytesOf(password), cost))
}

let decoy: Promise<string> | undefined

/** Null stands for a person who does not exist: takes as long as for one who does, and is never right. */
export async function isPasswordRight(passwordHash: string | null, password: Secret): Promise<boolean> {
  decoy ??= hashPassword(new Secret(randomToken()))
  const known = passwordHash ?? (await decoy)
  const right = await hashing.run(() => verify(known, bytesOf(password)))
  return right && passwordHash !== null
}

/** Was it made at another cost than ours of today? Then hash again when the password is next at hand. */
export function isHashOutdated(passwordHash: string): boolean {
  const made = parseOptions(passwordHash)
  return (
    made.memoryCost !== cost.memoryCost ||
    made.timeCost !== cost.timeCost ||
    made.parallelism !== cost.parallelism
  )
}

/** Keyboards differ in how they compose é; the password is the same. */
function bytesOf(password: Secret): Buffer {
  return Buffer.from(password.expose().normalize('NFC'))
}
