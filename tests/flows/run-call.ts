import { type CallParams, runOperation } from '#lib/calls/run-operation.ts'
import type { Context } from '#lib/context.ts'

export const participationsKey = 'sellers.v1.getMarketplaceParticipations'

/** Runs an operation, getMarketplaceParticipations by default, with no input by default. */
export function runCall(
  ctx: Context,
  authorizationId: string,
  params: Partial<Omit<CallParams, 'entered'>> & { readonly entered?: Partial<CallParams['entered']> } = {},
) {
  return runOperation(ctx, {
    authorizationId,
    operation: participationsKey,
    sandbox: false,
    reason: null,
    ...params,
    entered: { values: {}, body: '', extraQuery: '', ...params.entered },
  })
}
