import { subjectAt } from '../central/check-seller.ts'
import { amazonHosts } from '../hosts.ts'
import type { Application, Authorization, Workflow } from '../world/shapes.ts'
import type { World } from '../world/world.ts'

export interface DirectRequest {
  readonly sellingPartnerId: string
  /** Left out: the first application that was registered at the start. */
  readonly applicationId?: string | undefined
  /** A Seller Central or Vendor Central host; left out: where the seller's first marketplace signs in. */
  readonly host?: string | undefined
  /** Left out: website. */
  readonly workflow?: Workflow | undefined
  /** Left out: the first registered one. */
  readonly redirectUri?: string | undefined
}

export interface DirectGrant {
  readonly authorizationId: string
  readonly redirectUri: string
}

/** Consent without a browser. Throws RangeError for an unknown name. */
export function grantDirectly(
  world: World,
  request: DirectRequest,
): { authorization: Authorization; application: Application; redirectUri: string } {
  const application =
    request.applicationId === undefined
      ? (world.applications.all()[0] ?? null)
      : world.applications.find(request.applicationId)
  if (application === null) throw new RangeError(`There is no application ${request.applicationId ?? ''}.`)
  const seller = world.sellers.get(request.sellingPartnerId)
  if (seller === undefined) throw new RangeError(`There is no selling partner ${request.sellingPartnerId}.`)
  const host = amazonHosts.get(request.host ?? 'sellercentral.amazon.com')
  if (host?.kind !== 'central') throw new RangeError(`${request.host} is no Seller Central host.`)
  if (request.host !== undefined && host.partnerType !== seller.partnerType)
    throw new RangeError(
      `${seller.sellingPartnerId} is a ${seller.partnerType}, and ${host.host} refuses it.`,
    )
  const any = { ...host, consentGroups: [] }
  const subject = subjectAt(request.host === undefined ? any : host, application, seller)
  if (subject === null) throw new RangeError(`${request.sellingPartnerId} has no marketplace.`)
  const redirectUri = request.redirectUri ?? application.redirectUris[0] ?? ''
  return {
    authorization: world.authorizations.enable(subject, request.workflow ?? 'website'),
    application,
    redirectUri,
  }
}
