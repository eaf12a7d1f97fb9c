import { paths } from '#components/paths.ts'
import 'server-only'
import { forbidden, redirect } from 'next/navigation'
import { type Context, hasScope, type Scope } from '#lib/context.ts'
import { pageContext } from './context.ts'

export interface OperatorPage {
  readonly ctx: Context
  /** Whether to show controls that the use case would refuse. */
  readonly may: (scope: Scope) => boolean
}

/** Where a person whose role requires a second factor sets one up. */
const settingUp: ReadonlySet<string> = new Set([paths.ownProfile, paths.confirm()])

/** For every operator page: a visitor signs in and comes back to `path`. */
export async function operatorPage(path: string): Promise<OperatorPage> {
  const ctx = await pageContext()
  if (ctx.actor.kind === 'visitor') redirect(paths.signIn(path))
  if (ctx.actor.kind !== 'operator') forbidden()
  if (ctx.actor.lacksFactor && !settingUp.has(path.split('?', 1)[0] ?? '')) redirect(paths.ownProfile)
  return { ctx, may: mayOf(ctx) }
}

/** Whether the person has a scope. */
export function mayOf({ actor }: Context): OperatorPage['may'] {
  return (scope) => hasScope(actor, scope)
}
