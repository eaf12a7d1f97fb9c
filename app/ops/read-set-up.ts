import { isUnused } from '#components/overview/overview-words.ts'
import type { SetUpState } from '#components/overview/set-up.tsx'
import { readReadiness } from '#lib/applications/choose.ts'
import type { AuthorizationCounts } from '#lib/authorizations/read.ts'
import type { Context } from '#lib/context.ts'
import { hasKeys } from '#lib/keys/api-keys.ts'
import { listRuleViews } from '#lib/notifications/rules.ts'

/** The progress of setting up an installation. */
export async function readSetUp(ctx: Context, counts: AuthorizationCounts | null): Promise<SetUpState> {
  const [readiness, hasKey, rules] = await Promise.all([readReadiness(ctx), hasKeys(ctx), listRuleViews(ctx)])
  return {
    isApplicationReady: readiness.ready,
    hasSeller: counts === null || !isUnused(counts),
    hasKey,
    isNotifying: rules.length > 0,
  }
}
