import type { CeremonyPurpose } from '#drizzle/schema.ts'
import type { Context } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { AppError } from '../errors.ts'
import { Secret } from '../secret.ts'
import { type CeremonyRow, consumeCeremony, insertCeremony } from '../store/people/ceremonies.ts'
import { digest } from '../vault/digest.ts'
import { newId, randomToken } from '../vault/random.ts'

/** Long enough to look for a security key. */
export const ceremonyLifeMs = 5 * 60_000

/** Kept by the browser until it answers, so that no other browser can. */
export interface Begun<Options> {
  readonly token: Secret
  readonly options: Options
}

/** Begins a ceremony. Returns the token for the browser's cookie. */
export async function beginCeremony(
  ctx: Context,
  purpose: CeremonyPurpose,
  { personId, challenge }: { readonly personId: string | null; readonly challenge: string | null },
  lifeMs = ceremonyLifeMs,
): Promise<Secret> {
  const token = randomToken()
  await insertCeremony(autocommit(ctx.db), {
    id: newId(),
    digest: digest(token),
    purpose,
    personId,
    challenge,
    expiresAt: new Date(ctx.realNow().getTime() + lifeMs),
  })
  return new Secret(token)
}

/**
 * Ends it, whether or not the answer is correct. Throws `ceremony_over` the second time, too late, and for another
 * purpose.
 */
export async function endCeremony(
  ctx: Context,
  purpose: CeremonyPurpose,
  token: Secret | null,
): Promise<CeremonyRow & { readonly challenge: string }> {
  const row =
    token === null
      ? null
      : await consumeCeremony(autocommit(ctx.db), digest(token.expose()), purpose, ctx.realNow())
  if (row === null || row.challenge === null) throw new AppError('ceremony_over')
  return { ...row, challenge: row.challenge }
}
