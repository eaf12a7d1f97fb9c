import type { Context, Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { insertEarlierPassword, listEarlierPasswords } from '../store/people/earlier-passwords.ts'
import { forgetFailures, type PersonRow, setPasswordHash } from '../store/people/people.ts'
import { isPasswordRight } from '../vault/password.ts'
import { newId } from '../vault/random.ts'
import { forgetTries } from './throttle.ts'

/** The current one and the previous ones: Amazon's Data Protection Policy asks for ten. */
export const rememberedPasswords = 10

export async function requireUnusedPassword(
  ctx: Context,
  { id, passwordHash }: Pick<PersonRow, 'id' | 'passwordHash'>,
  wanted: Secret,
): Promise<void> {
  const earlier = await listEarlierPasswords(ctx.db, id, rememberedPasswords - 1)
  for (const hash of [passwordHash, ...earlier])
    if (hash !== null && (await isPasswordRight(hash, wanted))) throw new AppError('password_used_before')
}

/**
 * Runs in the caller's transaction, which has locked the person's row: sets another password, unlocks it, and forgets
 * wrong tries.
 */
export async function replacePassword(
  tx: Tx,
  { id, email, passwordHash: previous }: Pick<PersonRow, 'id' | 'email' | 'passwordHash'>,
  passwordHash: string,
): Promise<void> {
  await setPasswordHash(tx.db, id, passwordHash)
  await forgetFailures(tx.db, id)
  await forgetTries(tx, email)
  if (previous === null) return
  const row = { id: newId(), personId: id, passwordHash: previous, replacedAt: tx.realNow() }
  await insertEarlierPassword(tx.db, row, rememberedPasswords - 1)
}
