import type { NextRequest, NextResponse } from 'next/server'
import { paths } from '#components/paths.ts'
import { readAttempt } from '#lib/attempts/read-own.ts'
import { receiveRedirect, throughOutage } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import { AppError, type ErrorCode, errors, isAppError } from '#lib/errors.ts'
import type { ReturnLink } from '#lib/links/return-address.ts'
import { returnLink } from '#lib/links/return-address.ts'
import { allow } from '#lib/people/throttle.ts'
import { keepBinding, readBindings } from '../../_server/bindings.ts'
import { pageContext } from '../../_server/context.ts'
import { cookieProbe } from '../../_server/cookie-probe.ts'
import { problemReply, redirectTo } from '../../_server/replies.ts'
import { getServices } from '../../_server/services.ts'
import { rawQuery } from '../../_server/target.ts'
import { toUserError } from '../../_server/to-user-error.ts'

/** The OAuth Redirect URI. Nothing of Amazon's stays in the address, whatever the answer is. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const ctx = await throughOutage(getServices(), pageContext)
  const query = rawQuery(request.headers)
  const problem = readProblem(query)
  if (problem !== null) return showProblem(ctx, request, problem)
  try {
    const bindings = readBindings(request)
    const attemptId = await receiveRedirect(ctx, query, bindings)
    const response = redirectTo(paths.finish(attemptId), 303)
    // The state may have been used in its last second; its finish page is open for longer.
    keepBinding(response, bindings, attemptId)
    return response
  } catch (error) {
    const flooded = await allow(ctx, 'redirect.address').catch((tooMany: unknown) => tooMany)
    return refuse(ctx, request, flooded ?? error)
  }
}

/** A problem as the address names it after Amazon's parameters are gone. */
interface Problem {
  readonly code: ErrorCode
  /** Of the request that failed. */
  readonly reference: string
  /** The attempt that has ended with it, for the way back to the page from which the seller came. */
  readonly attemptId: string | null
}

/**
 * A browser is led to the same page under an address without Amazon's parameters: an unused code must not stay in the
 * address bar or in the history. A client that isn't a browser gets the page immediately, with its status.
 */
async function refuse(ctx: Context, request: NextRequest, error: unknown): Promise<NextResponse> {
  if (!isNavigation(request.headers)) return problemReply(error, ctx.requestId, wayBack(error))
  const { code } = toUserError(error, 'seller', ctx.requestId)
  const { attemptId } = isAppError(error) ? error.details : {}
  const parameters = new URLSearchParams({ problem: code, reference: ctx.requestId })
  if (code === 'consent_refused') parameters.set('attempt', String(attemptId))
  const response = redirectTo(`/sp-api/auth?${parameters}`, 303)
  const secure = ctx.settings.appUrl.startsWith('https:')
  if (request.cookies.size === 0)
    response.cookies.set(cookieProbe, '1', { path: '/', httpOnly: true, sameSite: 'lax', secure })
  return response
}

function isNavigation(headers: Headers): boolean {
  const mode = headers.get('sec-fetch-mode')
  return mode === null ? (headers.get('accept') ?? '').includes('text/html') : mode === 'navigate'
}

const id = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}'
const problemQuery = new RegExp(`^\\?problem=(\\w+)&reference=(${id})(?:&attempt=(${id}))?$`)

function readProblem(query: string): Problem | null {
  const [, code = '', reference = '', attemptId = null] = problemQuery.exec(query) ?? []
  return Object.hasOwn(errors, code) ? { code: code as ErrorCode, reference, attemptId } : null
}

async function showProblem(
  ctx: Context,
  request: NextRequest,
  { code, reference, attemptId }: Problem,
): Promise<NextResponse> {
  // The redirect that led here brought a cookie.
  const keepsNone = code === 'state_foreign' && request.cookies.size === 0
  const attempt =
    attemptId === null ? null : await readAttempt(ctx, attemptId, readBindings(request)).catch(() => null)
  const isOver = attempt?.outcome.kind === 'failed'
  return problemReply(
    new AppError(keepsNone ? 'cookies_missing' : code),
    reference,
    isOver ? returnLink(attempt.returnTo, { result: 'failed' }) : null,
  )
}

/** Who cancelled at Amazon may go back to the page that sent them here. */
function wayBack(error: unknown): ReturnLink | null {
  const returnTo = isAppError(error) ? error.details.returnTo : null
  return typeof returnTo === 'string' ? returnLink(returnTo, { result: 'failed' }) : null
}
