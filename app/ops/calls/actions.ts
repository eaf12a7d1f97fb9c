'use server'

import { z } from 'zod'
import { formAction } from '#app/_server/forms/form-action.ts'
import { runOperation } from '#lib/calls/run-operation.ts'
import { AppError } from '#lib/errors.ts'

const enteredShape = z.strictObject({
  values: z.record(z.string().max(200), z.array(z.string().max(4_000)).max(1_000)),
  body: z.string().max(100_000),
  extraQuery: z.string().max(10_000),
})

export const run = formAction(
  { typed: ['reason'], hidden: ['authorization', 'operation', 'input', 'environment'] },
  async (ctx, { authorization, operation, input, environment, reason }, form) => ({
    run: await runOperation(ctx, {
      authorizationId: authorization,
      operation,
      entered: readEntered(input),
      sandbox: environment === 'sandbox',
      reason: form.has('reason') ? reason : null,
    }),
  }),
)

function readEntered(input: string): z.output<typeof enteredShape> {
  try {
    return enteredShape.parse(JSON.parse(input))
  } catch {
    throw new AppError('input_invalid', { name: 'input' })
  }
}
