import 'server-only'
import { cookies } from 'next/headers'
import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import * as drafts from '#lib/people/drafts.ts'
import { askedPath } from '../area.ts'
import { ownCookie } from '../own-cookie.ts'
import { readLastSessionToken } from '../people/session-cookie.ts'
import { getServices } from '../services.ts'
import { logUnexpected } from './to-user-error.ts'

/** The cookie's maximum size; browsers accept 4,096 bytes including the name. */
const longest = 3_500

/**
 * Stored in the browser: where someone was signed out, and whether they had typed something. The text itself is stored
 * in a row.
 */
const shape = z.strictObject({ path: z.string(), hasTyped: z.boolean() })

const cookie = () => ownCookie('gatehouse.draft')

export type Interruption = z.output<typeof shape>

/** A form's fields as they were sent, without its passwords and tokens. */
export type Sent = Required<Pick<drafts.Draft, 'values' | 'hidden'>>

/** Stores the values typed into a form of this page until its sender comes back. Never a password. */
export async function keepDraft({ values, hidden }: Sent): Promise<void> {
  const path = pathOf(await askedPath())
  // An empty value counts: it may be a box that was unticked.
  const hasTyped = Object.keys(values).length > 0 && (await keepForLastSession({ path, values, hidden }))
  const value = Buffer.from(JSON.stringify({ path, hasTyped } satisfies Interruption)).toString('base64url')
  const { name, options } = cookie()
  if (value.length <= longest)
    (await cookies()).set(name, value, { ...options, maxAge: drafts.draftLifeMs / 1_000 })
}

/** Returns where this browser's person was signed out while they sent a form; null when they weren't. */
export async function readInterruption(): Promise<Interruption | null> {
  const text = (await cookies()).get(cookie().name)?.value
  if (text === undefined) return null
  try {
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    // Not set by us.
    return null
  }
}

/** Its sender submits the form again, changed or not. */
export async function dropDraft(ctx: Context): Promise<void> {
  const interruption = await readInterruption()
  const path = pathOf(await askedPath())
  if (interruption?.path !== path || ctx.actor.kind === 'visitor') return
  const isTheirs = await drafts.dropDraft(ctx, path)
  // Another person's stays.
  if (isTheirs || !interruption.hasTyped)
    (await cookies()).delete({ name: cookie().name, ...cookie().options })
}

/** For the person who was last signed in here. */
async function keepForLastSession(draft: drafts.Draft): Promise<boolean> {
  const token = await readLastSessionToken()
  if (token === null) return false
  try {
    return await drafts.keepDraft(getServices(), token, draft)
  } catch (error) {
    logUnexpected(error)
    return false
  }
}

function pathOf(address: string): string {
  return address.split('?', 1)[0] ?? ''
}
