'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import type { ActionResult } from '#components/forms/action-result.ts'
import { runOperation } from '#lib/calls/run-operation.ts'
import { parseInput, rowId } from '../parse-input.ts'
import { runAction } from '../run-action.ts'

const shape = z.strictObject({ authorizationId: rowId, operation: z.string().max(64) })

export async function run(input: {
  authorizationId: string
  operation: string
}): Promise<ActionResult<{ callId: string }>> {
  const result = await runAction(async (ctx) => {
    const { authorizationId, operation } = parseInput(shape, input)
    const call = await runOperation(ctx, authorizationId, operation)
    return { callId: call.id }
  })
  revalidatePath('/ops', 'layout')
  return result
}
