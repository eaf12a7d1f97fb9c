import 'server-only'
import { redirect } from 'next/navigation'
import { paths } from '#components/paths.ts'
import type { Context } from '#lib/context.ts'
import { pageContext } from '../context.ts'

/** The context of a page that belongs to an account. A visitor signs in first and comes back to `path`. */
export async function requireAccount(path: string): Promise<Context> {
  const ctx = await pageContext()
  if (ctx.actor.kind === 'account') return ctx
  redirect(paths.signIn(path))
}
