import type { NextRequest, NextResponse } from 'next/server'
import { proposalHref } from '#app/_server/read-start-params.ts'
import { paths } from '#components/paths.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { isAppError } from '#lib/errors.ts'
import { allow } from '#lib/people/throttle.ts'
import { dropBindings, keepBinding, readBindings } from '../_server/bindings.ts'
import { pageContext } from '../_server/context.ts'
import { isCrossSiteStart } from '../_server/http/is-cross-site-start.ts'
import { readProblem, refuseWithoutParameters, showProblem } from '../_server/http/problem-address.ts'
import { problemReply, redirectTo } from '../_server/http/replies.ts'
import { rawQuery } from '../_server/http/target.ts'

/** The start of the website workflow, and the Login URI. A GET that creates an attempt: Amazon requires it. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const ctx = await pageContext()
  const query = rawQuery(request.headers)
  const problem = readProblem(query)
  if (problem !== null) return showProblem(request, problem)
  // A link from another site only proposes choices: the seller presses Authorize here.
  if (isCrossSiteStart(request.headers, request.nextUrl.searchParams))
    return redirectTo(proposalHref(query), 303)
  try {
    await Promise.all([
      allow(ctx, 'authorize.address'),
      'personId' in ctx.actor && allow(ctx, 'authorize.person', ctx.actor.personId),
    ])
    const present = readBindings(request)
    const beginning = await beginAuthorization(ctx, query, present)
    const response =
      beginning.kind === 'redirect'
        ? redirectTo(beginning.uri, 302)
        : redirectTo(placeOf(beginning.kind, beginning.attemptId), 303)
    const { attemptId, bindings, setsBinding } = beginning
    if (setsBinding) keepBinding(response, bindings, attemptId)
    dropBindings(response, present, bindings)
    return response
  } catch (error) {
    if (isAppError(error) && error.code === 'sign_in_required')
      return redirectTo(signInFor(`/authorize${query}`), 303)
    // Our own start can be retried by reloading the page.
    return carriesAmazons(request.nextUrl.searchParams)
      ? refuseWithoutParameters(ctx, request, error)
      : problemReply(error, ctx.requestId)
  }
}

/** Whether the address has parameters other than ours: Amazon's, or those of a site that imitates Amazon. */
function carriesAmazons(parameters: URLSearchParams): boolean {
  return [...parameters.keys()].some((name) => !ownParameters.has(name))
}

const ownParameters = new Set([
  ...['marketplace', 'partner', 'authorization', 'application', 'return_to'],
  ...['link', 'attempt'],
])

function placeOf(kind: 'sign-in' | 'confirm' | 'finish', attemptId: string): string {
  if (kind === 'finish') return paths.finish(attemptId)
  const arrival = paths.arrival(attemptId)
  return kind === 'sign-in' ? signInFor(arrival) : arrival
}

function signInFor(path: string): string {
  return paths.signIn(path)
}
