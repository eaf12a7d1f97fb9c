import { actionContext } from '#app/_server/context.ts'
import { getServices } from '#app/_server/services.ts'
import type { ActionResult } from '#components/ops/action-result.ts'
import type { Context } from '#lib/context.ts'
import { errors, isAppError } from '#lib/errors.ts'

/** The frame of a server action: one verb, and a typed answer instead of a throw. */
export async function runAction<Value>(work: (ctx: Context) => Promise<Value>): Promise<ActionResult<Value>> {
  try {
    return { ok: true, value: await work(await actionContext()) }
  } catch (error) {
    if (!isAppError(error)) getServices().log.error({ error }, 'action failed')
    const code = isAppError(error) ? error.code : 'internal'
    const { title, next } = errors[code]
    return { ok: false, code, title, next }
  }
}
