import { findMarketplaceByCountry } from '#lib/amazon/marketplaces.ts'
import type { CentralHost } from '../hosts.ts'
import type { Subject } from '../world/authorizations.ts'
import type { Application, Seller } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import type { ConsentFault } from './error-pages.ts'

/** Sellers have no account at Vendor Central, and vendors none at Seller Central. Null, or Amazon's code. */
export function checkAccountType(host: CentralHost, seller: Seller): ConsentFault | null {
  if (seller.partnerType === host.partnerType) return null
  return {
    code: 'SPSA0404',
    reason: `a ${seller.partnerType} is signed in, and ${host.host} is for ${host.partnerType}s`,
  }
}

/** Whether this person can give this application consent: null, or Amazon's code. */
export function checkSeller(
  world: World,
  host: CentralHost,
  application: Application,
  seller: Seller,
  subject: Subject,
): ConsentFault | null {
  const wrongAccount = checkAccountType(host, seller)
  if (wrongAccount !== null) return wrongAccount
  if (!application.partnerTypes.includes(seller.partnerType)) {
    return { code: 'SPSA0404', reason: `the application is not for ${seller.partnerType}s` }
  }
  if (!seller.isPrimaryUser) {
    return { code: 'SPDC8143', reason: 'a secondary user of the account is signed in' }
  }
  if (seller.partnerType === 'vendor' && !seller.hasAuthorizingRole) {
    return { code: 'SPSA2043', reason: 'the vendor group lacks SPDS-VC-MYA' }
  }
  if (exceedsLimit(world, application, seller, subject)) {
    return {
      code: 'CONSENT_LIMIT_REACHED',
      reason: `${world.settings.unlistedConsentLimit} sellers have authorized this application, which is not listed in the Appstore`,
    }
  }
  return null
}

/** Vendors have no cap, and authorizing again takes no further place. */
function exceedsLimit(world: World, application: Application, seller: Seller, subject: Subject): boolean {
  if (application.listed || seller.partnerType === 'vendor') return false
  if (world.authorizations.findFor(subject, 'website')?.state === 'enabled') return false
  const taken = world.authorizations.all().filter((authorization) => {
    const { applicationId, sellingPartnerId, workflow, state } = authorization
    return (
      applicationId === application.applicationId &&
      workflow !== 'self' &&
      state === 'enabled' &&
      world.sellers.get(sellingPartnerId)?.partnerType === 'seller'
    )
  })
  return taken.length >= world.settings.unlistedConsentLimit
}

/** The seller's accounts at this host come first; otherwise they are signed in elsewhere, without any notice. */
export function subjectAt(host: CentralHost, application: Application, seller: Seller): Subject | null {
  const accounts = seller.participations.flatMap(
    (participation) => findMarketplaceByCountry(participation.countryCode) ?? [],
  )
  const account = accounts.find((each) => host.consentGroups.includes(each.consentGroup)) ?? accounts[0]
  if (account === undefined) return null
  return {
    applicationId: application.applicationId,
    sellingPartnerId: seller.sellingPartnerId,
    region: account.region,
    consentGroup: account.consentGroup,
  }
}

/** Whether this seller or vendor has an account at this host. */
export function signsInAt(host: CentralHost, seller: Seller): boolean {
  return (
    seller.partnerType === host.partnerType &&
    seller.participations.some(({ countryCode }) => {
      const marketplace = findMarketplaceByCountry(countryCode)
      return marketplace !== null && host.consentGroups.includes(marketplace.consentGroup)
    })
  )
}
