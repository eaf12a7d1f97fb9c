import { defaultTokenEndpoint } from '../amazon/regions.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { distributionOf, distributions } from './distribution.ts'
import type { FactField, IdentityField } from './parse-facts.ts'

export type TypedFacts = Readonly<Record<FactField | IdentityField, string>>

type Written = Pick<ApplicationRow, 'kind' | 'isListed' | 'isSandbox' | 'partnerTypes'> &
  Pick<ApplicationRow, IdentityField | 'name' | 'returnAddresses'> &
  Pick<ApplicationRow, 'renewalTermDays' | 'renewalDueDays' | 'renewalWarningDays'> & {
    readonly roles: readonly Pick<ApplicationRow['roles'][number], 'name'>[]
  }

/** The form's fields with the stored values, in the format that `parseFacts` and `parseIdentity` read. */
export function writeFacts(application: Written): TypedFacts {
  const yes = (is: boolean) => (is ? 'yes' : '')
  const { isSandbox, partnerTypes, returnAddresses, roles, renewalTermDays } = application
  return {
    name: application.name,
    distribution: distributionOf(application),
    isSandbox: yes(isSandbox),
    seller: yes(partnerTypes.includes('seller')),
    vendor: yes(partnerTypes.includes('vendor')),
    returnAddresses: returnAddresses.join('\n'),
    roles: roles.map(({ name }) => name).join('\n'),
    renewalTermDays: renewalTermDays === null ? '' : String(renewalTermDays),
    renewalDueDays: String(application.renewalDueDays),
    renewalWarningDays: application.renewalWarningDays.join(', '),
    spApiApplicationId: application.spApiApplicationId,
    status: application.status,
    lwaClientId: application.lwaClientId,
    tokenEndpoint: application.tokenEndpoint,
    redirectUri: application.redirectUri,
    logInUri: application.logInUri ?? '',
  }
}

/** The fields of the form for a new one: a public draft, reached at this installation's own addresses. */
export function blankFacts(own: { readonly redirectUri: string; readonly logInUri: string }): TypedFacts {
  return writeFacts({
    name: '',
    spApiApplicationId: '',
    lwaClientId: '',
    status: 'draft',
    ...own,
    kind: 'public',
    isListed: false,
    isSandbox: false,
    partnerTypes: ['seller', 'vendor'],
    tokenEndpoint: defaultTokenEndpoint,
    returnAddresses: [],
    roles: [],
    renewalTermDays: distributions.unlisted.renewalTermDays,
    renewalDueDays: 30,
    renewalWarningDays: [60, 30, 7],
  })
}
