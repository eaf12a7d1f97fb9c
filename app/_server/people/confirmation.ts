import 'server-only'
import type { Confirmation } from '#components/forms/form-state.ts'
import { paths } from '#components/paths.ts'
import type { Context } from '#lib/context.ts'
import { readConfirmationWays } from '#lib/people/confirm.ts'
import { currentArea } from '../area.ts'
import { getText } from '../languages/language.ts'

/**
 * The ways in which the signed-in person can confirm that it's them, in words. `target`: the page on which to confirm.
 */
export async function readConfirmation(ctx: Context, target: string | null = null): Promise<Confirmation> {
  const { provider, ...ways } = await readConfirmationWays(ctx)
  const area = await currentArea()
  const text = await getText('me')
  const next = area === 'operators' ? paths.confirm(target) : paths.ownAccount
  return {
    ...ways,
    provider:
      provider === null
        ? null
        : {
            label: text('confirmAtProvider', { provider }),
            href: paths.providerSignIn(area, { purpose: 'confirm', next }),
          },
  }
}
