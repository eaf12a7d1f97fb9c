'use server'

import { revalidatePath } from 'next/cache'
import type { ActionResult } from '#components/forms/action-result.ts'
import { releaseAuthorization, revokeAuthorization } from '#lib/authorizations/disconnect.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import type { Context } from '#lib/context.ts'
import { oneRow, parseInput } from '../../parse-input.ts'
import { runAction } from '../../run-action.ts'

export async function refresh(input: { id: string }): Promise<ActionResult<{ worked: boolean }>> {
  const result = await runAction((ctx) => refreshAuthorization(ctx, parseInput(oneRow, input).id))
  revalidatePath('/ops', 'layout')
  return result
}

export async function revoke(input: { id: string }): Promise<ActionResult<null>> {
  return end(revokeAuthorization, input)
}

export async function release(input: { id: string }): Promise<ActionResult<null>> {
  return end(releaseAuthorization, input)
}

async function end(
  verb: (ctx: Context, id: string) => Promise<void>,
  input: { id: string },
): Promise<ActionResult<null>> {
  const result = await runAction(async (ctx) => {
    await verb(ctx, parseInput(oneRow, input).id)
    return null
  })
  revalidatePath('/ops', 'layout')
  return result
}
