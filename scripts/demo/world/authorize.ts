import { findMarketplaceByCountry } from '#lib/amazon/marketplaces.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { type AttemptOutcome, completeAuthorization } from '#lib/attempts/complete.ts'
import { type Bindings, noBindings } from '#lib/attempts/new-attempt.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'

/** A visit to Amazon's consent page: where the browser is, and what it keeps. */
export interface Visit {
  readonly attemptId: string
  readonly uri: string
  readonly bindings: Bindings
}

/** The query of `/authorize` for a new connection. */
export function websiteStart(
  country: string,
  { partner = 'seller', applicationId }: { partner?: 'seller' | 'vendor'; applicationId?: string } = {},
): string {
  const marketplace = findMarketplaceByCountry(country)?.id ?? ''
  const application = applicationId === undefined ? '' : `&application=${applicationId}`
  return `?marketplace=${marketplace}&partner=${partner}${application}`
}

/** A seller presses Authorize, and arrives at Amazon. */
export async function goToAmazon(ctx: Context, start: string): Promise<Visit> {
  const beginning = await beginAuthorization(ctx, start, noBindings)
  if (beginning.kind !== 'redirect') throw new Error(`expected a redirect, not ${beginning.kind}`)
  return beginning
}

/**
 * The seller decides at Amazon. Resolves with the query that Amazon sends back with the browser; null: it doesn't send
 * it back.
 */
export async function decide(
  { uri }: Visit,
  sellingPartnerId: string,
  decision: 'confirm' | 'cancel' = 'confirm',
): Promise<string | null> {
  const { origin, pathname, searchParams } = new URL(uri)
  searchParams.set('selling_partner_id', sellingPartnerId)
  searchParams.set('decision', decision)
  const response = await fetch(origin + pathname, { method: 'POST', body: searchParams, redirect: 'manual' })
  const next = response.headers.get('location')
  await response.body?.cancel()
  return next?.includes('/sp-api/auth?') ? new URL(next).search : null
}

/** From Authorize to the end, like a seller's browser. */
export async function authorize(
  ctx: Context,
  start: string,
  sellingPartnerId: string,
): Promise<{ readonly attemptId: string; readonly outcome: AttemptOutcome }> {
  const visit = await goToAmazon(ctx, start)
  const query = await decide(visit, sellingPartnerId)
  if (query === null) throw new Error(`Amazon refused ${sellingPartnerId}`)
  const attemptId = await receiveRedirect(ctx, query, visit.bindings)
  return { attemptId, outcome: await completeAuthorization(ctx, attemptId) }
}
