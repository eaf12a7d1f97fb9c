'use server'

import { formAction } from '#app/_server/form-action.ts'
import { callsView } from '#components/calls/calls-view.ts'
import { runOperation } from '#lib/calls/run-operation.ts'

export const run = formAction(
  { typed: ['operation'], hidden: ['authorization'] },
  async (ctx, { authorization, operation }) => {
    const { id: call } = await runOperation(ctx, authorization, operation)
    return { redirectTo: callsView.href(callsView.whole, { authorization, call }) }
  },
  { refresh: 'every-page' },
)
