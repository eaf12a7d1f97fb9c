import 'server-only'
import type { NextRequest, NextResponse } from 'next/server'
import type { Context } from '#lib/context.ts'
import { errorCodeOf } from '#lib/error-code.ts'
import { AppError, type ErrorCode, errors, isAppError } from '#lib/errors.ts'
import type { ReturnLink } from '#lib/links/return-url.ts'
import { logUnexpected } from '../forms/to-user-error.ts'
import { cookieProbe } from './cookie-probe.ts'
import { problemReply, redirectTo } from './replies.ts'

/** A problem, as the address names it once Amazon's parameters are gone. */
export interface Problem {
  readonly code: ErrorCode
  /** Id of the request that failed. */
  readonly reference: string
  /** The attempt that has ended with it, for the way back to the seller's starting page. */
  readonly attemptId: string | null
}

/**
 * A browser is redirected to the same page under an address without Amazon's parameters: they must not stay in the
 * address bar or in the history. A client that isn't a browser gets the page immediately, with its status.
 */
export async function refuseWithoutParameters(
  ctx: Context,
  request: NextRequest,
  error: unknown,
  wayBack: ReturnLink | null = null,
): Promise<NextResponse> {
  if (!isNavigation(request.headers)) return problemReply(error, ctx.requestId, wayBack)
  logUnexpected(error, ctx.requestId)
  const code = errorCodeOf(error)
  const { attemptId } = isAppError(error) ? error.details : {}
  const parameters = new URLSearchParams({ problem: code, reference: ctx.requestId })
  if (code === 'consent_refused') parameters.set('attempt', String(attemptId))
  const response = redirectTo(`${request.nextUrl.pathname}?${parameters}`, 303)
  const probe = cookieProbe(ctx.settings.appUrl)
  if (request.cookies.size === 0) response.cookies.set(probe.name, '1', probe.options)
  return response
}

/** The problem that an address of `refuseWithoutParameters` names; null for any other query. */
export function readProblem(query: string): Problem | null {
  const [, code = '', reference = '', attemptId = null] = problemQuery.exec(query) ?? []
  return Object.hasOwn(errors, code) ? { code: code as ErrorCode, reference, attemptId } : null
}

const id = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}'
const problemQuery = new RegExp(`^\\?problem=(\\w+)&reference=(${id})(?:&attempt=(${id}))?$`)

/** The page of such an address. */
export function showProblem(
  request: NextRequest,
  { code, reference }: Problem,
  returnLink: ReturnLink | null = null,
): Promise<NextResponse> {
  // The redirect to this page brought a cookie.
  const keepsNone = code === 'state_foreign' && request.cookies.size === 0
  return problemReply(new AppError(keepsNone ? 'cookies_missing' : code), reference, returnLink)
}

/** A browser shows the answer to a person. */
export function isNavigation(headers: Headers): boolean {
  const mode = headers.get('sec-fetch-mode')
  return mode === null ? (headers.get('accept') ?? '').includes('text/html') : mode === 'navigate'
}
