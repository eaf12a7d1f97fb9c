import 'server-only'
import { cookies, headers } from 'next/headers'
import type { NextRequest, NextResponse } from 'next/server'
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { paths } from '#components/paths.ts'
import type { Context } from '#lib/context.ts'
import { errorCodeOf } from '#lib/error-code.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import type { Checks, Provider } from '#lib/oidc/provider.ts'
import { confirmWithProvider } from '#lib/people/confirm.ts'
import { linkIdentity } from '#lib/people/identities.ts'
import { signInWithProvider } from '#lib/people/provider-sign-in.ts'
import { allow, refundTry } from '#lib/people/throttle.ts'
import { type Area, areaOf } from '../area.ts'
import { pageContext } from '../context.ts'
import { logUnexpected } from '../forms/to-user-error.ts'
import { isOwnRequest } from '../http/origin-check.ts'
import { continueAt, redirectTo } from '../http/replies.ts'
import { rawQuery } from '../http/target.ts'
import { currentLanguage } from '../languages/language.ts'
import { ownCookie } from '../own-cookie.ts'
import { ownPath } from '../own-path.ts'
import { getServices } from '../services.ts'
import { keepSession } from './session-cookie.ts'

/** The time between leaving for the provider and coming back. */
const flowLifeS = 10 * 60
/** A signed-in person proves that they recently signed in at the provider, too. */
const recentS = 10 * 60

const shape = z.strictObject({
  purpose: z.enum(['sign-in', 'link', 'confirm']),
  personId: z.string().nullable(),
  next: z.string().nullable(),
  isOwn: z.boolean().default(false),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  maxAgeS: z.int().nullable(),
})

/** Kept by the browser during the sign-in at the provider. */
interface Flow extends Checks {
  readonly purpose: 'sign-in' | 'link' | 'confirm'
  /** The person who is linking or confirming; null to sign in. */
  readonly personId: string | null
  readonly next: string | null
  /** Whether it began on one of our pages, where the person saw what comes next. */
  readonly isOwn: boolean
}

/** Sends the browser to the area's provider. Changes nothing but the browser's cookie. */
export async function startAtProvider(area: Area, request: NextRequest): Promise<NextResponse> {
  const ctx = await pageContext()
  const asked = request.nextUrl.searchParams
  const next = ownPath(asked.get('next'), ctx.settings.appUrl)
  const purpose = shape.shape.purpose.catch('sign-in').parse(asked.get('purpose'))
  const isOwn = isOwnRequest(request.headers, ctx.settings.appUrl)
  try {
    // Another site could link its visitor to an account of the site's own choice.
    if (purpose !== 'sign-in' && !isOwn) throw new AppError('cross_site_request')
    const { url, checks } = await providerOf(ctx, area).start(
      callbackOf(area),
      purpose === 'sign-in' ? null : recentS,
    )
    const personId = purpose === 'sign-in' ? null : personOf(ctx)
    await keepFlow(area, { ...checks, purpose, personId, next, isOwn })
    return redirectTo(url, 302)
  } catch (error) {
    return explain(ctx, area, { purpose, next }, error)
  }
}

/** The redirect URI: the person comes back with a code, and none of the provider's parameters stay in the address. */
export async function returnFromProvider(area: Area, request: NextRequest): Promise<NextResponse> {
  const ctx = await pageContext()
  const flow = await takeFlow(area)
  try {
    await allow(ctx, 'provider.address')
    if (flow === null) throw new AppError('sign_in_lost')
    const target = await finish(ctx, area, flow, rawQuery(request.headers))
    await refundTry(ctx, 'provider.address')
    // After a redirect, it would look like a link from the provider's site.
    const isStart = target.split('?', 1)[0] === '/authorize'
    return flow.isOwn && isStart ? continueAt(target) : redirectTo(target, 303)
  } catch (error) {
    return explain(ctx, area, flow ?? { purpose: 'sign-in', next: null }, error)
  }
}

/** Returns the page where they continue. */
async function finish(ctx: Context, area: Area, flow: Flow, query: string): Promise<string> {
  const identity = await providerOf(ctx, area).finish(callbackOf(area), query, flow)
  // Another person may have signed in here in the meantime.
  if (flow.purpose !== 'sign-in' && flow.personId !== personOf(ctx)) throw new AppError('sign_in_lost')
  if (flow.purpose === 'link') {
    await linkIdentity(ctx, identity)
    return ownPage(area)
  }
  if (flow.purpose === 'confirm') {
    await confirmWithProvider(ctx, identity)
    return flow.next ?? ownPage(area)
  }
  const { sessionToken } = await signInWithProvider(ctx, {
    side: area,
    identity,
    language: await currentLanguage(),
    userAgent: (await headers()).get('user-agent'),
  })
  await keepSession(ctx, sessionToken, area)
  const isTheirs = flow.next !== null && areaOf(flow.next) === area
  return isTheirs && flow.next !== null ? flow.next : area === 'operators' ? paths.overview : '/'
}

/** Back to the page that they came from, which shows the result. */
function explain(
  ctx: Context,
  area: Area,
  { purpose, next }: Pick<Flow, 'purpose' | 'next'>,
  error: unknown,
): NextResponse {
  logUnexpected(error, ctx.requestId)
  if (isAppError(error) && typeof error.details.reason === 'string') {
    const { code, details } = error
    ctx.log.warn(
      { area, code, reason: details.reason, requestId: ctx.requestId },
      'sign-in at the provider failed',
    )
  }
  const page = purpose === 'sign-in' ? paths.signIn() : ownPage(area)
  const isOfArea = next !== null && areaOf(next) === area
  const parameters = new URLSearchParams({
    error: errorCodeOf(error),
    ...(purpose === 'sign-in' && { next: isOfArea ? next : area === 'operators' ? paths.overview : '/' }),
  })
  return redirectTo(`${page}?${parameters}`, 303)
}

function personOf({ actor }: Context): string | null {
  return 'personId' in actor ? actor.personId : null
}

function providerOf(ctx: Context, area: Area): Provider {
  const provider = ctx.providers[area]
  if (provider === null) throw new AppError('not_found')
  return provider
}

function ownPage(area: Area): string {
  return area === 'operators' ? paths.ownProfile : paths.ownAccount
}

function callbackOf(area: Area): string {
  return `${getServices().settings.appUrl}${paths.providerSignIn(area)}/callback`
}

/** One cookie per area, encrypted for it: the other area's callback can't read it. */
const flowCookie = (area: Area) => ownCookie(`gatehouse.provider-${area}`)
const sealing = (area: Area) => ({
  secret: getServices().authSecret.expose(),
  salt: `provider ${area}`,
})

async function keepFlow(area: Area, flow: Flow): Promise<void> {
  const { name, options } = flowCookie(area)
  const value = await encode({ ...sealing(area), token: { flow }, maxAge: flowLifeS })
  ;(await cookies()).set(name, value, { ...options, maxAge: flowLifeS })
}

/** Valid for one return. Null if the browser has none, or one that began elsewhere or too long ago. */
async function takeFlow(area: Area): Promise<Flow | null> {
  const { name, options } = flowCookie(area)
  const jar = await cookies()
  const token = jar.get(name)?.value
  if (token === undefined) return null
  jar.delete({ name, ...options })
  try {
    return shape.parse((await decode({ ...sealing(area), token }))?.flow)
  } catch {
    return null
  }
}
