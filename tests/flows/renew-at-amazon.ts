import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { type Bindings, noBindings } from '#lib/attempts/new-attempt.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import type { createAmazonWorld } from './amazon-world.ts'

export type AmazonWorld = Awaited<ReturnType<typeof createAmazonWorld>>

async function follow(address: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(address, { ...init, redirect: 'manual' })
  const next = response.headers.get('location')
  if (next === null) throw new Error(`Amazon did not redirect: ${response.status} ${await response.text()}`)
  return new URL(next, address).search
}

/** Manage Your Apps → Re-Authorize → Login to … now: Amazon's query to the Login URI. */
export function reAuthorizeAtAmazon(
  world: AmazonWorld,
  sellingPartnerId: string,
  host = 'sellercentral.amazon.com',
): Promise<string> {
  const body = new URLSearchParams({
    application_id: world.applicationId,
    state: '',
    workflow: 'appstore',
    selling_partner_id: sellingPartnerId,
    decision: 'confirm',
  })
  return follow(`${world.origin}/${host}/apps/authorize/consent`, { method: 'POST', body })
}

/** From the Login URI on, by a signed-in seller: confirms, goes through Amazon, and comes back. */
export async function goOnFromLogInUri(ctx: Context, logInQuery: string) {
  const arrived = await beginAuthorization(ctx, logInQuery, noBindings)
  if (arrived.kind === 'redirect') throw new Error('a seller whom Amazon sends is asked first')
  return agree(ctx, arrived)
}

/** The signed-in seller confirms an arrival that was kept for their browser. */
export async function agree(ctx: Context, arrived: { attemptId: string; bindings: Bindings }) {
  const back = await beginAuthorization(ctx, `?attempt=${arrived.attemptId}`, arrived.bindings)
  if (back.kind !== 'redirect') throw new Error(`expected a redirect, got ${back.kind}`)
  const attemptId = await receiveRedirect(ctx, await follow(back.uri), back.bindings)
  return { attemptId, outcome: await completeAuthorization(ctx, attemptId) }
}
