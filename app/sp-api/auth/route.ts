import type { NextRequest, NextResponse } from 'next/server'
import { receiveRedirect, throughOutage } from '#lib/authorizations/receive.ts'
import { returnLink } from '#lib/authorizations/return-address.ts'
import { isAppError } from '#lib/errors.ts'
import { allow } from '#lib/people/throttle.ts'
import { keepBinding, readBindings } from '../../_server/bindings.ts'
import { pageContext } from '../../_server/context.ts'
import { problemReply, redirectTo } from '../../_server/replies.ts'
import { getServices } from '../../_server/services.ts'

/** The OAuth Redirect URI. Nothing of Amazon's stays in the address. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const ctx = await throughOutage(getServices(), pageContext)
  try {
    const bindings = readBindings(request)
    const attemptId = await receiveRedirect(ctx, new URL(request.url).search, bindings)
    const response = redirectTo(`/connect/finish/${attemptId}`, 303)
    // The state may have been used in its last second; its finish page is open for longer.
    keepBinding(response, bindings, attemptId)
    return response
  } catch (error) {
    const flooded = await allow(ctx, 'redirect.address').catch((tooMany: unknown) => tooMany)
    return problemReply(flooded ?? error, ctx.requestId, wayBack(error))
  }
}

/** Who cancelled at Amazon may go back to the page that sent them here. */
function wayBack(error: unknown) {
  const returnTo = isAppError(error) ? error.details.returnTo : null
  return typeof returnTo === 'string' ? returnLink(returnTo, { result: 'failed' }) : null
}
