import 'server-only'
import { type Draft, readDraft as readOwnDraft } from '#lib/people/drafts.ts'
import { pageContext } from './context.ts'
import { readInterruption } from './draft.ts'

/** What whoever is signed in typed before they had to sign in again; null for nothing, and for everybody else. */
export async function readDraft(): Promise<Draft | null> {
  if ((await readInterruption()) === null) return null
  const ctx = await pageContext()
  return ctx.actor.kind === 'visitor' ? null : readOwnDraft(ctx)
}
