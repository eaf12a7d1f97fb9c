import 'server-only'
import { cookies, headers } from 'next/headers'
import { z } from 'zod'
import type { Draft } from '#components/people/draft.ts'
import { getServices } from './services.ts'

const lifeSeconds = 30 * 60
/** Of the cookie; a browser takes 4,096 bytes with its name. */
const longest = 3_500

const shape = z.strictObject({ path: z.string(), values: z.record(z.string(), z.string()) })

/** The page that is asked for, as `proxy.ts` writes it down: path and query. */
export async function askedPath(): Promise<string> {
  return (await headers()).get('x-gatehouse-path') ?? '/'
}

/** Keeps what was typed into a form of this page, for when its sender comes back. Never a password. */
export async function keepDraft(values: Draft['values']): Promise<void> {
  const path = pathOf(await askedPath())
  const texts = [values, {}].map((kept) => Buffer.from(JSON.stringify({ path, values: kept })))
  const text = texts.map((bytes) => bytes.toString('base64url')).find(({ length }) => length <= longest)
  if (text !== undefined) (await cookies()).set({ ...cookie(), value: text, maxAge: lifeSeconds })
}

/** What this browser's person typed before they were asked to sign in; null for nothing. */
export async function readDraft(): Promise<Draft | null> {
  const text = (await cookies()).get(cookie().name)?.value
  if (text === undefined) return null
  try {
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    // Not written by us: nothing was typed.
    return null
  }
}

/** The form is sent again, with whatever its sender made of it. */
export async function dropDraft(): Promise<void> {
  const draft = await readDraft()
  if (draft?.path === pathOf(await askedPath())) (await cookies()).delete(cookie())
}

function pathOf(address: string): string {
  return address.split('?', 1)[0] ?? ''
}

function cookie() {
  const secure = getServices().settings.appUrl.startsWith('https://')
  const name = `${secure ? '__Host-' : ''}gatehouse.draft`
  return { name, httpOnly: true, secure, sameSite: 'lax', path: '/' } as const
}
