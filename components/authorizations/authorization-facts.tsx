import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import { regions } from '#lib/amazon/regions.ts'
import type { AuthorizationView } from '#lib/authorizations/view.ts'
import { Badge } from '../ui/badge.tsx'
import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { TextLink } from '../ui/text-link.tsx'
import { TimeStamp } from '../ui/time.tsx'

/** Selling partner, region and application. `people`: the page of those who sign in for its account; null: none. */
export function AuthorizationFacts({
  authorization,
  people,
}: {
  authorization: AuthorizationView
  people: string | null
}) {
  const { marketplaceId, region, partnerType, workflow } = authorization
  const place = findMarketplace(marketplaceId)?.country ?? marketplaceId
  return (
    <Facts
      facts={[
        {
          term: 'Selling partner id',
          detail:
            authorization.sellingPartnerId === null ? (
              workflow === 'self' ? (
                'Unknown: the refresh token was pasted without a merchant token'
              ) : (
                'Deleted with the seller’s data'
              )
            ) : (
              <Code copy="the selling partner id">{authorization.sellingPartnerId}</Code>
            ),
        },
        ...(authorization.sellingPartnerId === null
          ? []
          : [{ term: 'Id verified', detail: <IdProof authorization={authorization} /> }]),
        {
          term: 'Account',
          detail:
            people === null ? (
              authorization.accountName
            ) : (
              <TextLink href={people}>{authorization.accountName}</TextLink>
            ),
        },
        { term: 'Account id', detail: <Code copy="the account id">{authorization.accountId}</Code> },
        { term: 'Application', detail: authorization.applicationName },
        { term: 'Authorized in', detail: `${place}, as a ${partnerType}` },
        { term: 'Region', detail: `${regions[region].name} (${region})` },
        { term: 'Consent group', detail: authorization.consentGroup },
        { term: 'Authorization id', detail: <Code copy="the authorization id">{authorization.id}</Code> },
        { term: 'Handle', detail: <Code copy="the handle">{authorization.handle}</Code> },
      ]}
    />
  )
}

const methods = {
  listings_items: 'Amazon accepted it together with this seller’s own token.',
  operator: 'An operator confirmed it.',
} as const

const reasons = {
  rejected: 'Amazon says that the tokens belong to another selling partner. Find out who connected it.',
  refused:
    'Known only from the seller’s browser, and Amazon refused to confirm it. Usually the application lacks the role Product Listing or Inventory and Order Tracking.',
  undecided: 'Known only from the seller’s browser, and Amazon’s answer was inconclusive.',
  unavailable: 'Known only from the seller’s browser. Gatehouse will ask Amazon again.',
} as const

/** Whether the tokens are known to belong to the selling partner id: the redirect that named it isn't signed. */
export function IdProof({
  authorization: { idVerified, idProblem, partnerType },
}: {
  authorization: Pick<AuthorizationView, 'idVerified' | 'idProblem' | 'partnerType'>
}) {
  if (idVerified !== null) {
    return (
      <span className="grid gap-0.5">
        <span className="flex flex-wrap items-center gap-2">
          <Badge tone="good">Verified</Badge>
          <TimeStamp at={idVerified.at.toISOString()} />
        </span>
        <span className="text-ink-muted text-sm">{methods[idVerified.method]}</span>
      </span>
    )
  }
  const isRejected = idProblem === 'rejected'
  return (
    <span className="grid gap-0.5">
      <span>
        <Badge tone={isRejected ? 'bad' : 'neutral'}>
          {isRejected ? 'Rejected by Amazon' : 'Not verified'}
        </Badge>
      </span>
      <span className="text-ink-muted text-sm">
        {partnerType === 'vendor' && !isRejected
          ? 'Known only from the vendor’s browser. Amazon has no call that confirms it for vendors.'
          : reasons[idProblem ?? 'unavailable']}
      </span>
    </span>
  )
}
