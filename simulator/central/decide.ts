import type { Answer, Call } from '../call.ts'
import type { CentralHost } from '../hosts.ts'
import { redirect, withParameters } from '../pages/page.ts'
import type { Subject } from '../world/authorizations.ts'
import type { Fault } from '../world/faults.ts'
import type { Application, Workflow } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import { checkAppstore, checkConsent } from './check-consent.ts'
import { checkSeller, subjectAt } from './check-seller.ts'
import { errorPage } from './error-pages.ts'

/** The posted decision: Confirm redirects to the application, Cancel never does. */
export function decide(
  world: World,
  call: Call,
  host: CentralHost,
  form: URLSearchParams,
  faults: readonly Fault[],
): Answer | Promise<Answer> {
  if (form.get('decision') !== 'confirm') return cancel(world, call, form)
  const workflow: Workflow = form.get('workflow') === 'appstore' ? 'appstore' : 'website'
  const request = workflow === 'appstore' ? checkAppstore(world, form) : checkConsent(world, form)
  if ('code' in request) return errorPage(call, request)
  const { application, redirectUri } = request
  const seller = world.sellers.get(form.get('selling_partner_id') ?? '')
  const subject = seller && subjectAt(host, application, seller)
  if (!seller || !subject) return errorPage(call, { code: 'MD9999', reason: 'nobody is signed in' })
  const fault = checkSeller(world, host, application, seller, subject)
  if (fault !== null) return errorPage(call, fault)

  if (!passesLogIn(application, workflow) || application.logInUri === null) {
    return grant(world, application, subject, workflow, redirectUri, request.state)
  }
  const hop = world.hops.start({
    applicationId: application.applicationId,
    sellingPartnerId: seller.sellingPartnerId,
    host: host.host,
    workflow,
    redirectUri,
  })
  const confirmPath = `/apps/authorize/confirm/${application.applicationId}`
  const isBare = faults.some((each) => each.kind === 'bare-callback-uri' && world.faults.takeEffect(each))
  return redirect(
    withParameters(application.logInUri, {
      amazon_callback_uri: isBare ? confirmPath : `${call.base}${confirmPath}`,
      amazon_state: hop.amazonState,
      selling_partner_id: seller.sellingPartnerId,
      version: application.status === 'draft' ? 'beta' : null,
    }),
  )
}

/** Cancel leaves the browser at Amazon: the application isn't notified. */
function cancel(world: World, call: Call, form: URLSearchParams): Answer {
  const request = checkConsent(world, form)
  if (!world.settings.cancelGoesBack || 'code' in request) return redirect(`${call.base}/home`, 'canceled')
  const address = request.redirectUri ?? request.application.redirectUris[0] ?? ''
  return redirect(withParameters(address, { error: 'access_denied', state: request.state }), 'canceled')
}

function passesLogIn(application: Application, workflow: Workflow): boolean {
  if (workflow === 'appstore' || application.logInHop === 'always') return true
  return application.logInHop === 'draft' && application.status === 'draft'
}

/** Consent is given: the browser takes a code to the redirect URI. */
export function grant(
  world: World,
  application: Application,
  subject: Subject,
  workflow: Workflow,
  redirectUri: string | null,
  state: string,
): Answer {
  const address = redirectUri ?? application.redirectUris[0] ?? ''
  const authorization = world.authorizations.enable(subject, workflow)
  const code = world.authorizations.issueCode(authorization, address)
  return redirect(
    withParameters(address, {
      state,
      selling_partner_id: subject.sellingPartnerId,
      spapi_oauth_code: code.value,
    }),
  )
}
