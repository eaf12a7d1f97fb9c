'use server'

import { revalidatePath } from 'next/cache'
import type { ActionResult } from '#components/ops/action-result.ts'
import { revokeAuthorization } from '#lib/authorizations/disconnect.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { oneRow, parseInput } from '../../parse-input.ts'
import { runAction } from '../../run-action.ts'

export async function refresh(input: { id: string }): Promise<ActionResult<{ worked: boolean }>> {
  const result = await runAction((ctx) => refreshAuthorization(ctx, parseInput(oneRow, input).id))
  revalidatePath('/ops', 'layout')
  return result
}

export async function revoke(input: { id: string }): Promise<ActionResult<null>> {
  const result = await runAction(async (ctx) => {
    await revokeAuthorization(ctx, parseInput(oneRow, input).id)
    return null
  })
  revalidatePath('/ops', 'layout')
  return result
}
