import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import { regions } from '#lib/amazon/regions.ts'
import type { AuthorizationView } from '#lib/authorizations/authorization-view.ts'
import { Code } from '../ui/code.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'

/** Who it is, where, for which application, and the times of its tokens. Never a token. */
export function AuthorizationFacts({
  authorization,
  renderedAt,
}: {
  authorization: AuthorizationView
  renderedAt: string
}) {
  const { marketplaceId, region } = authorization
  const country = findMarketplace(marketplaceId)?.country
  const time = (at: Date | null) =>
    at === null ? (
      <span className="text-ink-faint">Never</span>
    ) : (
      <TimeStamp at={at.toISOString()} renderedAt={renderedAt} />
    )
  const facts: Fact[] = [
    {
      term: 'Selling partner id',
      detail: <Code copy="the selling partner id">{authorization.sellingPartnerId}</Code>,
    },
    { term: 'Kind', detail: authorization.partnerType === 'vendor' ? 'Vendor' : 'Seller' },
    { term: 'Account', detail: authorization.accountName },
    { term: 'Application', detail: authorization.applicationName },
    { term: 'Authorized in', detail: country ?? <Code>{marketplaceId}</Code> },
    { term: 'Region', detail: `${regions[region].name} (${region})` },
    { term: 'Consent covers', detail: authorization.consentGroup.toUpperCase() },
    { term: 'Authorization id', detail: <Code copy="the authorization id">{authorization.id}</Code> },
    { term: 'First authorized', detail: time(authorization.authorizedAt) },
    { term: 'Renewed', detail: time(authorization.renewedAt) },
    { term: 'To renew by', detail: time(authorization.renewsBy) },
    { term: 'Last refresh tried', detail: time(authorization.lastRefreshAt) },
    { term: 'Last refresh worked', detail: time(authorization.lastWorkedAt) },
  ]
  return <Facts facts={facts} />
}
