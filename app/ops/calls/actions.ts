'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { runOperation } from '#lib/calls/run-operation.ts'
import { readEntered } from './read-entered.ts'

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
