import { completeAuthorization } from '#lib/attempts/complete.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { reportConsent } from '#lib/attempts/read-own.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { disconnectAuthorization } from '#lib/authorizations/disconnect.ts'
import type { Context } from '#lib/context.ts'
import { isAppError } from '#lib/errors.ts'
import { claimLink } from '#lib/links/redeem.ts'
import { getAccessToken } from '#lib/tokens/refresh.ts'
import { authorize, decide, goToAmazon, websiteStart } from './authorize.ts'
import { accountOf, atAmazon, authorizationOf, type Cast } from './cast.ts'
import { makeLink, unitedStates } from './operators.ts'

/** Refreshes as a program or a worker does: asks for a token that LWA has issued just now. */
export async function refresh({ stage }: Cast, authorizationId: string): Promise<void> {
  const refreshedSince = stage.system.now()
  await getAccessToken(stage.system, authorizationId, { refreshedSince })
}

/** Refused until the refusal counts. */
async function refuseForGood(cast: Cast, authorizationId: string): Promise<void> {
  for (let refusals = 0; refusals < 3; refusals += 1) {
    await refresh(cast, authorizationId)
    await cast.stage.passMinutes(9)
  }
  await cast.stage.work()
}

/** The seller disables the application in Manage Your Apps. */
export async function disableAtAmazon(cast: Cast, seller: string, country: string): Promise<void> {
  cast.stage.simulator.control.disable(atAmazon(cast, seller).id)
  await cast.stage.passMinutes(25)
  await refuseForGood(cast, authorizationOf(cast, seller, country))
}

/** The company's CRM is restarted meanwhile: it gets the webhook with the third attempt. */
export async function disableWhileCrmIsAway(cast: Cast, seller: string, country: string): Promise<void> {
  const { stage } = cast
  stage.mailbox.refuseWebhooks(2)
  await disableAtAmazon(cast, seller, country)
  for (const minutes of [0.1, 6]) {
    await stage.passMinutes(minutes)
    await stage.work()
  }
  stage.mailbox.refuseWebhooks(0)
}

/** Amazon's term has ended for this one. */
export const notice = (cast: Cast, seller: string, country: string): Promise<void> =>
  refuseForGood(cast, authorizationOf(cast, seller, country))

/** Disabled a few minutes ago, and refused once: it is too early to tell whether that lasts. */
export async function doubt(cast: Cast, seller: string, country: string): Promise<void> {
  cast.stage.simulator.control.disable(atAmazon(cast, seller).id)
  await cast.stage.passMinutes(2)
  await refresh(cast, authorizationOf(cast, seller, country))
  await cast.stage.work()
}

/** Login with Amazon answers 503 for a quarter of an hour. */
export async function outage(cast: Cast): Promise<void> {
  const { stage, programs } = cast
  // Access tokens last for an hour: now all of them have to be refreshed.
  await stage.passMinutes(65)
  stage.simulator.control.addFault({ kind: 'status', status: 503, at: 'token' })
  for (let minutes = 0; minutes < 14; minutes += 2) {
    await programs.work(stage)
    await stage.maintain()
    await stage.work()
    await stage.passMinutes(2)
  }
  stage.simulator.control.clearFaults()
  await recover(cast)
}

/** Amazon refuses the application's credentials for six minutes. */
export async function refuseCredentials(cast: Cast): Promise<void> {
  const { stage, authorizations } = cast
  stage.simulator.control.addFault({ kind: 'refuse', row: 'L5' })
  for (const name of ['A2NANORTHWIND US', 'A3EULINDENHOF DE', 'A5JPAOZORA JP'])
    await refresh(cast, authorizations.get(name) ?? '')
  await stage.work()
  await stage.passMinutes(6)
  stage.simulator.control.clearFaults()
  await recover(cast)
}

/** Amazon works again, and each authorization that failed is tried again within a quarter of an hour. */
async function recover({ stage }: Cast): Promise<void> {
  for (let minutes = 0; minutes < 20; minutes += 2) {
    await stage.maintain()
    await stage.work()
    await stage.passMinutes(2)
  }
}

/** A seller gets an error page at Amazon instead of being sent back, and reports it to the company. */
export async function meetErrorPage(
  cast: Cast,
  ctx: Context,
  { start, seller, shown }: { readonly start: string; readonly seller: string; readonly shown: string },
): Promise<void> {
  const visit = await goToAmazon(ctx, start)
  await cast.stage.passMinutes(2)
  await decide(visit, seller)
  await cast.stage.passMinutes(3)
  await reportConsent(ctx, visit.attemptId, shown)
}

/** Cancel at Amazon, which notifies the application in some cases. */
export async function cancelAtAmazon(cast: Cast, ctx: Context, start: string, seller: string): Promise<void> {
  const { settings } = cast.stage.simulator.control
  const visit = await goToAmazon(ctx, start)
  settings.cancelGoesBack = true
  const query = await decide(visit, seller, 'cancel')
  settings.cancelGoesBack = false
  await refused(() => receiveRedirect(ctx, query ?? '', visit.bindings))
}

/** Login with Amazon refuses the authorization code. */
export async function refuseCode(cast: Cast, ctx: Context, start: string, seller: string): Promise<void> {
  const { control } = cast.stage.simulator
  control.addFault({ kind: 'invalid-grant', grantType: 'authorization_code', times: 1 })
  await authorize(ctx, start, seller)
  control.clearFaults()
}

/** Amazon is unavailable for as long as the code is valid. */
export async function loseCode(cast: Cast, ctx: Context, start: string, seller: string): Promise<void> {
  const { stage } = cast
  stage.simulator.control.addFault({ kind: 'status', status: 503, at: 'token' })
  const visit = await goToAmazon(ctx, start)
  const query = await decide(visit, seller)
  const attemptId = await receiveRedirect(ctx, query ?? '', visit.bindings)
  for (let minutes = 0; minutes < 8; minutes += 2) {
    await completeAuthorization(ctx, attemptId)
    await stage.passMinutes(2)
  }
  stage.simulator.control.clearFaults()
}

/** The same redirect again, long after it was used, and one that belongs to no attempt. */
export async function useStateTwice(cast: Cast, ctx: Context, start: string, seller: string): Promise<void> {
  const visit = await goToAmazon(ctx, start)
  const query = (await decide(visit, seller)) ?? ''
  await completeAuthorization(ctx, await receiveRedirect(ctx, query, visit.bindings))
  await cast.stage.passMinutes(20)
  await refused(() => receiveRedirect(ctx, query, visit.bindings))
  const stranger = `?state=${'0'.repeat(43)}&selling_partner_id=${seller}&spapi_oauth_code=ANabcdefghijklmnopqr`
  await refused(() => receiveRedirect(cast.stage.visitor, stranger, noBindings))
}

/** A link was sent, opened and abandoned at Amazon; a second attempt is in progress there. */
export async function giveUpLink(cast: Cast): Promise<string> {
  const { token } = await makeLink(cast, 'Willow & Co', { sendTo: 'willow@example.com' })
  await cast.stage.passMinutes(200)
  const ctx = accountOf(cast, 'pages')
  const start = `?link=${await claimLink(ctx, token, unitedStates)}&marketplace=${unitedStates}`
  await decide(await goToAmazon(ctx, start), 'A31USWILLOW', 'cancel')
  return start
}

export async function disconnect(cast: Cast, seller: string, country: string): Promise<void> {
  await disconnectAuthorization(accountOf(cast, 'pages'), authorizationOf(cast, seller, country))
}

/** A renewal in which the seller signed in at Amazon as another selling partner. */
export async function renewAsAnother(cast: Cast): Promise<void> {
  const id = authorizationOf(cast, 'A9USQUOTES', 'US')
  const start = `${websiteStart('US')}&authorization=${id}`
  await authorize(accountOf(cast, 'obrien'), start, 'A38USOBRIENOUT')
}

/** A customer connects a store that another customer has already connected. */
export async function connectTwice(cast: Cast): Promise<void> {
  const start = websiteStart('US', { applicationId: cast.applications.main })
  await authorize(accountOf(cast, 'meridian'), start, 'A8TWOREGIONS')
}

async function refused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (isAppError(error)) return
    throw error
  }
  throw new Error('expected a refusal')
}
