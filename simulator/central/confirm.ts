import type { Answer, Call } from '../call.ts'
import { amazonHosts, type CentralHost } from '../hosts.ts'
import type { World } from '../world/world.ts'
import { checkApplication, checkUse } from './check-consent.ts'
import { checkSeller, subjectAt } from './check-seller.ts'
import { grant } from './decide.ts'
import { type ConsentFault, errorPage } from './error-pages.ts'

/** `/apps/authorize/confirm/<application id>`: the application comes back from its Login URI with its own state. */
export function confirm(
  world: World,
  call: Call,
  applicationId: string,
  parameters: URLSearchParams,
): Answer | Promise<Answer> {
  const wrong = (reason: string, code: ConsentFault['code'] = 'MD9999') => errorPage(call, { code, reason })
  for (const name of ['amazon_state', 'state', 'redirect_uri', 'version']) {
    if (parameters.getAll(name).length > 1) return wrong(`${name} was sent more than once`)
  }
  const hop = world.hops.find(parameters.get('amazon_state') ?? '')
  if (hop === null) return wrong('amazon_state is missing, or was changed on the way')
  if (hop.applicationId !== applicationId) return wrong('amazon_state belongs to another application')
  if (hop.used) return wrong('amazon_state was used before')
  if (world.clock.now() >= hop.expiresAt) return wrong('more than ten minutes have passed')
  const host = amazonHosts.get(hop.host)
  if (host?.kind !== 'central' || call.host?.host !== hop.host)
    return wrong(`this passage began at ${hop.host}`)
  const state = parameters.get('state') ?? ''
  if (state === '') return wrong('state is missing: the application sends its own, beside amazon_state')

  const application = world.applications.find(applicationId)
  const seller = world.sellers.get(hop.sellingPartnerId)
  const subject = application && seller && subjectAt(host satisfies CentralHost, application, seller)
  if (!application || !seller || !subject) return wrong('the application or the seller is gone')
  const redirectUri = parameters.get('redirect_uri') ?? hop.redirectUri
  const fault =
    checkApplication(application) ??
    checkUse(application, redirectUri, parameters.get('version')) ??
    checkSeller(world, host, application, seller, subject)
  if (fault !== null) return errorPage(call, fault)
  world.hops.use(hop)
  return grant(world, application, subject, hop.workflow, redirectUri, state)
}
