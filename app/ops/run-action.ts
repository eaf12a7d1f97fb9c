import { actionContext } from '#app/_server/context.ts'
import { askedPath, keepDraft } from '#app/_server/draft.ts'
import { tellFailure } from '#app/_server/tell-failure.ts'
import type { ActionResult } from '#components/forms/action-result.ts'
import type { Context } from '#lib/context.ts'

/** The frame of a server action: one verb, and a typed answer instead of a throw. */
export async function runAction<Value>(work: (ctx: Context) => Promise<Value>): Promise<ActionResult<Value>> {
  try {
    return { ok: true, value: await work(await actionContext()) }
  } catch (error) {
    const { code, title, next } = tellFailure(error)
    // The page leads to the sign-in when it is rendered anew, which then says why.
    if (code === 'sign_in_required') await keepDraft({})
    return { ok: false, code, title, next, page: await askedPath() }
  }
}
