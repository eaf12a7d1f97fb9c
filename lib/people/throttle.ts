import type { Context, Tx } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { AppError } from '../errors.ts'
import { countTry, deleteWindows, uncountTry } from '../store/people/throttle.ts'
import { type LimitName, limits } from './limits.ts'

/**
 * Counts one try of `subject` at a limit (an address, unless the limit is by something else). Throws the limit's
 * code with `retryAfterS` once the window is full.
 */
export async function allow(
  ctx: Context,
  name: LimitName,
  subject = addressSubject(ctx.address),
): Promise<void> {
  const { tries, windowMs, code } = limits[name]
  const now = ctx.realNow()
  const { count, windowEndsAt } = await countTry(
    autocommit(ctx.db),
    keyOf(name, subject),
    now,
    new Date(now.getTime() + windowMs),
  )
  if (count <= tries) return
  const retryAfterS = Math.max(1, Math.ceil((windowEndsAt.getTime() - now.getTime()) / 1000))
  throw new AppError(code, { limit: name, retryAfterS, first: count === tries + 1 })
}

/** As `allow`, but without an error. False once the window is full. */
export async function isWithin(ctx: Context, name: LimitName, subject: string): Promise<boolean> {
  const { tries, windowMs } = limits[name]
  const now = ctx.realNow()
  const ends = new Date(now.getTime() + windowMs)
  const { count } = await countTry(autocommit(ctx.db), keyOf(name, subject), now, ends)
  return count <= tries
}

/** Refunds the try that `allow` counted, because it was correct. */
export function refundTry(
  ctx: Context,
  name: LimitName,
  subject = addressSubject(ctx.address),
): Promise<void> {
  return uncountTry(autocommit(ctx.db), keyOf(name, subject))
}

/** Lets a person try again before their windows end. */
export async function forgetTries(tx: Tx, email: string): Promise<void> {
  await deleteWindows(tx.db, [keyOf('sign-in.account', email)], `${keyOf('sign-in.own-address', email)} `)
}

/** Anyone with one IPv6 address has 2^64 of them: they count together. */
export function addressSubject(address: string | null): string {
  if (address === null) return 'unknown'
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  const groups = [...front, ...zeros, ...back].map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
  return `${groups.slice(0, 4).join(':')}::/64`
}

function keyOf(name: LimitName, subject: string): string {
  return `${name} ${subject}`
}
