import type { Context } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { isVaultError } from '../errors.ts'
import { seals } from '../seals.ts'
import { Secret } from '../secret.ts'
import type { Services } from '../services.ts'
import { deleteDraft, findDraft, putDraft } from '../store/drafts.ts'
import { findSession } from '../store/people/sessions.ts'
import { digest } from '../vault/digest.ts'
import { open, seal } from '../vault/seal.ts'
import { requirePerson } from './sessions.ts'

/** The values of a form whose session had ended when it was submitted. */
export interface Draft {
  /** Path of the page with the form. */
  readonly path: string
  readonly values: Readonly<Record<string, string>>
  /** What the page wrote into the form, such as ids: they tell forms with the same fields apart. */
  readonly hidden?: Readonly<Record<string, string>>
}

/** How long a draft waits for its sender. */
export const draftLifeMs = 30 * 60_000

/**
 * Stores it for the owner of the session, even if the session has ended: its token only proves that the form was
 * theirs. Replaces an earlier draft of theirs. Returns whether it was stored: not for an unknown token.
 */
export async function keepDraft(
  { db, keyRing, realNow }: Services,
  sessionToken: Secret,
  draft: Draft,
): Promise<boolean> {
  const found = await findSession(db, digest(sessionToken.expose()))
  if (found === null) return false
  const personId = found.person.id
  const sealed = seal(keyRing, new Secret(JSON.stringify(draft)), seals.draft.sealed({ personId }))
  await putDraft(autocommit(db), { personId, sealed, keptAt: realNow() })
  return true
}

/** The draft of the person who is signed in; null if there isn't one. */
export async function readDraft(ctx: Context): Promise<Draft | null> {
  const { personId } = requirePerson(ctx)
  const sealed = await findDraft(ctx.db, personId, new Date(ctx.realNow().getTime() - draftLifeMs))
  if (sealed === null) return null
  try {
    return JSON.parse(open(ctx.keyRing, sealed, seals.draft.sealed({ personId })).expose())
  } catch (error) {
    // Its key was removed within the half hour.
    if (isVaultError(error)) return null
    throw error
  }
}

/** Deletes the draft of this page. Returns whether there was one. */
export async function dropDraft(ctx: Context, path: string): Promise<boolean> {
  const { personId } = requirePerson(ctx)
  if ((await readDraft(ctx))?.path !== path) return false
  await deleteDraft(autocommit(ctx.db), personId)
  return true
}
