import 'server-only'
import { type Draft, readDraft as readOwnDraft } from '#lib/people/drafts.ts'
import { pageContext } from '../context.ts'
import { readInterruption } from './draft.ts'

/** The draft of a person who had to sign in again; null if they typed nothing, or somebody else did. */
export async function readDraft(): Promise<Draft | null> {
  if ((await readInterruption()) === null) return null
  const ctx = await pageContext()
  return ctx.actor.kind === 'visitor' ? null : readOwnDraft(ctx)
}
