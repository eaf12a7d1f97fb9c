import { type Context, requireScope } from '../context.ts'
import * as store from '../store/authorization-lists.ts'

const mostListed = 50

/** A selling partner id that can't be right everywhere: several accounts claim it, or Amazon rejects it. */
export type IdDispute =
  | { readonly kind: 'shared'; readonly sellingPartnerId: string; readonly accounts: number }
  | { readonly kind: 'rejected'; readonly sellingPartnerId: string; readonly authorizationId: string }

/** Those that need somebody: the first fifty of each kind. Reads every record. */
export async function listIdDisputes(ctx: Context): Promise<readonly IdDispute[]> {
  requireScope(ctx, 'authorizations:read')
  requireScope(ctx, 'attempts:read')
  const [rejected, shared] = await Promise.all([
    store.listRejectedIds(ctx.db, mostListed),
    store.listSharedIds(ctx.db, mostListed),
  ])
  return [
    ...rejected.map((row) => ({ kind: 'rejected' as const, ...row })),
    ...shared.map((row) => ({ kind: 'shared' as const, ...row })),
  ]
}
