import type { NextRequest, NextResponse } from 'next/server'
import { paths } from '#components/paths.ts'
import { readAttempt } from '#lib/attempts/read-own.ts'
import { receiveRedirect, throughOutage } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import { isAppError } from '#lib/errors.ts'
import { type ReturnLink, returnLink } from '#lib/links/return-url.ts'
import { allow } from '#lib/people/throttle.ts'
import { keepBinding, readBindings } from '../../_server/bindings.ts'
import { pageContext } from '../../_server/context.ts'
import {
  type Problem,
  readProblem,
  refuseWithoutParameters,
  showProblem,
} from '../../_server/http/problem-address.ts'
import { redirectTo } from '../../_server/http/replies.ts'
import { rawQuery } from '../../_server/http/target.ts'
import { getServices } from '../../_server/services.ts'

/** The OAuth Redirect URI. None of Amazon's parameters stay in the address, whatever the outcome. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const ctx = await throughOutage(getServices(), pageContext)
  const query = rawQuery(request.headers)
  const problem = readProblem(query)
  if (problem !== null) return showProblem(request, problem, await findWayBack(ctx, request, problem))
  try {
    const bindings = readBindings(request)
    const attemptId = await receiveRedirect(ctx, query, bindings)
    const response = redirectTo(paths.finish(attemptId), 303)
    // The state may have been used in its last second; its finish page is open for longer.
    keepBinding(response, bindings, attemptId)
    return response
  } catch (error) {
    const flooded = await allow(ctx, 'redirect.address').catch((tooMany: unknown) => tooMany)
    const refusal = flooded ?? error
    return refuseWithoutParameters(ctx, request, refusal, wayBack(refusal))
  }
}

/** A seller who canceled at Amazon can return to the page that sent them here, even without parameters. */
async function findWayBack(
  ctx: Context,
  request: NextRequest,
  { attemptId }: Problem,
): Promise<ReturnLink | null> {
  if (attemptId === null) return null
  const attempt = await readAttempt(ctx, attemptId, readBindings(request)).catch(() => null)
  return attempt?.outcome.kind === 'failed' ? returnLink(attempt.returnTo, { result: 'failed' }) : null
}

/** A seller who canceled at Amazon can return to the page that sent them here. */
function wayBack(error: unknown): ReturnLink | null {
  const returnTo = isAppError(error) ? error.details.returnTo : null
  return typeof returnTo === 'string' ? returnLink(returnTo, { result: 'failed' }) : null
}
